"""The linter of subject files: the keys of each table, and every problem of a file, one line per problem.

The JSON Schema next to this module describes the same keys for editors.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from typing import Any

from token_conformance.certify.lines import listed
from token_conformance.certify.remedies import libraries
from token_conformance.certify.subject.subject import PLACEHOLDERS, Action, Holder, names_in
from token_conformance.model.strict_toml import TomlError, parse_toml
from token_conformance.redaction.leaks.patterns import has_secret_shape, secret_shapes

APPS = ("jira", "confluence")
MOST_START_SECONDS = 60
MOST_TEXTS = 100
MOST_CHARACTERS = 100_000
"""The most characters of a subject file; one with every action has about 2,000."""
_LONGEST_NAME = 100
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
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


def _is_distinct(value: object) -> bool:
    """Whether it is a list of texts, at least one, and none of them twice; `_credentials` checks the words."""
    return isinstance(value, list) and bool(value) and _is_list(value) and len(set(value)) == len(value)


def _is_seconds(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_START_SECONDS


def _is_variables(value: object) -> bool:
    return isinstance(value, dict) and all(
        _VARIABLE.fullmatch(name) and isinstance(text, str) for name, text in value.items()
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
CREDENTIALS = Kind(f"a list with {' or '.join(map(repr, map(str, Holder)))} or both, each once", _is_distinct)
VARIABLES = Kind("a table with the names of environment variables and a text for each", _is_variables)
SECONDS = Kind(f"a number of seconds, {MOST_START_SECONDS} at most", _is_seconds)
PYPI = Kind('a list of packages with one exact version each, such as ["jira==3.10.5"]', _all_pinned(_PYPI))
NPM = Kind('a list of packages with one exact version each, such as ["jira.js@5.4.0"]', _all_pinned(_NPM))

ACTION_KEYS = {"command": COMMAND}
"""The keys of one action's table, all of them required."""

REQUIRED = ("name", "version", "product", "homepage")
"""The keys of `[subject]` that are required."""

TABLES: Mapping[str, Mapping[str, Kind]] = {
    "subject": {
        "name": NAME,
        "version": TEXT,
        "product": TEXT,
        "homepage": URL,
        "app": APP,
        "http": HTTP,
        "credentials": CREDENTIALS,
    },
    "install": {"pypi": PYPI, "npm": NPM},
    "configure": dict.fromkeys(("common", "site", "gateway", "noisy", "service_account"), VARIABLES),
    "actions": {},
    "manual": dict.fromkeys(Action, TEXT),
    "unsupported": dict.fromkeys(Action, TEXT),
    "success": {"failure_text": TEXTS},
    "limits": {"start_seconds": SECONDS},
}
"""The values that each key of each table accepts. The keys of `[actions]` are actions, whose values are tables."""

Table = Mapping[str, Any]


def problems_of(text: str, file: str, name: str | None = None) -> list[str]:
    """Every problem of a subject file's text; `name` is the name that the subject must have, which its file has."""
    if len(text) > MOST_CHARACTERS:
        return [f"{file}: has more than {MOST_CHARACTERS:,} characters, which is the most that is read; shorten it"]
    try:
        document = parse_toml(text)
    except TomlError as error:
        return [f"{file}: is not valid TOML ({error}); correct that line"]
    checks = (_shape, _required, _credentials, _actions, _placeholders, _secrets)
    found = chain.from_iterable(check(document) for check in checks)
    problems = list(listed(found)) or list(listed(_names(document["subject"], name)))
    return [f"{file}: {problem}" for problem in problems]


def _names(subject: Table, name: str | None) -> Iterator[str]:
    """A name that differs from that of the file."""
    if name is not None and subject["name"] != name:
        yield f"subject.name: is {subject['name']!r}; change it to {name!r}, the name of the file"


