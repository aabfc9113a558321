"""Reads requests that are declared: with the module `uri` of Ansible, and the data source `http` of Terraform."""

import re
from collections.abc import Iterator, Sequence

from token_conformance.advice.least_scopes.traffic.collection import without_variable
from token_conformance.advice.least_scopes.traffic.seen import Seen
from token_conformance.catalogue.answer_credential import METHODS

_BEGIN = re.compile(
    r"\s*(?:-\s+)?(?:ansible\.(?:builtin|windows)\.)?(?:win_)?uri:\s*|\s*data\s+\"http\"\s+\"[\w-]+\"\s*\{\s*"
)
_PAIR = re.compile(
    r"\s+(?P<name>url|method)\s*[:=]\s*(?P<quote>[\"']?)(?P<value>[^\"'\n]{1,10000}?)(?P=quote)\s*(?:\s#.*)?"
)
_INLINE = re.compile(r"\s*(?:-\s+)?(?:ansible\.builtin\.)?uri:\s+(?=.*\burl=)(?P<pairs>.+)")
_WORD = re.compile(r"\b(?P<name>url|method)=(?P<quote>[\"']?)(?P<value>(?:\{\{[^{}]*\}\}|[^\s\"'])+)(?P=quote)")
_MOST = 60
"""The most lines of a declaration."""


def is_declared(lines: Sequence[str]) -> bool:
    """Whether a text has such a declaration with a URL."""
    return next(_requests(lines), None) is not None


def read_declared(lines: Sequence[str], seen: Seen) -> None:
    """Count each request; without a method it is a GET, and one in a variable is not known."""
    for request in _requests(lines):
        method = request.get("method", "GET").upper()
        if method in METHODS:
            seen.add(method, without_variable(request["url"]))
        else:
            seen.ignored["URLs whose method is not shown"] += 1


def _requests(lines: Sequence[str]) -> Iterator[dict[str, str]]:
    for number, line in enumerate(lines):
        found = {}
        if _BEGIN.fullmatch(line):
            found = dict(_pairs(lines[number + 1 : number + _MOST], _indent(line)))
        elif inline := _INLINE.fullmatch(line):
            found = {one["name"]: one["value"] for one in _WORD.finditer(inline["pairs"])}
        if "url" in found:
            yield found


def _pairs(lines: Sequence[str], indent: int) -> Iterator[tuple[str, str]]:
    """The names and values of a declaration, of the lines that are as deep as its first one."""
    depth = 0
    for line in filter(str.strip, lines):
        if _indent(line) <= indent:
            return
        depth = depth or _indent(line)
        if _indent(line) == depth and (found := _PAIR.fullmatch(line)):
            yield found["name"], found["value"].strip()


def _indent(line: str) -> int:
    """The place of the first sign of a line that is not the mark of a list."""
    return len(line) - len(re.sub(r"\A\s*(?:-\s+)?", "", line))
