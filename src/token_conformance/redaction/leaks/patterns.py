"""The public shapes of credentials and of the names of tenants and people, by kind.

Where the shapes are published: a question on the prefixes of tokens (community.atlassian.com, "Can we confirm
BitBucket's token prefixes": ATATT3, ATCTT3, ATBB); the detectors of trufflehog (`atlassian/v2`, `jiratoken/v2`, and
`jiradatacenterpat`: Base64 of a number of 12 digits, a colon and 20 bytes), Nosey Parker and CredSweeper (`BBDC-`, the
checksum after `=`); RFC 7519 (tokens of three parts), RFC 6265 and RFC 7617 (cookies, Basic); and the domains of the
clouds of governments and of isolated clouds as Atlassian's front end has them (`@atlaskit/atlassian-context`). No
source describes `ATOA`, with which client secrets of OAuth begin in public code, nor `ATPI`: they are found as tokens
that begin with `AT` and two other capitals.

Every repetition is bounded or starts at a boundary, so the time for a text is proportional to its length. Most patterns
start with a literal, which Python finds fast. Some are in lower case, for a text in lower case: see `shapes.py`.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from token_conformance.model.on_demand import OnDemand


def _unnamed(pattern: str) -> str:
    """The pattern with groups that have no names, so that it can be put together with others."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


_HEX = "[0-9a-fA-F]"
_UUID_TAIL = rf"{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}(?![0-9a-zA-Z])"
UUID = rf"{_HEX}{{8}}-{_UUID_TAIL}"

_OPAQUE = "[A-Za-z0-9_-]"
_MIXED = rf"(?={_OPAQUE}{{0,200}}\d)(?={_OPAQUE}{{0,200}}[a-z])(?={_OPAQUE}{{4}}{_OPAQUE}{{0,200}}[A-Z])"

_IN_VALUE = r"[^\s\"'`<>(){}\[\],;&|\\]"
_KEYS = (
    r"(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential"
    r"|(?<![a-z])pat)s?"
)
_VALUE_OF = r"[\"']\s{0,4},?\s{1,12}[\"']?(?:value|content)[\"']?\s{0,4}[:=]\s{0,4}[\"']"
"""Between a name and its value in HAR files, in settings of XML, and in forms."""
_COOKIES = (
    r"(?:(?:cloud|tenant|account|customer)(?:\.\w{1,20}){0,3}\.session\.token|xsrf\.token|rememberme\.cookie|jsessionid"
    r"|crowd\.token_key|sessionid|session_id)"
)
_IN_COOKIE = r"[^\s;\"'<>(){},&\\]"
_HOOKS = (
    r"automation\.atlassian\.com/pro/hooks|api-private\.atlassian\.com/automation/webhooks"
    r"|hooks\.slack\.com/(?:services|workflows|triggers)|discord(?:app)?\.com/api/webhooks"
    r"|[\w-]{1,63}\.webhook\.office\.com"
)
_SITE_DOMAINS = r"(?:atlassian(?:-us-gov-mod|-us-gov|-isolated|-fex|-stg-fedm|-dev)?\.net|jira(?:-dev)?\.com)(?![\w-])"
_FIELDS = (
    r"(?:displayname|display_name|display-name|publicname|public_name|fullname|full_name|realname|real_name|author"
    r"|authorname|author_name|reporter|assignee|creator|createdby|created_by|updatedby|updateauthor|lastmodifiedby"
    r"|last_modified_by|owner|ownedby|ownername|approver|requester|nickname|lead|personname|username|user_name"
    r"|givenname|given_name|familyname|family_name|firstname|first_name|lastname|last_name|surname)"
)
_AT = r"(?:at|@)(?:\s{0,2}[)\]}>]\s{0,3}|(?<= at)\s{1,2}(?=[\w-]{1,63}\s{1,2}dot\s))"
_DOT = r"(?:\.|\s{0,3}[(\[{<]\s{0,2}(?:dot|\.)\s{0,2}[)\]}>]\s{0,3}|\s{1,2}dot\s{1,2})"