def _shape(document: Table) -> Iterator[str]:
    """Unknown tables and keys, and values of the wrong kind."""
    for table, keys in document.items():
        if table not in TABLES:
            yield _unknown(table, table, TABLES)
        elif not isinstance(keys, dict):
            yield f"{table}: is not a table; write it as [{table}]"
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
        elif table == "configure":
            yield from _variables(f"{table}.{key}", value)
        elif not known[key].accepts(value):
            yield f"{table}.{key}: {_shown(key, value)}is not valid; give {known[key].description}"


def _shown(key: str, value: Any) -> str:
    """The value in front of what is wrong with it; not that of a command, and no credential."""
    return "" if key == "command" and value else f"{_masked(repr(value))} "


def _masked(text: str) -> str:
    for kind, shape in secret_shapes().items():
        text = shape.sub(f"<{kind}>", text)
    return text


def _variables(where: str, value: Any) -> Iterator[str]:
    """What is wrong with a table of variables, whose texts are not shown: they can be tokens."""
    if not isinstance(value, dict):
        yield f"{where}: is not valid; give {VARIABLES.description}"
        return
    for name, text in value.items():
        if not _VARIABLE.fullmatch(name):
            yield f"{where}: {name!r} is not the name of a variable; use letters, digits and _"
        elif not isinstance(text, str):
            yield f"{where}.{name}: is not a text; write it in quotes"


def _unknown(where: str, name: str, known: Iterable[str], *, what: str = "") -> str:
    nearest = get_close_matches(name[:_LONGEST_NAME], [str(each) for each in known], n=1)
    remedy = f"did you mean {nearest[0]!r}?" if nearest else f"give one of {', '.join(known)}"
    return f"{where}: {what}is unknown; {remedy}"


def _required(document: Table) -> Iterator[str]:
    """Required keys that are missing."""
    subject, configure = _table(document, "subject"), _table(document, "configure")
    for key in REQUIRED:
        if key not in subject:
            yield f"subject.{key}: is missing; give {TABLES['subject'][key].description}"
    if not {"site", "gateway"} & set(configure):
        yield "configure.site: is missing, and so is configure.gateway; give the variables that set the product's URL"


def _credentials(document: Table) -> Iterator[str]:
    """Unknown kinds of credentials, and variables for a service account whose token is not taken."""
    subject, configure = _table(document, "subject"), _table(document, "configure")
    named = subject.get("credentials", [Holder.PERSON])
    if not _is_distinct(named):
        return
    for name in named:
        if name not in set(Holder):
            yield _unknown("subject.credentials", name, Holder, what=f"{name!r} ")
    if "service_account" in configure and Holder.SERVICE_ACCOUNT not in named:
        yield (
            "configure.service_account: is for a token that the product does not take; add 'service-account' to"
            " subject.credentials, or remove it"
        )


def _actions(document: Table) -> Iterator[str]:
    """Actions that are missing, or in more than one of the tables [actions], [manual] and [unsupported]."""
    tables = {name: _table(document, name) for name in ("actions", "manual", "unsupported")}
    for action in Action:
        names = [name for name, table in tables.items() if action in table]
        if not names:
            yield f"actions.{action}: is missing; give its command, or a reason under [unsupported]"
        elif len(names) > 1:
            yield f"{names[1]}.{action}: is under [{names[0]}] as well; remove one of them"


def _placeholders(document: Table) -> Iterator[str]:
    """Names in braces that are not placeholders."""
    used = dict.fromkeys((where, name) for where, text in _texts("", document) for name in names_in(text))
    for where, name in used:
        if where.split(".")[0] in {"actions", "configure", "manual"} and name not in PLACEHOLDERS:
            yield _unknown(f"{where}: the placeholder {{{name}}}", name, PLACEHOLDERS)


def _secrets(document: Table) -> Iterator[str]:
    """Credentials in place of placeholders: the local model knows none, and a certificate has the file in it."""
    for where in dict.fromkeys(where for where, text in _texts("", document) if has_secret_shape(text)):
        yield f"{where}: has a credential; write {{token}}, {{jira_token}} or {{confluence_token}} in its place"


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
