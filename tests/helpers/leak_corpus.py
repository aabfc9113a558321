"""A corpus of 66 secrets and personal data, and of 60 values that only look like them, encoded and packed in many ways.

It is built when it is needed, from parts that are nothing by themselves, so that no file of the project has a secret.
The random characters come from a generator with a fixed seed: the corpus is the same each time.
"""

# ruff: noqa: E501  # an entry is the text of a file

import bz2
import gzip
import io
import json
import lzma
import tarfile
import uuid
import zipfile
import zlib
from base64 import b64encode, urlsafe_b64encode
from hashlib import sha1, sha256, sha512
from quopri import encodestring
from random import Random
from string import ascii_letters, digits
from urllib.parse import quote

Corpus = dict[str, bytes]
"""The contents of files by their names."""

_AT = "@"
"""The sign of addresses, so that no address of anybody is in this file."""

_RANDOM = Random(20261128)  # noqa: S311  # made-up values
_BASE64 = ascii_letters + digits + "+/"
_CURSOR = b64encode(b'{"id":"98305","limit":25}').decode()
_OPAQUE = ascii_letters + digits + "_-"


def _random(length: int, characters: str = _OPAQUE) -> str:
    return "".join(_RANDOM.choices(characters, k=length))


def _hex(length: int) -> str:
    return "e4" + _random(length - 2, "0123456789abcdef")


def _uuid() -> str:
    return str(uuid.UUID(int=_RANDOM.getrandbits(128), version=4))


def _token(prefix: str, header: str) -> str:
    body = f"{prefix}{header}{_random(171)}="
    return f"{body}{zlib.crc32(body.encode()):08X}"


def _jwt() -> str:
    parts = ({"typ": "JWT", "alg": "HS256"}, {"sub": _hex(24), "qsh": _hex(64), "iss": _uuid(), "iat": 1764300000})
    encoded = [urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, _random(43)])


API = _token("ATAT", "T3xFfGF0")
ADMIN = _token("ATCT", "T3xFfGN0")
SERVICE = _token("ATST", "T3xFfGN0")
APP_PASSWORD = f"ATBB{_random(24, ascii_letters + digits)}{_random(6, '0123456789ABCDEF')}4E"
CLIENT_SECRET = f"ATOA{_random(64)}{_random(6, '0123456789ABCDEF')}7C"
OTHER = f"ATPI{_random(40)}9aZ"
DATA_CENTER = b64encode(b"483920175562:" + _RANDOM.randbytes(20)).decode()
EMAIL = "marta.lindqvist" + "@" + "harbour-freight-lab.se"
SITE = "harbour-freight-lab"
PERSON = "Marta " + "Lindqvist"
OLD_ACCOUNT = "5f" + _hex(22)
ACCOUNT = f"712020:{_uuid()}"
OLDER_ACCOUNT = f"557058:{_uuid()}"
CLOUD = _uuid()
BASIC = b64encode(f"{EMAIL}:{API}".encode()).decode()
PASSWORD = "Gr" + "een-Tram-84!"


def secrets() -> Corpus:
    """66 files that must not be published; each has one secret or one personal value, and little around it."""
    _RANDOM.seed(1)
    return _tokens() | _credentials() | _cookies() | names() | _containers()


def lookalikes() -> Corpus:
    """60 files that may be published."""
    _RANDOM.seed(2)
    return {name: text.encode() if isinstance(text, str) else text for name, text in _harmless().items()}


def _tokens() -> Corpus:
    texts = {
        "api-token.env": f"JIRA_TOKEN={API}\n",
        "api-token-json-escapes.json": '{"token": "' + "".join(f"\\u{ord(character):04x}" for character in API) + '"}',
        "api-token-percent.url": f"https://x.example/cb?t={quote(quote(API, safe=''), safe='')}",
        "api-token-entities.html": "<td>" + "".join(f"&#x{ord(character):x};" for character in API) + "</td>",
        "api-token-base64.txt": f"blob={b64encode(f'token {API}'.encode()).decode()}",
        "api-token-base64-twice.txt": b64encode(b64encode(f"token {API}".encode())).decode(),
        "api-token-base64-lines.txt": "\n".join(
            _wrapped(b64encode(f"the token is {API}, keep it".encode()).decode(), 64)
        ),
        "api-token-base64-url.txt": urlsafe_b64encode(f"???>>>~~~ {API}".encode()).decode().rstrip("="),
        "api-token-hex.txt": f"payload: {API.encode().hex()}",
        "api-token-hexdump.txt": _dump(f"Authorization: token {API}".encode()),
        "api-token-words.txt": _words(f"Authorization: token {API}".encode()),
        "api-token-bytes.json": json.dumps({"type": "Buffer", "data": list(f"token {API}".encode())}),
        "api-token-quoted.eml": "Content-Transfer-Encoding: quoted-printable\n\n"
        + encodestring(f"Key: {API} bye".encode()).decode(),
        "api-token-split-in-its-prefix.log": f"2026-11-28 the token is ATA\n  {API[3:]}",
        "api-token-bold.html": f"<p>AT<b>{API[2:9]}</b>{API[9:]}</p>",
        "admin-key.yaml": f"atlassian:\n  admin_key: {ADMIN}\n",
        "service-account.py": f'client = Jira(token="{SERVICE}")\n',
        "app-password-alone.txt": f"{APP_PASSWORD}\n",
        "app-password-clone.sh": f"git clone https://x-token-auth:{APP_PASSWORD}@bitbucket.org/team/repository.git",
        "client-secret-alone.txt": f"{CLIENT_SECRET}\n",
        "other-token-alone.md": f"| key | `{OTHER}` |",
        "data-center-alone.txt": f"{DATA_CENTER}\n",
        "data-center.curl": f"curl -H 'Authorization: Bearer {DATA_CENTER}' https://jira.corp.example/rest/api/2/myself",
        "bitbucket-data-center.txt": f"BBDC-{_random(44, _BASE64)}",
        "connect.log": f"Authorization: JWT {_jwt()}",
    }
    return {name: text.encode() for name, text in texts.items()}


