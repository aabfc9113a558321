"""The scan finds values that must not be published. Their parts are joined here, so that no file has a whole one."""

import gzip
import json
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path
from textwrap import wrap
from urllib.parse import quote

import pytest

from for_each import for_each
from token_conformance.redaction.leaks.scan import UNSEEN, scan_text
from token_conformance.redaction.leaks.shapes import KINDS

BASIC = "basic-credential"
PASSWORD = "Winter" + "-2026"
SESSION = "9C1E" + "7B4D0A2F"
PERSON = "Anna" + " Berg"
EMAIL = "anna.berg" + "@northwind-mail.se"
TOKEN = "AT" + "ATT3xFfGF0" + "kQ7-vB2_xZ9" * 15 + "=" + "1A2B3C4D"
SERVICE_TOKEN = "AT" + "STT3xFfGN0" + "pL5mR8tW2" * 12 + "=" + "0F1E2D3C"
PLAIN_TOKEN = "k3Wq9" + "ZtB7nLx2VcR5mYp8HsD"
BASIC_VALUE = b64encode(f"{EMAIL}:{TOKEN}".encode()).decode()
PASSWORD_VALUE = b64encode(b"admin" + b":" + b"Winter-2026").decode()
JWT = ".".join(("ey" + "JhbGciOiJIUzI1NiJ9", "ey" + "JzdWIiOiI3MTIwMjAifQ", "dBjftJeZ4CVPmB92K27uhbUJU1p1r"))
JWE = "ey" + "JlbmMiOiJBMjU2R0NNIn0" + "..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt"
UUID = "3f2a9c1e" + "-7b4d-4e55-9a01" + "-c0ffee12ab34"
ACCOUNT = "712020" + ":" + UUID
OLD_ACCOUNT = "557058" + ":" + UUID
HEX_ACCOUNT = "5b10ac8d82" + "e05b22cc7d4ef5"
SITE = "northwind-traders" + ".atlassian.net"
KEY = "-----BEGIN " + "RSA PRIVATE KEY-----"
COOKIE = "cloud.session.token" + "=Zk4vQ81mLw0x"
XSRF = "atlassian.xsrf.token" + "=9c1e7b4d_lin"


def in_cassette(uri: str = "https://api.atlassian.com/", body: str = "", **headers: str) -> str:
    """A cassette with a value in its request or response."""
    request = {"method": "GET", "uri": uri, "headers": {name: [value] for name, value in headers.items()}}
    response = {"status": {"code": 200}, "body": {"string": body}}
    return json.dumps({"interactions": [{"request": request, "response": response}]}, indent=2)


def folded(value: str, width: int = 76, indent: str = "      ") -> str:
    """A value broken into lines, as YAML and MIME do."""
    return f"\n{indent}".join(wrap(value, width, break_on_hyphens=False))


