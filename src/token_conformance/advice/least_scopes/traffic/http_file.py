"""Reads the requests of a `.http` file, as editors send them: requests with headers, parted by `###`, and variables."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from token_conformance.advice.least_scopes.traffic.listed import BULLET
from token_conformance.advice.least_scopes.traffic.seen import Seen
from token_conformance.catalogue.answer_credential import ANY_METHOD

_REQUEST = re.compile(
    rf"(?:(?P<method>{ANY_METHOD}|TRACE|CONNECT)\s+)?(?P<url>(?:https?://|/|\{{\{{)\s*\S.*?)(?:\s+HTTP/[\d.]+)?"
)
_VARIABLE = re.compile(r"@(?P<name>[\w.-]+)\s*=\s*(?P<value>\S.*)")
_USE = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]*:(?!//)\s*\S")
_CONTINUED = re.compile(r"\s+[?&/]")
_COMMENT = ("#", "//")
_LONGEST = 10_000
"""The most characters of a line that are read."""

_MOST_DEPTH = 5
"""How often a variable may stand in the value of another one."""


def is_http_file(lines: Sequence[str]) -> bool:
    """Whether a text has what only such files have: `###`, a variable, or headers below a request."""
    lines = [line[:_LONGEST] for line in lines]
    follows = any(
        _HEADER.match(after) and not after.startswith(_COMMENT) and _REQUEST.fullmatch(line.strip())
        for line, after in pairwise(lines)
    )
    marked = any(line.startswith("###") or _VARIABLE.match(line) for line in lines)
    is_list = any(BULLET.match(line.strip()) for line in lines)
    return follows or (marked and not is_list and any(_REQUEST.fullmatch(line.strip()) for line in lines))


def read_http_file(lines: Sequence[str], seen: Seen) -> None:
    """Count each request."""
    lines = [line[:_LONGEST] for line in lines]
    variables = {found["name"]: found["value"].strip() for line in lines if (found := _VARIABLE.match(line))}
    for method, url in _requests(lines):
        seen.add(method, _filled(url, variables))


def _requests(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The method and URL of each request: its first line, with the lines that continue the query."""
    method = url = ""
    is_head = False
    for line in (*lines, "###"):
        found = None if line.startswith((*_COMMENT, "@")) else _REQUEST.fullmatch(line.strip())
        if line.startswith("###") or (found and found["method"]):
            yield from [(method, url)] if url else []
            method = url = ""
        if found and not url:
            method, url, is_head = found["method"] or "GET", found["url"].replace(" ", ""), True
        elif is_head and _CONTINUED.match(line):
            url += line.strip()
        else:
            is_head = False


def _filled(url: str, variables: Mapping[str, str]) -> str:
    """The URL with the values of the file's own variables; another one stays as a name to be filled in."""
    for _ in range(_MOST_DEPTH):
        url = _USE.sub(lambda found: variables.get(found[1], found[0])[:2000], url)[:20_000]
    return url
