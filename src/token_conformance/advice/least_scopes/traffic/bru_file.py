"""Reads the request of a `.bru` file of Bruno: a block with the name of its method, which has the URL in it."""

import re
from collections.abc import Sequence

from token_conformance.advice.least_scopes.traffic.collection import without_variable
from token_conformance.advice.least_scopes.traffic.seen import Seen
from token_conformance.catalogue.answer_credential import ANY_METHOD

_BLOCK = re.compile(rf"(?P<method>{ANY_METHOD.lower()})\s*\{{\s*")
_URL = re.compile(r"\s+url:\s*(?P<url>\S{1,10000}).*")


def is_bru_file(lines: Sequence[str]) -> bool:
    """Whether a text has such a block with a URL."""
    return any(True for _ in _requests(lines))


def read_bru_file(lines: Sequence[str], seen: Seen) -> None:
    """Count the request."""
    for method, url in _requests(lines):
        seen.add(method, without_variable(url))


def _requests(lines: Sequence[str]) -> Sequence[tuple[str, str]]:
    found, method = [], ""
    for line in lines:
        if block := _BLOCK.fullmatch(line):
            method = block["method"].upper()
        elif line.startswith("}"):
            method = ""
        elif method and (url := _URL.fullmatch(line)):
            found.append((method, url["url"]))
    return found
