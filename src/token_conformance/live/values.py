"""The checks of values: the name of a site in any form that a person writes it, tokens, addresses, keys and ids."""

import re
from base64 import b64decode
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from token_conformance.errors import nearest
from token_conformance.model.account import Scheme
from token_conformance.model.cell import Product
from token_conformance.model.url import SITE_DOMAIN
from token_conformance.results import site_label

_WRITE = f"write the part of its address before .{SITE_DOMAIN}, such as mysite"
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def site_name(text: str) -> str:
    """The name of a site below atlassian.net, from a name, a host, or a URL pasted from a browser.

    Raises ValueError, whose message says what is wrong and what to write.
    """
    host = _host(text)
    if _is_ip_address(host):
        raise ValueError(f"{text!r} is an IP address, but a site is named by its host; {_WRITE}")
    if host == "jira.com" or host.endswith(".jira.com"):
        raise ValueError(
            f"{text!r} is in jira.com, not in {SITE_DOMAIN}; open it in a browser to see that address, then {_WRITE}"
        )
    name = host.removesuffix(f".{SITE_DOMAIN}")
    if "." in name:
        raise ValueError(f"{text!r} is not a site of Atlassian Cloud: those are in {SITE_DOMAIN}; {_WRITE}")
    if not _LABEL.fullmatch(name):
        raise ValueError(
            f"{text!r} is not a name: a name has only letters without accents, digits and hyphens; {_WRITE}"
        )
    return name


def host_elsewhere(text: str) -> str | None:
    """The host of an address outside of atlassian.net and jira.com; None for an IP address, and for no such address."""
    try:
        host = _host(text)
    except ValueError:
        return None
    is_theirs = any(f".{host}".endswith(f".{domain}") for domain in (SITE_DOMAIN, "jira.com"))
    labels = host.split(".")
    is_name = len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and not labels[-1].isdigit()  # 127.1 is an address
    return host if is_name and not is_theirs and not _is_ip_address(host) else None


def _host(text: str) -> str:
    if re.search(r"\s", text):
        raise ValueError(f"{text!r} contains blanks; {_WRITE}")
    url = _url(text)
    if url.username is not None:
        raise ValueError(f"contains a user name or a password; {_WRITE}")
    if url.netloc.rpartition("]")[2].count(":"):
        raise ValueError(f"{text!r} has a port, but Atlassian Cloud uses only the port of https; {_WRITE}")
    return (url.hostname or "").removesuffix(".")


def _url(text: str) -> SplitResult:
    try:
        return urlsplit(text if "://" in text else f"https://{text}")
    except ValueError:
        raise ValueError(f"{text!r} is not an address; {_WRITE}") from None


def _is_ip_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


_LABEL_REMEDY = f"write {site_label.HOW}"

Check = Callable[[str], str | None]
"""Takes a value that is not empty; returns what is wrong with it, or None."""

TOKEN_STARTS = ("ATATT", "ATSTT")
"""The starts of the API tokens of people and of service accounts: a value that contains one is never shown."""

_QUOTES = "\"'`\u201c\u201d\u2018\u2019"  # straight ones, a backtick, and the four that a text editor curls


_BEFORE_TOKEN = re.compile(
    r"(?:(?P<word>(?:Basic|Bearer)(?=\s)|Authorization:)|(?P<name>(?:export|set|setx)\s+\w+\s*=?|\$env:\w+\s*=))\s*\S",
    re.IGNORECASE,
)
"""What people copy together with a token: the scheme of a header, or the line of a shell that sets a variable."""


def token(value: str) -> str | None:
    """Check that a value can be an API token, and only that."""
    if more := _more_than_a_token(value):
        return more
    if re.search(r"\s", value):
        return "contains blanks or line breaks, which no token has; copy it again, without them"
    if ":" in value or "@" in value:
        return "contains more than a token; remove the e-mail address or other text beside the token"
    if not (value.isascii() and value.isprintable()):
        return "contains characters that no token has; copy it again"
    return None


