"""A site's name, however a person writes it: as a name, a host, or a URL pasted from a browser."""

import re
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from token_conformance.model.url import SITE_DOMAIN

_WRITE = f"write the part of its address before .{SITE_DOMAIN}, such as mysite"
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def site_name(text: str) -> str:
    """The name that a site has below atlassian.net; raises ValueError that says what is wrong and what to write."""
    host = _host(text)
    if _is_ip_address(host):
        raise ValueError(f"{text!r} is an IP address, and a site is found by its name; {_WRITE}")
    if host == "jira.com" or host.endswith(".jira.com"):
        raise ValueError(
            f"{text!r} lies in jira.com, not in {SITE_DOMAIN}; open it in a browser: where it leads, {_WRITE}"
        )
    name = host.removesuffix(f".{SITE_DOMAIN}")
    if "." in name:
        raise ValueError(f"{text!r} is no site of Atlassian Cloud: those lie in {SITE_DOMAIN}; {_WRITE}")
    if not _LABEL.fullmatch(name):
        raise ValueError(f"{text!r} is no name: it has letters without accents, digits and hyphens only; {_WRITE}")
    return name


def _host(text: str) -> str:
    if re.search(r"\s", text):
        raise ValueError(f"{text!r} has blanks; {_WRITE}")
    url = _url(text)
    if url.username is not None:
        raise ValueError(f"holds a user name or a password; {_WRITE}")
    if url.netloc.rpartition("]")[2].count(":"):
        raise ValueError(f"{text!r} has a port, and Atlassian Cloud has none but that of https; {_WRITE}")
    return url.hostname or ""


def _url(text: str) -> SplitResult:
    try:
        return urlsplit(text if "://" in text else f"https://{text}")
    except ValueError:
        raise ValueError(f"{text!r} is no address; {_WRITE}") from None


def _is_ip_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


Check = Callable[[str], str | None]
"""Takes a value that is not empty; returns None where nothing is wrong with it."""

TOKEN_START = "ATATT"  # noqa: S105  # how every API token starts, and none of them
"""What every API token of Atlassian starts with: a value that does so is never shown."""

_QUOTES = "\"'`\u201c\u201d\u2018\u2019"  # straight ones, a backtick, and the four that a text editor curls


def token(value: str) -> str | None:
    """Check that a value can be an API token, and only that."""
    if value[0] in _QUOTES or value[-1] in _QUOTES:
        return "has quotes around it that are no part of the token; remove them"
    if re.search(r"\s", value):
        return "has blanks or line breaks in it, which no token has; copy it again, without them"
    if ":" in value or "@" in value:
        return "holds more than a token; leave out the e-mail address, or whatever stands beside it"
    if not (value.isascii() and value.isprintable()):
        return "has characters that no token has; copy it again"
    return None


def email(value: str) -> str | None:
    """Check that a value can be the e-mail address of an account."""
    if re.fullmatch(r"[^\s@:<>()\[\]\"',;\\]+@[^\s@:<>()\[\]\"',;\\]+\.[^\s@:<>()\[\]\"',;\\.]+", value):
        return None
    return "is no e-mail address; write the one that the account logs in with, bare, such as me@example.com"


def site(value: str) -> str | None:
    """Check that a value names a site."""
    try:
        site_name(value)
    except ValueError as error:
        return str(error)
    return None


def shaped(pattern: str, what: str) -> Check:
    """Make a check of a name or id, which may be shown."""

    def check(value: str) -> str | None:
        return None if re.fullmatch(pattern, value) else f"{value!r} is no {what}"

    return check


number = shaped(r"[0-9]+", "id: write the number that it has in its address")
project_key = shaped(r"[A-Z][A-Z0-9_]+", "key of a project: write it in capitals, such as ABC")
issue_key = shaped(r"[A-Z][A-Z0-9_]+-[0-9]+", "key of an issue: write it in capitals, such as ABC-1")
space_key = shaped(r"~?[A-Za-z0-9_.:-]+", "key of a space: write what follows /spaces/ in its address")
cloud_id = shaped(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "cloud id: write what https://SITE.atlassian.net/_edge/tenant_info shows, or unset it: it is looked up anyway",
)
