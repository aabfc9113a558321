"""The linter of subject files: the keys of each table, and every problem of a file, one line per problem.

The JSON Schema next to this module describes the same keys for editors.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import chain
from typing import Any

from token_conformance.certify.lines import listed
from token_conformance.certify.subject.kinds import (
    APP,
    COMMAND,
    CREDENTIALS,
    HTTP,
    NAME,
    NPM,
    PYPI,
    SECONDS,
    TEXT,
    TEXTS,
    URL,
    VARIABLE,
    VARIABLES,
    Kind,
    is_distinct,
)
from token_conformance.certify.subject.subject import PLACEHOLDERS, Action, Holder, names_in
from token_conformance.model.strict_toml import TomlError, parse_toml
from token_conformance.redaction.leaks.patterns import has_secret_shape, without_secrets

MOST_CHARACTERS = 100_000
"""The most characters of a subject file; one with every action has about 2,000."""
_LONGEST_NAME = 100

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
    return "" if key == "command" and value else f"{without_secrets(repr(value))} "


def _variables(where: str, value: Any) -> Iterator[str]:
    """What is wrong with a table of variables, whose texts are not shown: they can be tokens."""
    if not isinstance(value, dict):
        yield f"{where}: is not valid; give {VARIABLES.description}"
        return
    for name, text in value.items():
        if not VARIABLE.fullmatch(name):
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
    if not is_distinct(named):
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