def _more_than_a_token(value: str) -> str | None:
    """What is wrong with a value that has a token in it together with something else; None if it has not."""
    if value[0] in _QUOTES or value[-1] in _QUOTES:
        return "has quotes around it that are not part of the token; remove them"
    if found := _BEFORE_TOKEN.match(value):
        what = "the name of a variable" if found["name"] else found["word"]
        return f"begins with {what}, and not with the token; give the token alone"
    if _is_encoded_pair(value):
        return "is the Base64 of an e-mail address and a token, as in a header; give the token that was put into it"
    return None


def _is_encoded_pair(value: str) -> bool:
    """Whether a value is what follows Basic in a header: the Base64 of an e-mail address, a colon and a token."""
    try:
        pair = b64decode(value, validate=True).decode("ascii")
    except ValueError:
        return False
    address, colon, secret = pair.partition(":")
    return bool(colon and secret.strip()) and email(address) is None


def email(value: str) -> str | None:
    """Check that a value can be the e-mail address of an account."""
    if re.fullmatch(r"[^\s@:<>()\[\]\"',;\\]+@[^\s@:<>()\[\]\"',;\\]+\.[^\s@:<>()\[\]\"',;\\.]+", value):
        return None
    return "is not an e-mail address; write only the one that the account logs in with, such as me@example.com"


def scheme(value: str) -> str | None:
    """Check that a value names a scheme of `Authorization`."""
    if value.lower() in map(str.lower, Scheme):
        return None
    return f"{value!r} is not a scheme; write bearer or basic"


def products(value: str) -> str | None:
    """Check that a value lists products that a run can leave out."""
    known = [str(product) for product in Product if product is not Product.JIRA_PLATFORM]
    joined = ", ".join(known)
    wrong = next((word for word in listed(value) if word not in known), None)
    if wrong == Product.JIRA_PLATFORM:
        return f"{wrong} cannot be left out, because every run needs it; name others, or use -k"
    return f"{wrong!r} is not a product; {nearest(wrong, known, f'name some of {joined}')}" if wrong else None


def listed(value: str) -> list[str]:
    """The words of a list that is separated by commas."""
    return [word.strip() for word in value.split(",") if word.strip()]


def site(value: str) -> str | None:
    """Check that a value names a site."""
    try:
        site_name(value)
    except ValueError as error:
        return str(error)
    return None


def label(value: str) -> str | None:
    """Check that a value is a word for a site that does not name it; the message does not show the value."""
    if re.search(r"[.:@/\\]", value):
        return f"is an address, but results name no site; {_LABEL_REMEDY}"
    return None if site_label.is_label(value) else f"is not a word for a site; {_LABEL_REMEDY}"


def names_site(label: str, site: str) -> bool:
    """Whether a label contains the name of a site, however it is written."""
    return re.sub(r"[-_]", "", site.lower()) in re.sub(r"[-_]", "", label.lower())


def shaped(pattern: str, what: str) -> Check:
    """Create a check of a name or id; its message may show the value."""

    def check(value: str) -> str | None:
        return None if re.fullmatch(pattern, value) else f"{value!r} is not {what}"

    return check


number = shaped(r"[0-9]{1,19}", "an id: write the number in its address")
project_key = shaped(r"[A-Z][A-Z0-9_]+", "the key of a project: write it in capitals, such as ABC")
issue_key = shaped(r"[A-Z][A-Z0-9_]+-[0-9]+", "the key of an issue: write it in capitals, such as ABC-1")
space_key = shaped(r"~?[A-Za-z0-9_.:-]+", "the key of a space: write the part after /spaces/ in its address")
CLOUD_ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
"""The pattern of a cloud id."""

cloud_id = shaped(
    CLOUD_ID,
    "a cloud id: write what https://SITE.atlassian.net/_edge/tenant_info shows, or unset it: it is looked up anyway",
)
