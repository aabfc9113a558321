"""What the values of variables must look like. A check returns what is wrong and what to do, and shows no secret."""

import re
from collections.abc import Callable

from token_conformance.live.site_name import site_name

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