PRIVATE_KEY = r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
API_TOKEN = (
    rf"AT(?:[A-Z]TT3{_OPAQUE}{{16,}}(?:=[0-9A-Fa-f]{{8}})?"
    rf"|[A-Z]{{2}}(?<![A-Za-z0-9+/_-]AT..){_MIXED}{_OPAQUE}{{20,512}}+(?![+/]))"
)
DATA_CENTER_PAT = r"[MNO][DTjz](?<![A-Za-z0-9+/]..)[AEIMQUYcgk][w-z0-5][A-Za-z0-9+/]{32,44}={0,2}(?![A-Za-z0-9+/=])"
BITBUCKET_PAT = r"BBDC-(?<!\wBBDC-)[A-Za-z0-9+/@_-]{32,}"
JWT = r"eyJ(?<![\w-]eyJ)[\w-]{8,}\.(?:eyJ[\w-]{8,}|[\w-]*\.[\w-]{8,})[\w.-]*"
URL_CREDENTIALS = r"://(?P<user>[^\s\"'<>{}$?#/:]{1,128}+):(?!\d{1,5}/)(?P<secret>[^\s\"'<>{}$?#@]{1,256}+)@(?=\w)"
HOOK = rf"https://(?:{_HOOKS})/(?P<value>[\w/@.-]{{16,512}})"
BEARER = (
    r"(?:bearer|geniekey|authorization[\"']?\s{0,4}[:=,]\s{0,4}[\"']?(?:token|apikey|session))[\s:]{1,8}"
    r"(?P<value>[a-z0-9._~+/-]{16,}=*)"
)
COOKIE = (
    rf"{_COOKIES}(?:[\"']?\s{{0,4}}[:=]\s{{0,4}}[\"']?|\t|[\"']\s{{0,4}},\s{{0,4}}[\"']"
    rf"|[\"'][^{{}}]{{0,120}}?[\"']value[\"']\s{{0,4}}:\s{{0,4}}[\"'])(?P<value>{_IN_COOKIE}{{8,}})"
)
COOKIE_REVERSED = (
    rf"value[\"']\s{{0,4}}:\s{{0,4}}[\"'](?P<value>{_IN_COOKIE}{{8,}})[\"']\s{{0,4}},[^{{}}]{{0,120}}?"
    rf"[\"']name[\"']\s{{0,4}}:\s{{0,4}}[\"'](?:[\w.-]{{0,40}}\.)?{_COOKIES}[\"']"
)
ASSIGNED = (
    rf"{_KEYS}(?:[\"'\]]{{0,3}}\s{{0,4}}(?:=>|:=|==?|:|>)\s{{0,4}}|{_VALUE_OF})[\"']?(?P<value>{_IN_VALUE}{{8,512}}+)"
)
OPTION = (
    rf"(?:--(?:[a-z]{{1,20}}-){{0,3}}|(?<![a-z])env\s{{1,4}}\w{{0,40}}?){_KEYS}[ =][\"']?"
    rf"(?P<value>{_IN_VALUE}{{8,512}}+)"
)
USER_OPTION = r"-(?<![\w-]-)(?:u|-user)[ =]{1,2}[\"']?(?P<user>[^\s:\"'<>{}$]{1,128}):(?P<secret>[^\s\"'<>{}$]{4,512})"
USER_ARGUMENTS = (
    r"auth\s{0,2}[=(]{1,2}\s{0,2}\(?\s{0,2}[\"'](?P<user>[^\s\"']{1,128})[\"']\s{0,2},"
    r"\s{0,12}[\"'](?P<secret>[^\s\"']{4,512})[\"']"
)
USER_LOGIN = r"login\s{1,8}(?P<user>[^\s\"'<>{}$]{1,128})\s{1,8}password\s{1,8}(?P<secret>[^\s\"'<>{}$]{4,512})"

ACCOUNT = rf":(?<=[0-9]{{6}}:)(?<![\w-][0-9]{{6}}:){UUID}"
CUSTOMER_ACCOUNT = rf"qm:(?<![\w-]qm:)(?:{_HEX}{{8}}-[0-9a-fA-F-]{{27}}:){{1,2}}[0-9]{{1,9}}"
OLD_ACCOUNT = r"(?<![\w-])[0-9a-f]{24}(?![\w-])"
CLOUD = rf"-(?<={_HEX}{{8}}-)(?<![0-9a-zA-Z]{_HEX}{{8}}-){_UUID_TAIL}"
DASHLESS_CLOUD = (
    r"(?:cloud[ _-]?id\W{1,12}|/ex/(?:jira|confluence)/|ari:cloud:[a-z-]{2,40}::?(?:site/)?)"
    r"(?P<value>[0-9a-f]{32})(?!\w)"
)
SITE = rf"\.{_SITE_DOMAINS}"
EMAIL = r"@(?!v?\d+[.x])(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?!\w)"
SPELLED_EMAIL = rf"{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,6}}"
AVATAR = r"gravatar\.com/avatar/[0-9a-f]{32,64}"
_NAMED = rf"(?:[\"']?\s{{0,4}}(?:=>|[:=>])\s{{0,4}}|{_VALUE_OF[:-5]})"
PERSON = rf"{_FIELDS}{_NAMED}(?P<value>[^\"'<>{{}}\[\]\n\r,;|(=:/\\]{{3,60}}+)"
QUOTED_PERSON = rf"{_FIELDS}{_NAMED}(?P<quote>[\"'])(?P<value>[^\"<>{{}}\[\]\n\r\\]{{3,60}}?)(?P=quote)"
PERSON_ELEMENT = rf"<(?:[\w-]{{1,20}}:)?{_FIELDS}\s[^<>\n]{{1,200}}>(?P<value>[^<>\n]{{3,60}})<"
COLUMNS = rf"(?:[\w ]{{0,30}}[ _-])?(?:{_FIELDS}|{_KEYS}|(?:cloud|tenant|account|reporter|assignee|creator)[ _-]?id)"
"""The headers of columns that are read as named values."""

