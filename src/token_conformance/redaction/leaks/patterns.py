"""The patterns of the scan, by kind: the public shapes of credentials, and the names of tenants and people.

Sources of the shapes: Atlassian's documentation of API tokens (both kinds start alike and end with a checksum), RFC
7519 (tokens of three parts), RFC 6265 and RFC 7617 (cookies, Basic), and account ids as the cloud products write them.
Every repetition is bounded or starts at a boundary, so the time for a line is proportional to its length.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_HEX_ID = r"(?=[0-9a-f]{0,23}[a-f])(?=[0-9a-f]{0,23}\d)[0-9a-f]{24}"
_KEYS = r"(?:api|access|refresh|unscoped|scoped(?:_jira|_confluence)?)[_-]?token|passw(?:or)?d|client[_-]?secret"
_IN_URL = r"[^\s\"'<>{}$?#]"
_COOKIES = r"(?:cloud|tenant)\.session\.token|atlassian\.xsrf\.token|seraph\.rememberme\.cookie|JSESSIONID"

SECRETS = {
    "private-key": r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----",
    "api-token": r"AT[A-Z]TT3[A-Za-z0-9_-]{16,}(?:=[0-9A-Fa-f]{8})?",
    "jwt": r"(?<![\w-])eyJ[\w-]{8,}\.(?:eyJ[\w-]{8,}|[\w-]*\.[\w-]{8,})[\w.-]*",
    "bearer-credential": r"(?i:\bBearer)[\s:]{1,8}(?=[A-Za-z._~+/-]*\d)[A-Za-z0-9._~+/-]{16,}=*",
    "url-credentials": rf"://(?:(?![/:]){_IN_URL}){{1,128}}:(?!\d{{1,5}}/){_IN_URL}{{1,512}}@(?=\w)",
    "cookie": rf"(?:{_COOKIES})=[^\s;\"'<>{{}}]{{8,}}",
    "assigned-secret": rf"(?i:(?<![a-z])(?:{_KEYS}))[\"']?\s{{0,4}}[:=]\s{{0,4}}[\"']?(?=[A-Za-z+/=_-]*\d)"
    r"[A-Za-z0-9+/=_-]{16,}",
}
"""Anybody who has one of these can act as its owner."""

IDENTITIES = {
    "account-id": rf"(?<![\w-])(?:\d{{6}}:{_UUID}|{_HEX_ID}(?!\w))",
    "uuid": rf"(?<![0-9a-zA-Z]){_UUID}(?![0-9a-zA-Z])",
    "site-name": r"(?<![\w-])[A-Za-z0-9][A-Za-z0-9-]{0,62}\.(?:atlassian\.net|jira\.com)\b",
    "email": r"(?<![\w.%+-])[\w.%+-]{1,64}@(?!v?\d+[.x])(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?!\w)",
    "avatar": r"gravatar\.com/avatar/[0-9a-f]{32,64}",
}
"""The names of a tenant or a person. The name of a gravatar is the digest of an e-mail address."""

KINDS = {kind: re.compile(pattern) for kind, pattern in (SECRETS | IDENTITIES).items()}
"""The kinds that are searched for in plain text, in this order: a value of one kind is not found again as another."""

WRAPPED = ("api-token", "jwt")
"""The kinds that are long enough to be wrapped, and have a shape that is certain after the lines are joined."""

BASIC = "basic-credential"
"""The kind of the Base64 of `email:token`, as it follows `Authorization: Basic`; `decoding.py` finds it."""


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    data = tomllib.loads(files(__package__).joinpath("safe.toml").read_text(encoding="utf-8"))
    by_kind: dict[str, list[re.Pattern[str]]] = {}
    for entry in data["safe"]:
        by_kind.setdefault(entry["kind"], []).append(re.compile(entry["pattern"]))
    return by_kind


def is_safe(kind: str, value: str) -> bool:
    """Whether a value of that kind may be published."""
    return any(pattern.fullmatch(value) for pattern in _patterns().get(kind, ()))