PLANTED = {
    "token in a cassette's body": ("api-token", in_cassette(body=json.dumps({"token": TOKEN}))),
    "token in a query, percent-encoded": ("api-token", f"GET /rest/api/3/myself?token={quote(TOKEN)} HTTP/1.1"),
    "token percent-encoded twice": ("api-token", f"Location: /login?next={quote(quote(TOKEN, safe=''), safe='')}"),
    "token in a .env file": ("api-token", f"# tenant\nexport JIRA='{TOKEN}'"),
    "token in a curl line of Markdown": ("api-token", f"```sh\ncurl -u '{EMAIL}:{TOKEN}' https://x.example/\n```"),
    "token in a traceback's locals": (
        "api-token",
        f"    auth = ('a', '{TOKEN}')\nE   AssertionError: assert 401 == 200",
    ),
    "token in a DEBUG log": ("api-token", f"DEBUG httpcore.http11:_trace.py:47 request.started token={TOKEN}"),
    "token folded by YAML": ("api-token", f"    authorization: >-\n      {folded(TOKEN, 60)}"),
    "token folded in quotes by YAML": (
        "api-token",
        '  uri: "https://x.example/?t=' + folded(TOKEN, 40).replace("\n", "\\\n"),
    ),
    "token folded narrowly": ("api-token", f"token:\n  {folded(TOKEN, 20, '  ')}"),
    "token in a list of Python strings": ("api-token", f'TOKEN = (\n    "{TOKEN[:50]}"\n    "{TOKEN[50:]}"\n)'),
    "token cut short by pytest": ("api-token", f"E   assert {{'a': '{TOKEN[:40]}...{TOKEN[-20:]}'}} == {{}}"),
    "token in JSON in JSON": ("api-token", json.dumps({"log": json.dumps({"value": f"key\t{TOKEN}"})})),
    "token in HTML": ("api-token", f"<td>{TOKEN.replace('=', '&#61;')}</td>"),
    "token as base64": ("api-token", b64encode(f'{{"token": "{TOKEN}"}}'.encode()).decode()),
    "token of a service account": ("api-token", f"| token | `{SERVICE_TOKEN}` |"),
    "Basic in a cassette": (BASIC, in_cassette(authorization=f"Basic {BASIC_VALUE}")),
    "Basic without its scheme": (BASIC, f"auth: {BASIC_VALUE}"),
    "Basic percent-encoded": (BASIC, f"https://x.example/?authorization=Basic%20{quote(BASIC_VALUE, safe='')}"),
    "Basic in a path": (BASIC, f"https://x.example/proxy/{BASIC_VALUE}/rest"),
    "Basic in the URL's alphabet": (BASIC, urlsafe_b64encode(f"{EMAIL}:{TOKEN}".encode()).decode().rstrip("=")),
    "Basic folded by MIME": (BASIC, f"Authorization: Basic\n {folded(BASIC_VALUE)}"),
    "Basic folded narrowly": (BASIC, f"Authorization: Basic\n {folded(BASIC_VALUE, 28)}"),
    "Basic folded within JSON": (BASIC, json.dumps({"body": folded(BASIC_VALUE, indent="")})),
    "Basic of a token without a shape": (BASIC, b64encode(f"{EMAIL}:{PLAIN_TOKEN}".encode()).decode()),
    "Basic of a user and a password": (BASIC, f"> authorization: Basic {PASSWORD_VALUE}"),
    "Basic in an axios error": (
        BASIC,
        f"  auth: undefined, header: 'GET / HTTP/1.1\\r\\nAuthorization: Basic {BASIC_VALUE}'",
    ),
    "Basic as bytes in a log": (BASIC, f"headers=[(b'authorization', b'Basic {BASIC_VALUE}')]"),
    "JWT behind Bearer": ("jwt", f"curl -H 'Authorization: Bearer {JWT}'"),
    "JWT in a cassette": ("jwt", in_cassette(body=json.dumps({"access": JWT}))),
    "encrypted JWT in a query": ("jwt", f"https://x.example/callback?code={JWE}"),
    "JWT in YAML": ("jwt", f"assertion: {JWT}"),
    "Bearer in a HAR file": ("bearer-credential", '{"name": "Authorization", "value": "Bearer ' + PLAIN_TOKEN + '"}'),
    "Bearer percent-encoded": ("bearer-credential", f"?header=Bearer%20{PLAIN_TOKEN}"),
    "proxy with a password": ("url-credentials", "HTTPS_PROXY=http://" + "svc-ci:Winter26@proxy.example:3128"),
    "e-mail and token in a URL": ("url-credentials", f"https://{quote(EMAIL)}:{PLAIN_TOKEN}" + "@x.example/rest"),
    "user and password in a warning": ("url-credentials", "UserWarning: https://" + "u1:secret@x.example is insecure"),
    "key of a server": ("private-key", f"{KEY}\nMIIEowIBAAKCAQEA"),
    "key within JSON": ("private-key", json.dumps({"key": f"{KEY}\nMIIEowIBAAKCAQEA\n"})),
    "session cookie": ("cookie", f"Cookie: {COOKIE}; other=1"),
    "xsrf cookie in a cassette": ("cookie", in_cassette(cookie=f"{XSRF}; Path=/")),
    "token in a settings file": ("assigned-secret", f"TOKEN_CONFORMANCE_UNSCOPED_TOKEN={PLAIN_TOKEN}"),
    "token in YAML": ("assigned-secret", f"jira:\n  api_token: '{PLAIN_TOKEN}'"),
    "password in JSON": ("assigned-secret", json.dumps({"password": PLAIN_TOKEN})),
    "account in a cassette": ("account-id", in_cassette(body=json.dumps({"accountId": ACCOUNT}))),
    "account in a header": ("account-id", f"x-aaccountid: {quote(ACCOUNT, safe='')}"),
    "old account": ("account-id", f"| reporter | {OLD_ACCOUNT} |"),
    "account of 24 digits": ("account-id", f"https://x.example/rest/api/3/user?accountId={HEX_ACCOUNT}"),
    "cloud id in a URL": ("cloud-id", f"https://api.atlassian.com/ex/jira/{UUID}/rest/api/3/myself"),
    "cloud id in an ARI": ("cloud-id", json.dumps({"ari": f"ari:cloud:jira:{UUID}:issue/10001"})),
    "request id in capitals": ("uuid", f"atl-request-id: {UUID.upper()}"),
    "site in a URL": ("site-name", f"[our board](https://{SITE}/jira/software)"),
    "site in a realm": ("site-name", f'www-authenticate: OAuth realm="{quote("https://" + SITE, safe="")}"'),
    "site of the old domain": ("site-name", "see https://northwind" + ".jira.com/browse/A-1"),
    "site in escaped slashes": ("site-name", f'{{"self":"https:\\/\\/{SITE}\\/rest"}}'),
    "address in a cassette": ("email", in_cassette(body=json.dumps({"emailAddress": EMAIL}))),
    "address in a query": ("email", f"/rest/api/2/user/search?query={quote(EMAIL, safe='')}"),
    "address in escapes": ("email", EMAIL.replace("@", "\\u0040")),
    "address percent-encoded twice": ("email", f"next=%2Fusers%3Fq%3D{EMAIL.replace('@', '%2540')}"),
    "address in HTML": ("email", f"<a>{EMAIL.replace('@', '&#64;')}</a>"),
    "address in the URL's base64": ("email", urlsafe_b64encode(f"~~~???>>> by {EMAIL}".encode()).decode()),
    "address in a commit": ("email", f"Author: Anna <{EMAIL}>"),
    "address in base64": ("email", b64encode(f"reported by {EMAIL} on Monday".encode()).decode()),
    "token split in its prefix": ("api-token", f"the token: ATA\n  {TOKEN[3:]}"),
    "token split by a soft line end": ("api-token", f"the token: {TOKEN[:2]}=\n{TOKEN[2:]}"),
    "token split by tags": ("api-token", f"<w:t>{TOKEN[:9]}</w:t></w:r><w:r><w:rPr/><w:t>{TOKEN[9:]}</w:t>"),
    "token split by a colour": ("api-token", f"{TOKEN[:4]}\x1b[31m{TOKEN[4:]}\x1b[0m"),
    "token split by a cursor that is hidden": ("api-token", f"{TOKEN[:4]}\x1b[?25l{TOKEN[4:]}"),
    "token split by a colour with colons": ("api-token", f"{TOKEN[:4]}\x1b[38:2::255:0:0m{TOKEN[4:]}"),
    "token split by a set of letters": ("api-token", f"{TOKEN[:4]}\x1b(B{TOKEN[4:]}"),
    "token with an invisible character": ("api-token", f"{TOKEN[:3]}\u200b{TOKEN[3:]}"),
    "token as hexadecimal digits": ("api-token", TOKEN.encode().hex()),
    "token as C has it": ("api-token", ", ".join(f"0x{byte:02x}" for byte in TOKEN.encode())),
    "token as a list of numbers": ("api-token", json.dumps(list(TOKEN.encode()))),
    "token in octal escapes": ("api-token", "".join(f"\\{byte:03o}" for byte in TOKEN.encode())),
    "token in a compressed body": ("api-token", b64encode(gzip.compress(TOKEN.encode())).decode()),
    "token in the Base64 of PowerShell": ("api-token", b64encode(f"$t='{TOKEN}'".encode("utf-16-le")).decode()),
    "token in Base64 three times": ("api-token", b64encode(b64encode(b64encode(TOKEN.encode()))).decode()),
    "token of a service account alone": ("api-token", "ATSTT3xFfGF0" + "k3Wq9ZtB7nLx2VcR5mYp8HsD" + "=1A2B3C4D"),
    "app password alone": ("api-token", "ATBB" + "k3Wq9ZtB7nLx2VcR5mYp8HsD" + "1A2B3C4D"),
    "client secret alone": ("api-token", "ATOA" + "k3Wq9ZtB7nLx2VcR5mYp8HsD" * 2 + "1A2B3C4D"),
    "token of a kind that nobody knows yet": ("api-token", "ATZZ" + "k3Wq9ZtB7nLx2VcR5mYp8HsD"),
    "token of Data Center": ("data-center-token", b64encode(b"483920175562:" + bytes(range(180, 200))).decode()),
    "token of Bitbucket Data Center": ("data-center-token", "BBDC-" + "MDAx" + "k3Wq9ZtB7nLx2VcR5mYp8HsD" * 2),
    "user and password of curl": ("user-and-password", f"curl -u anna:{PASSWORD} https://x.example"),
    "user and password of requests": ("user-and-password", f'get(url, auth=("anna", "{PASSWORD}"))'),
    "user and password of .netrc": ("user-and-password", f"machine x.example login anna password {PASSWORD}"),
    "address of a webhook": ("webhook", "https://automation.atlassian.com" + "/pro/hooks/" + "9c1e7b4d" * 5),
    "cookie in a HAR file": (
        "cookie",
        json.dumps({"name": "JSESSIONID", "path": "/", "value": SESSION}, indent=1),
    ),
    "cookie in a list of cookies": ("cookie", json.dumps({"value": SESSION, "path": "/", "name": "JSESSIONID"})),
    "cookie in a file of curl": ("cookie", ".x.example\tTRUE\t/\tTRUE\t0\ttenant.session.token\t9C1E" + "7B4D0A2F"),
    "column of tokens": ("assigned-secret", f"name,api token\nanna,{PLAIN_TOKEN}"),
    "cloud id without dashes": ("cloud-id", f"cloudId={UUID.replace('-', '')}"),
    "cloud id among accessible resources": ("cloud-id", json.dumps([{"id": UUID, "name": "x", "scopes": ["read:me"]}])),
    "site of the government's cloud": ("site-name", "northwind" + ".atlassian-us-gov-mod.net"),
    "site of another cloud of the government": ("site-name", "https://northwind" + ".atlassian-us-gov.net/wiki"),
    "site of an isolated cloud": ("site-name", "admin.northwind" + ".atlassian-isolated.net"),
    "address with (at)": ("email", EMAIL.replace("@", " (at) ")),
    "address in words": ("email", EMAIL.replace("@", " at ").replace(".", " dot ")),
    "address in quoted-printable": ("email", f"=?utf-8?Q?{EMAIL.replace('@', '=40')}?="),
    "name in an answer": ("display-name", json.dumps({"displayName": PERSON})),
    "name of an author": ("display-name", f"author: {PERSON}"),
    "name in another script": ("display-name", json.dumps({"publicName": "田中" + " 太郎"})),
    "name in an element": ("display-name", f'<reporter accountid="x">{PERSON}</reporter>'),
    "name in a column": ("display-name", f"Key,Assignee,Status\nAB-1,{PERSON},Done"),
    "digest of an address": ("avatar", "https://secure.gravatar.com" + "/avatar/" + "0bc83cb571cd1c50ba6f3e8a78ef1346"),
}


