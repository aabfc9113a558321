"""The tables and keys of a subject file, and what each takes; the JSON Schema says the same to editors."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from token_conformance.integrations.action import Action

APPS = ("jira", "confluence")
MOST_START_SECONDS = 60
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Kind:
    """What a key takes, in words, and whether a value is that."""

    wanted: str
    fits: Callable[[Any], bool]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_seconds(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_START_SECONDS


def _is_variables(value: object) -> bool:
    return isinstance(value, dict) and all(
        _VARIABLE.fullmatch(name) and isinstance(text, str) for name, text in value.items()
    )


def _all_pinned(mark: str) -> Callable[[object], bool]:
    """Whether each package of a list has a version, after its mark and not at the start."""
    return lambda value: _is_list(value) and all(mark in package[1:] for package in list(value))  # type: ignore[call-overload]  # it is a list by then


TEXT = Kind("a text that is not empty", _is_text)
NAME = Kind("letters, digits, '.', '_' and '-'", lambda value: _is_text(value) and bool(_NAME.fullmatch(value)))
URL = Kind("a URL that starts with https://", lambda value: _is_text(value) and value.startswith("https://"))
APP = Kind(f"{APPS[0]!r} or {APPS[1]!r}", lambda value: value in APPS)
TEXTS = Kind("a list of texts, none of them empty", _is_list)
COMMAND = Kind("a list of the program and its arguments, none of them empty", lambda value: _is_list(value) and value)
VARIABLES = Kind("a table of environment variables, with a text each", _is_variables)
SECONDS = Kind(f"a number of seconds, {MOST_START_SECONDS} at most", _is_seconds)
PYPI = Kind('a list of packages with their versions, such as ["jira==3.10.5"]', _all_pinned("=="))
NPM = Kind('a list of packages with their versions, such as ["jira.js@5.4.0"]', _all_pinned("@"))

ACTION_KEYS = {"command": COMMAND}
"""The keys of one action's table; it needs all of them."""

REQUIRED = ("name", "version", "product", "homepage")
"""The keys of `[subject]` that must be there."""

TABLES: Mapping[str, Mapping[str, Kind]] = {
    "subject": {"name": NAME, "version": TEXT, "product": TEXT, "homepage": URL, "app": APP},
    "install": {"pypi": PYPI, "npm": NPM},
    "configure": {"common": VARIABLES, "site": VARIABLES, "gateway": VARIABLES, "noisy": VARIABLES},
    "actions": {},
    "manual": dict.fromkeys(Action, TEXT),
    "unsupported": dict.fromkeys(Action, TEXT),
    "success": {"failure_text": TEXTS},
    "limits": {"start_seconds": SECONDS},
}
"""What each key of each table takes. Those of `[actions]` are tables themselves."""
