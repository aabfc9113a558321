"""The kinds of values in a subject file: what each key accepts, in words and as a function."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from token_conformance.certify.remedies import libraries
from token_conformance.certify.subject.subject import Holder
from token_conformance.model.url import APPS

MOST_START_SECONDS = 60
MOST_TEXTS = 100
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Kind:
    """The values that a key accepts, described in words and by a function."""

    description: str
    accepts: Callable[[Any], bool]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def is_distinct(value: object) -> bool:
    """Whether it is a list of texts, at least one, and none of them twice; `_credentials` checks the words."""
    return isinstance(value, list) and bool(value) and _is_list(value) and len(set(value)) == len(value)


def _is_seconds(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_START_SECONDS


def _is_variables(value: object) -> bool:
    return isinstance(value, dict) and all(
        VARIABLE.fullmatch(name) and isinstance(text, str) for name, text in value.items()
    )


_PYPI = re.compile(
    r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?(\[[A-Za-z0-9._,-]+\])?"
    r"==([0-9]+!)?[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?(\.post[0-9]+)?(\.dev[0-9]+)?"
)
"""A name, perhaps with extras, and one public version as PEP 440 has it: no range, wildcard, URL, marker or option."""
_NPM = re.compile(
    r"(@[A-Za-z0-9][A-Za-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*"
    r"@(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?"
)
"""A name, perhaps with a scope, and one version of Semantic Versioning: no range, tag, alias, URL, file or option."""


def _all_pinned(pin: re.Pattern[str]) -> Callable[[object], bool]:
    """A check that each package of a list has one exact version."""
    return lambda value: _is_list(value) and all(map(pin.fullmatch, list(value)))  # type: ignore[call-overload]  # _is_list has checked it


TEXT = Kind("a text that is not empty", _is_text)
NAME = Kind("letters, digits, '.', '_' and '-'", lambda value: _is_text(value) and bool(_NAME.fullmatch(value)))
URL = Kind("a URL that starts with https://", lambda value: _is_text(value) and value.startswith("https://"))
HTTP = Kind(f"one of {', '.join(libraries())}", lambda value: isinstance(value, str) and value in libraries())
APP = Kind(f"{APPS[0]!r} or {APPS[1]!r}", lambda value: value in APPS)
TEXTS = Kind(
    f"a list of texts that are not empty, {MOST_TEXTS} at most",
    lambda value: _is_list(value) and len(value) <= MOST_TEXTS,
)
COMMAND = Kind(
    "a list of the program and its arguments, none of them empty or with a NUL character",
    lambda value: _is_list(value) and value and not any("\0" in word for word in value),
)
CREDENTIALS = Kind(f"a list with {' or '.join(map(repr, map(str, Holder)))} or both, each once", is_distinct)
VARIABLES = Kind("a table with the names of environment variables and a text for each", _is_variables)
SECONDS = Kind(f"a number of seconds, {MOST_START_SECONDS} at most", _is_seconds)
PYPI = Kind('a list of packages with one exact version each, such as ["jira==3.10.5"]', _all_pinned(_PYPI))
NPM = Kind('a list of packages with one exact version each, such as ["jira.js@5.4.0"]', _all_pinned(_NPM))