_CERTAIN_VALUE = r"(?=[A-Za-z+/=_-]*\d)[A-Za-z0-9+/=_-]{16,}"

SECRETS = {
    "private-key": PRIVATE_KEY,
    "api-token": API_TOKEN,
    "data-center-token": f"{DATA_CENTER_PAT}|{BITBUCKET_PAT}",
    "jwt": JWT,
    "bearer-credential": r"(?i:\bBearer)[\s:]{1,8}(?=[A-Za-z._~+/-]*\d)[A-Za-z0-9._~+/-]{16,}=*",
    "url-credentials": _unnamed(URL_CREDENTIALS),
    "webhook": _unnamed(HOOK),
    "cookie": rf"(?i:{_COOKIES})=[^\s;\"'<>{{}}]{{8,}}",
    "user-and-password": rf"(?i:{_unnamed(USER_OPTION)}|{_unnamed(USER_ARGUMENTS)}|{_unnamed(USER_LOGIN)})",
    "assigned-secret": rf"(?i:(?<![a-z])(?:(?:api|access|refresh|unscoped|scoped(?:_jira|_confluence)?)[_-]?token"
    rf"|passw(?:or)?d|client[_-]?secret))[\"']?\s{{0,4}}[:=]\s{{0,4}}[\"']?{_CERTAIN_VALUE}",
}
"""The kinds of secrets: anybody who has one of these can act as its owner. Each has a pattern that is certain by
itself; the scan finds more of some kinds, where the context makes them certain."""


@cache
def secret_shapes() -> Mapping[str, re.Pattern[str]]:
    """The patterns of the kinds of secrets, each compiled when it is first needed."""
    return OnDemand(SECRETS, re.compile)


def without_secrets(text: str) -> str:
    """The text with the kind of each secret in its place, such as `<api-token>`."""
    for kind, shape in secret_shapes().items():
        text = shape.sub(f"<{kind}>", text)
    return text


_WORDS = {
    "bearer-credential": ("bearer",),
    "cookie": ("session", "xsrf.token", "rememberme.cookie", "crowd.token_key"),
    "user-and-password": ("-u", "auth", "login"),
    "assigned-secret": ("token", "passw", "secret"),
}
"""The words, in lower case, of which a secret of a kind has at least one. Python finds a word much faster than a
pattern without regard to case; the patterns of other kinds start with a literal."""


def has_secret_shape(text: str) -> bool:
    """Whether a text has a value in the shape of a secret."""
    lowered, shapes = text.lower(), secret_shapes()
    return any(
        shapes[kind].search(text)
        for kind in SECRETS
        if kind not in _WORDS or not text.isascii() or any(word in lowered for word in _WORDS[kind])
    )


BASIC = "basic-credential"
"""The kind of the Base64 of `email:token`, as it follows `Authorization: Basic`; `decoding.py` finds it."""


@cache
def _safe() -> dict[str, list[re.Pattern[str]]]:
    data = tomllib.loads(files(__package__).joinpath("safe.toml").read_text(encoding="utf-8"))
    by_kind: dict[str, list[re.Pattern[str]]] = {}
    for entry in data["safe"]:
        by_kind.setdefault(entry["kind"], []).append(re.compile(entry["pattern"]))
    return by_kind


@lru_cache(maxsize=4096)
def is_safe(kind: str, value: str) -> bool:
    """Whether a value of that kind may be published."""
    return any(pattern.fullmatch(value) for pattern in _safe().get(kind, ()))
