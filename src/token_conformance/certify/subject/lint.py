"""The form of a subject file: the keys of each table, and every problem of a text, a line each.

The JSON Schema beside this module says the same to editors.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from token_conformance.certify.subject.subject import PLACEHOLDERS, Action, names_in

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


Table = Mapping[str, Any]


def problems_of(text: str, file: str, name: str | None = None) -> list[str]:
    """Every problem of a subject file's text; `name` is what the subject must be called, after its file."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [f"{file}: is no TOML ({error}); correct that line"]
    found = [*_shape(document), *_required(document), *_actions(document), *_placeholders(document)]
    if name is not None and document.get("subject", {}) and not found and document["subject"]["name"] != name:
        found.append(f"subject.name: is {document['subject']['name']!r}; call it {name!r}, as its file is called")
    return [f"{file}: {problem}" for problem in found]


def _shape(document: Table) -> Iterator[str]:
    """Unknown tables and keys, and values of the wrong kind."""
    for table, keys in document.items():
        if table not in TABLES:
            yield _unknown(table, table, TABLES)
        elif not isinstance(keys, dict):
            yield f"{table}: is no table; write it as [{table}]"
        elif table == "actions":
            yield from _action_tables(keys)
        else:
            yield from _keys(table, keys, TABLES[table])


def _action_tables(actions: Table) -> Iterator[str]:
    for action, keys in actions.items():
        if action not in set(Action):
            yield _unknown(f"actions.{action}", action, Action)
        elif not isinstance(keys, dict) or "command" not in keys:
            yield f"actions.{action}.command: is missing; give the program and its arguments as a list"
        else:
            yield from _keys(f"actions.{action}", keys, ACTION_KEYS)


def _keys(table: str, keys: Table, known: Mapping[str, Kind]) -> Iterator[str]:
    for key, value in keys.items():
        if key not in known:
            yield _unknown(f"{table}.{key}", key, known)
        elif not known[key].fits(value):
            yield f"{table}.{key}: {value!r} is not what it takes; give {known[key].wanted}"


def _unknown(where: str, name: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(name, [str(each) for each in known], n=1)
    remedy = f"did you mean {nearest[0]!r}?" if nearest else f"there are {', '.join(known)}"
    return f"{where}: is unknown; {remedy}"


def _required(document: Table) -> Iterator[str]:
    """What no subject file can do without."""
    subject, configure = _table(document, "subject"), _table(document, "configure")
    for key in REQUIRED:
        if key not in subject:
            yield f"subject.{key}: is missing; give {TABLES['subject'][key].wanted}"
    if not {"site", "gateway"} & set(configure):
        yield "configure.site: is missing, and configure.gateway too; say how the product is told where to go"


def _actions(document: Table) -> Iterator[str]:
    """Each action stands once: as one that is run, one that a person does, or one that is not there."""
    places = {name: _table(document, name) for name in ("actions", "manual", "unsupported")}
    for action in Action:
        at = [name for name, table in places.items() if action in table]
        if not at:
            yield f"actions.{action}: is missing; give its command, or a reason under [unsupported]"
        elif len(at) > 1:
            yield f"{at[1]}.{action}: stands under [{at[0]}] as well; remove one of them"


def _placeholders(document: Table) -> Iterator[str]:
    """Names in braces that mean nothing."""
    for where, text in _texts("", document):
        if where.split(".")[0] in {"actions", "configure", "manual"}:
            for name in names_in(text):
                if name not in PLACEHOLDERS:
                    yield _unknown(f"{where}: the placeholder {{{name}}}", name, PLACEHOLDERS)


def _texts(where: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every text of a document, with its key."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from _texts(f"{where}.{key}".lstrip("."), member)
    elif isinstance(value, list):
        for member in value:
            yield from _texts(where, member)


def _table(document: Table, name: str) -> Table:
    table = document.get(name, {})
    return table if isinstance(table, dict) else {}
