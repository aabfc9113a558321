"""A site's name, however a person writes it: as a name, a host, or a URL pasted from a browser."""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

DOMAIN = "atlassian.net"

_WRITE = f"write the part of its address before .{DOMAIN}, such as mysite"
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def site_name(text: str) -> str:
    """The name that a site has below atlassian.net; raises ValueError that says what is wrong and what to write."""
    host = _host(text)
    if _is_ip_address(host):
        raise ValueError(f"{text!r} is an IP address, and a site is found by its name; {_WRITE}")
    if host == "jira.com" or host.endswith(".jira.com"):
        raise ValueError(f"{text!r} lies in jira.com, not in {DOMAIN}; open it in a browser: where it leads, {_WRITE}")
    name = host.removesuffix(f".{DOMAIN}")
    if "." in name:
        raise ValueError(f"{text!r} is no site of Atlassian Cloud: those lie in {DOMAIN}; {_WRITE}")
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