@for_each("name", PLANTED)
def test_a_planted_value_is_found(name: str) -> None:
    """It is found as its kind, with any text around it."""
    kind, text = PLANTED[name]
    assert kind in {finding.kind for finding in scan_text(text, Path("planted"), strict=kind == "uuid")}


def test_enough_is_planted() -> None:
    """Each kind of the scan is planted at least once, and there are at least forty values."""
    assert KINDS == {kind for kind, _ in PLANTED.values()}
    assert len(PLANTED) >= 40


def test_a_finding_names_the_line() -> None:
    """Lines are counted as an editor counts them, also if a line has escaped line ends."""
    text = f'one\n"two\\n2"\n{EMAIL}\nfour\n{TOKEN[:60]}\n  {TOKEN[60:]}'
    found = [(finding.line, finding.kind) for finding in scan_text(text, Path("planted"))]
    assert [(3, "email"), (5, "api-token")] == sorted(set(found))


def test_a_short_secret_is_shown_in_a_third_of_its_characters_at_most() -> None:
    """Four of nine characters of a password would be too much."""
    (finding,) = scan_text("password" + "=S3cret!9x", Path("log.txt"))
    assert "log.txt:1: assigned-secret: S3c… (9 characters)" == str(finding)


def test_a_uuid_is_found_where_each_of_them_should_be_a_placeholder() -> None:
    """Elsewhere, only those that name a tenant are: all kinds of things have a UUID."""
    text = f"atl-request-id: {UUID}"
    assert ["uuid"] == [finding.kind for finding in scan_text(text, Path("a.json"), strict=True)]
    assert [] == scan_text(text, Path("a.json"))


@pytest.mark.slow
def test_something_packed_that_cannot_be_unpacked_is_not_clean() -> None:
    """The finding has the reason."""
    data = gzip.compress(b"0" * 100_000_000)
    (finding,) = scan_text(b64encode(data).decode(), Path("a.txt"))
    assert (UNSEEN, "it unpacks to more than 64 MB") == (finding.kind, finding.value)


@pytest.mark.parametrize("value", [TOKEN, BASIC_VALUE.rstrip("="), EMAIL, JWT])
def test_a_finding_does_not_show_the_value(value: str) -> None:
    """Neither in its line nor in a traceback."""
    (finding, *_) = scan_text(value, Path("log.txt"))
    assert f"log.txt:1: {finding.kind}: {value[:4]}… ({len(value)} characters)" == str(finding)
    assert value not in repr(finding)