def _credentials() -> Corpus:
    texts = {
        "basic-header.http": f"GET / HTTP/1.1\r\nAuthorization: Basic {BASIC}\r\n\r\n",
        "basic-lower-case.har": json.dumps({"name": "authorization", "value": f"basic {BASIC}"}),
        "basic-password.txt": "Authorization: Basic " + b64encode(f"marta:{PASSWORD}".encode()).decode(),
        "basic-alone.txt": f"{b64encode(f'{EMAIL}:{_random(24, ascii_letters + digits)}'.encode()).decode()}",
        "user-option.sh": f"curl -u 'marta:{PASSWORD}' https://x.example/rest",
        "auth-arguments.py": f'requests.get(url, auth=("marta", "{PASSWORD}"))',
        "netrc": f"machine x.example login marta password {PASSWORD}",
        "url-password.ini": f"proxy = http://marta:{PASSWORD}@proxy.example:3128/",
        "refresh-token.json": json.dumps({"refresh_token": _random(60), "expires_in": 3600}),
        "webhook-secret.properties": f"webhook.secret={_random(32, ascii_letters + digits)}",
        "shared-secret.json": json.dumps({"key": "app", "sharedSecret": _random(48)}),
        "password.xml": f'<property name="password" value="{PASSWORD}"/>',
        "hook.txt": f"https://automation.atlassian.com/pro/hooks/{_hex(40)}",
        "private-key.pem": "-----BEGIN " + "PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n",
    }
    return {name: text.encode() for name, text in texts.items()}


def _cookies() -> Corpus:
    session = _random(80)
    texts = {
        "session-cookie.http": f"Cookie: cloud.session.token={session}; other=1",
        "session-cookie.har": json.dumps({"name": "tenant.session.token", "value": session, "path": "/"}, indent=1),
        "java-session.json": json.dumps({"JSESSIONID": _random(32, "0123456789ABCDEF")}),
        "cookies.txt": f".x.example\tTRUE\t/\tTRUE\t0\tatlassian.xsrf.token\t{_hex(40)}_lin",
    }
    return {name: text.encode() for name, text in texts.items()}


def names() -> Corpus:
    """Those of the secrets that are no credentials, but names of people and tenants."""
    texts = {
        "address-at.md": "Write to " + EMAIL.replace("@", " (at) "),
        "address-in-words.txt": EMAIL.replace("@", " at ").replace(".", " dot "),
        "address-escaped.json": json.dumps({"mail": EMAIL}).replace("@", "\\u0040"),
        "old-account.csv": f"key,reporter\nHFL-1,{OLD_ACCOUNT}\n",
        "account.url": f"https://x.example/people/{quote(ACCOUNT)}",
        "older-account.txt": f"[~accountid:{OLDER_ACCOUNT}] please look",
        "cloud-id.json": json.dumps({"cloudId": CLOUD}),
        "cloud-id-without-dashes.txt": f"Our cloud id is: {CLOUD.replace('-', '')}\ncloudid={CLOUD.replace('-', '')}",
        "site.md": f"See https://{SITE}.atlassian.net/browse/HFL-1",
        "government-site.txt": f"{SITE}.atlassian-us-gov-mod.net",
        "isolated-site.txt": f"https://jira.{SITE}.atlassian-isolated.net/",
        "display-name.json": json.dumps({"displayName": PERSON}),
        "author.yaml": f"author: {PERSON}\n",
    }
    return {name: text.encode() for name, text in texts.items()} | {
        "name-in-xml.xml": f"<publicName>{PERSON}</publicName>".encode("utf-16"),
    }


