"""Removes from a paste what must never be shown again: credentials, people, and the names of sites and hosts.

Everything else reads the redacted text, so nothing that follows can quote a secret.
"""

import re
from collections.abc import Iterator

from token_conformance.model.url import GATEWAY_HOST, SITE_DOMAIN
from token_conformance.redaction.leaks.patterns import UUID
from token_conformance.redaction.masking import MASK, masked

SITE = f"SITE.{SITE_DOMAIN}"
"""The name of every site in a redacted text."""

HOST = "HOST"
"""The name of every host that is not one of Atlassian's own."""

CLOUD_ID, NO_CLOUD_ID = "CLOUD_ID", "NOT_A_CLOUD_ID"
"""The names of what follows `/ex/PRODUCT/`: a UUID, or something else."""

EMAIL = "E-MAIL"

_OWN = frozenset(
    (
        *(GATEWAY_HOST, "id.atlassian.com", "admin.atlassian.com", "auth.atlassian.com", "mcp.atlassian.com"),
        *("api.bitbucket.org", "bitbucket.org", "start.atlassian.com", "home.atlassian.com", "www.atlassian.com"),
        *("developer.atlassian.com", "support.atlassian.com", "community.atlassian.com", "status.atlassian.com"),
        *("api.trello.com", "api.opsgenie.com", "api.eu.opsgenie.com", "api.statuspage.io", SITE.lower()),
    )
)
"""Hosts that are the same for everybody, so that they name nobody."""

_AUTHORIZATION = re.compile(
    r"(?i)(authorization[\"'\]]{0,3}\s{0,4}(?:=>|[:=,])\s{0,4}[\"']?(?:[a-z]{0,3}[\"'])?"
    r"(?:(?:Basic|Bearer|JWT|GenieKey|Token|Digest|Negotiate|OAuth)[ \t]{1,4})?)([^\s\"',}]{1,4096})"
)
_SCHEME = re.compile(r"(?i)\b((?:Basic|Bearer)[ \t]{1,4})(?=[^\s\"']*[\d_+/=-])([\w+/=.~-]{12,4096})")
_COOKIE = re.compile(r"(?i)((?:set-)?cookie[\"']?\s{0,4}[:=]\s{0,4}[\"']?)([^\n\"']{1,4096})")
_USER = re.compile(r"(?i)(\bwith user ')([^'\n]{1,200})(')")
_EMAIL = re.compile(
    r"[\w.%+*-]{1,64}(?:@|%40|\\u0040)(?:SITE|[\w-]{1,63})(?:\.[\w-]{1,63}){1,6}|[\w.+-]{1,64}@(?=[\"'\s:]|$)"
)
_SITE = re.compile(rf"(%2F|%3A|%40)?([\w-]{{1,63}})\.(?:{re.escape(SITE_DOMAIN)}|jira\.com)\b", re.IGNORECASE)
_HOSTS = re.compile(
    r"(?i)(?:https?(?::|%3a)(?:/|%2f|\\/){2}|\bhost[\"']?\s{0,3}(?:name)?[:=]\s{0,3}[\"']?|\bresolve (?:host|proxy):\s"
    r"|\bENOTFOUND\s|\blookup\s|\bconnect to (?:server )?)(?:[^\s/@\"']{1,200}@)?([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
)
_UUID = re.compile(UUID)
_CLOUD_ID = re.compile(r"(/ex/(?:jira|confluence)/)([^/\s\"'?&<>]{1,200})")
_NO_ID = re.compile(rf"{CLOUD_ID}|rest|wiki|api|x+(?:-x+)*|[{{<\[$%:].*|.*cloud[ _-]?id.*|\.\.\.|\*+", re.IGNORECASE)
"""What may stay where a cloud id belongs: a placeholder, or the beginning of a product's path."""

_COMMON = frozenset(
    ("site", "jira", "wiki", "rest", "cloud", "confluence", "atlassian", "issue", "project", "space", "https")
)
"""Words that are the names of sites too; they stay in the text around."""


_SHORTEST = 4


def redacted(text: str) -> str:
    """The text without credentials, cookies, e-mail addresses, cloud ids, and names of sites and private hosts."""
    text = _AUTHORIZATION.sub(rf"\g<1>{MASK}", text)
    text = _SCHEME.sub(rf"\g<1>{MASK}", text)
    text = _COOKIE.sub(rf"\g<1>{MASK}", text)
    text = _USER.sub(rf"\g<1>{MASK}\g<3>", text)
    names = {found[2] for found in _SITE.finditer(text)}
    hosts = set(_private_hosts(text))
    text = _EMAIL.sub(EMAIL, masked(text))
    text = _SITE.sub(lambda found: f"{found[1] or ''}{SITE}", text)
    for host in sorted(hosts, key=len, reverse=True):
        text = re.sub(rf"(?<![\w.-]){re.escape(host)}(?![\w-])", HOST, text, flags=re.IGNORECASE)
    for name in sorted(names - {"SITE"}, key=len, reverse=True):
        if len(name) >= _SHORTEST and name.lower() not in _COMMON:
            text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", "SITE", text, flags=re.IGNORECASE)
    return _CLOUD_ID.sub(_named_id, _UUID.sub(CLOUD_ID, text))


def _private_hosts(text: str) -> Iterator[str]:
    for found in _HOSTS.finditer(text):
        host = found[1].lower()
        if host not in _OWN and not host.endswith((f".{SITE_DOMAIN}", ".jira.com")):
            yield found[1]


def _named_id(found: re.Match[str]) -> str:
    return found[0] if _NO_ID.fullmatch(found[2]) else f"{found[1]}{NO_CLOUD_ID}"