def _containers() -> Corpus:
    line = f"the token is {API}\n".encode()
    return {
        "log.LOG.GZ": gzip.compress(line),
        "letter.docx": _zip(
            {"word/document.xml": f"<w:p><w:t>{API[:5]}</w:t></w:r><w:r><w:t>{API[5:]}</w:t></w:p>".encode()}
        ),
        "zip-in-zip.bin": _zip({"inner.zip": _zip({"log.txt": line})}),
        "tar.xz": lzma.compress(_tar({"logs/run.log": line})),
        "log.bz2": bz2.compress(line),
        "gzip-in-base64.txt": b"body: " + b64encode(gzip.compress(line)),
        "utf-16-without-mark.txt": line.decode().encode("utf-16-le"),
        "utf-32.txt": line.decode().encode("utf-32-be"),
        "picture.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
        + _RANDOM.randbytes(300)
        + b"tEXtAuthor\0"
        + EMAIL.encode()
        + b"\0",
    }


def _wrapped(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


def _dump(data: bytes) -> str:
    rows = ((start, data[start : start + 16]) for start in range(0, len(data), 16))
    shown = "".join(chr(byte) if chr(byte).isprintable() else "." for byte in data)
    return "\n".join(f"{start:08x}  {row.hex(' ')}  |{shown[start : start + 16]}|" for start, row in rows)


def _words(data: bytes) -> str:
    rows = ((start, data[start : start + 16]) for start in range(0, len(data), 16))
    return "\n".join(f"{start:08x}: {row.hex(' ', 2)}  {row.decode()}" for start, row in rows)


def _zip(members: Corpus) -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return file.getvalue()


def _tar(members: Corpus) -> bytes:
    with io.BytesIO() as file:
        with tarfile.open(fileobj=file, mode="w") as archive:
            for name, content in members.items():
                item = tarfile.TarInfo(name)
                item.size = len(content)
                archive.addfile(item, io.BytesIO(content))
        return file.getvalue()


def _harmless() -> dict[str, str | bytes]:
    commit = sha1(b"commit", usedforsecurity=False).hexdigest()
    digest = sha256(b"wheel").hexdigest()
    integrity = b64encode(sha512(b"package").digest()).decode()
    other, request = _uuid(), _uuid()
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + _RANDOM.randbytes(3000)
    encoded_picture = b64encode(picture).decode()
    return {
        "commit.txt": f"commit {commit}\ntree {sha1(b'tree', usedforsecurity=False).hexdigest()}\n",
        "short-commits.log": f"* {commit[:7]} Merge branch 'main'\n* {commit[7:14]} Fix it",
        "lock.toml": f'[[package]]\nname = "httpx"\nhash = "sha256:{digest}"\n',
        "requirements.txt": f"httpx==0.28.1 \\\n    --hash=sha256:{digest} \\\n    --hash=sha256:{commit}{digest[:24]}",
        "package-lock.json": json.dumps(
            {"resolved": "https://registry.npmjs.example/a/-/a-1.0.0.tgz", "integrity": f"sha512-{integrity}"}
        ),
        "go.sum": f"golang.org/x/net v0.62.0 h1:{b64encode(sha256(b'net').digest()).decode()}",
        "yarn.lock": f'a@^1.0.0:\n  version "1.0.0"\n  integrity sha1-{b64encode(bytes.fromhex(commit)).decode()}',
        "build-id.txt": f"build {other} finished",
        "request-id.http": f"x-request-id: {request}\ntraceparent: 00-{commit[:32]}-{commit[:16]}-01",
        "guid.sln": f'Project("{{{other.upper()}}}") = "App", "App.csproj"',
        "uuid.sql": f"CALL archive('{request}');",
        "urn.xml": f"<id>urn:uuid:{other}</id>",
        "event.ics": f"BEGIN:VEVENT\nUID:{request}\nSUMMARY:Planning\nEND:VEVENT",
        "object-id.json": json.dumps({"_id": {"$oid": "507f1f77bcf86cd799439011"}}),
        "trace.txt": "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7",
        "example-address.md": "Write to jane.doe@example.com or x@mail.example.org",
        "your-address.md": f"export EMAIL=you{_AT}company.com # or your.email{_AT}yourcompany.com, name{_AT}domain.tld",
        "no-reply.txt": f"From: noreply{_AT}github.com, 41898282+bot{_AT}users.noreply.github.com",
        "remote.gitconfig": f"[remote]\n\turl = git{_AT}gitlab.corp.example:team/app.git\n\turl = ssh://git{_AT}bitbucket.org/team/app.git",
        "versions.yml": "uses: actions/checkout@v4.2.2\nuses: pypa/gh-action@release/v1.2",
        "packages.txt": "npm install left-pad@1.3.0 @scope/package@2.0.0-rc.1 confluence.js@2.1.0",
        "dense.html": '<img src="logo@2x.png" srcset="logo@3x.retina.webp">',
        "unit.service": "After=getty@tty1.service user@1000.service",
        "decorator.py": "@pytest.mark.parametrize\n@app.route('/x')\ndef f(): ...",
        "regex.py": r'EMAIL = re.compile(r"[\w.]+@[\w-]+\.[a-z]{2,}")',
        "your-domain.md": "https://your-domain.atlassian.net, https://yourcompany.atlassian.net, https://<site>.atlassian.net",
        "template-site.sh": 'curl "https://$SITE.atlassian.net/rest" "https://${SITE}.atlassian.net" https://{site}.jira.com',
        "other-hosts.txt": "https://api.atlassian.com https://id.atlassian.com https://jira.atlassian.com/browse/CLOUD-12617",
        "domains.py": 'DOMAINS = (".atlassian.net", ".jira.com", ".atlassian-us-gov-mod.net", "*.atlassian-isolated.net")',
        "cut-token.md": "Tokens look like `ATATT3xFfGF0...` or `ATCTT3xFfGN0…`; app passwords like `ATBB...`.",
        "typed-token.env": f"TOKEN={API[:12]}{'X' * 40}",
        "worded-token.env": f"JIRA_API_TOKEN={API[:12]}-your-api-token-here",
        "token-in-brackets.md": "Authorization: Bearer <token>, Authorization: Basic <base64 of email:token>",
        "variable.sh": 'curl -u "$EMAIL:$TOKEN" -H "Authorization: Bearer $ACCESS_TOKEN_V2" https://x.example',
        "secrets.yml": "env:\n  TOKEN: ${{ secrets.JIRA_API_TOKEN_2 }}\n  password: ${PASSWORD_1}",
        "reference.py": 'api_token = os.environ["JIRA_TOKEN_1"]\npassword = settings.account2.password\ntoken = get_token2(user1)',
        "type.ts": "interface A { token: string; password?: string | null; clientSecret: SecretString2 }",
        "changeme.ini": "[db]\npassword = changeme123\nsecret = your-secret-key-1",
        "typed-password.env": "PASSWORD=************\nAPI_KEY=xxxxxxxxxxxxxxxx1",
        "documented-login.txt": f"curl -u user:password https://x.example; Basic {b64encode(b'user:password').decode()}",
        "documented-url.md": "https://user:password@proxy.example:8080 and https://username:token@host and http://127.0.0.1:8080/x@y",
        "redacted.log": 'Authorization: Bearer ***, "password": "[REDACTED]", "token": "<api-token>"',
        "no-check.http": "X-Atlassian-Token: no-check\nX-RateLimit-Reset: 2026-11-28T09:00Z",
        "next-page.json": json.dumps({"nextPageToken": _random(40), "isLast": False}),
        "cursor.json": json.dumps({"next": f"/wiki/api/v2/pages?cursor={_CURSOR}"}),
        "cookie-name.md": "The browser sends `cloud.session.token=` and `JSESSIONID=...`; delete tenant.session.token.",
        "picture.txt": f"data:image/png;base64,{encoded_picture}",
        "picture-lines.eml": "Content-Transfer-Encoding: base64\n\n" + "\n".join(_wrapped(encoded_picture, 76)),
        "picture.png": picture,
        "noise.bin.gz": gzip.compress(_RANDOM.randbytes(2000)),
        "certificate.pem": "-----BEGIN CERTIFICATE-----\n" + "\n".join(_wrapped(encoded_picture[:900], 64)),
        "public-key.pub": f"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{_random(43, _BASE64)} marta@laptop",
        "minified.js": "!function(e,t){var n=e.token,r=t.author||{};return n?r.displayName:e.a.b.c(t)}(window,document);"
        * 20,
        "colours.css": ".author:before{color:#5f6368}.token.keyword{color:#00f067aa}",
        "fields.json": json.dumps(
            {"displayName": "Project Administrators", "author": "GitHub Actions", "owner": "Platform Team"}
        ),
        "former.json": json.dumps(
            {"displayName": "Former user", "publicName": "Your Name", "reporter": None, "assignee": "unassigned"}
        ),
        "sentence.md": "The author: see the changelog. Secrets are passed by environment; a token is made at id.atlassian.com.",
        "placeholders.json": json.dumps(
            {"accountId": "<account>", "emailAddress": "<e-mail>", "cloudId": "<cloud id>"}
        ),
        "made-up.env": "TOKEN_CONFORMANCE_UNSCOPED_TOKEN=MADE-UP-UNSCOPED-TOKEN\nTOKEN_CONFORMANCE_EMAIL=conformance@example.com",
        "edge.json": json.dumps({"cloudId": "00000000-c10d-4000-8000-000000000001", "accountId": "0" * 20 + "0009"}),
    }
