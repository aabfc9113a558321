"""The expectations of a product's author: the results that a run is known to have, each with its reason.

What the file does not name is expected to pass.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from token_conformance.certify.gate.seen import ACTIONS
from token_conformance.certify.gate.toml_tables import tables
from token_conformance.certify.gate.word import WORDS, Word
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.errors import ProblemsError, UserError, first_of, nearest, shortened
from token_conformance.model.strict_toml import TomlError, parse_toml
from token_conformance.model.text_file import read_text

FORMAT = 1
"""The number of the format of the file; it is raised with every change that a reader could trip over."""

Place = tuple[str, str]
"""The id of a requirement, and an action within it; an empty action means the requirement as a whole."""


@dataclass(frozen=True)
class Expectation:
    """The expected result in one place, and why; `line` is where the file says so."""

    result: Word
    reason: str
    line: int


@dataclass(frozen=True)
class Expectations:
    """The expectations of one subject; `text` is that of the file. It `is_started` if the text says whose it is."""

    path: Path
    text: str
    entries: Mapping[Place, Expectation]
    is_started: bool = True

    def actions(self, requirement: str) -> dict[str, Expectation]:
        """The expectations of single actions within a requirement, by action."""
        return {action: entry for (id_, action), entry in self.entries.items() if id_ == requirement and action}


def read(path: Path, subject: str) -> Expectations:
    """Read the expectations of a subject; raises UserError with one line per problem."""
    text = read_text(path, "name a file of expectations", UserError, missing="", newline="", may_be_empty=True)
    if not text.strip():
        what = "is empty" if path.exists() else "there is no such file"
        raise UserError(f"{path}: {what}; make it with --update")
    return parse(path, text, subject)


def read_for_renewal(path: Path, subject: str) -> Expectations:
    """The same, for `--update`: a file that does not exist or says nothing has no expectations."""
    text = read_text(path, "name a file of expectations", UserError, missing="", newline="", may_be_empty=True)
    return parse(path, text, subject) if _document(path, text) else Expectations(path, text, {}, is_started=False)


def parse(path: Path, text: str, subject: str) -> Expectations:
    """The expectations of a text; raises UserError with one line per problem."""
    document = _document(path, text)
    if problems := first_of(_header_problems(document, subject)):
        raise ProblemsError(f"{path}: {problem}" for problem in problems)
    found = {name: value for name, value in document.items() if name not in {"format", "subject"}}
    if problems := first_of(_problems(found)):
        raise ProblemsError(f"{path}: {problem}" for problem in problems)
    lines = {table.key: table.line for table in tables(text)}
    return Expectations(path, text, dict(_entries(found, lines)))


def _document(path: Path, text: str) -> dict[str, Any]:
    try:
        return parse_toml(text)
    except TomlError as error:
        raise UserError(f"{path}: is not valid TOML ({shortened(str(error))}); correct it") from error


def _header_problems(document: Mapping[str, Any], subject: str) -> Iterator[str]:
    number = document.get("format")
    if type(number) is not int:
        yield f"format: is not a whole number; write format = {FORMAT} on the first line"
    elif number > FORMAT:
        yield f"has format {number}, but this version reads format {FORMAT}; update this suite"
    elif number < FORMAT:
        yield f"has format {number}, which does not exist; write format = {FORMAT}"
    known = document.get("subject")
    if not isinstance(known, str):
        yield f'subject: is not a text; write subject = "{subject}"'
    elif known != subject:
        yield f"is of the subject {shortened(known)!r}, not of {subject!r}; name the file of that subject"


def _problems(found: Mapping[str, Any]) -> Iterator[str]:
    for requirement, value in found.items():
        name = f"[{shortened(requirement)}]"
        if requirement not in REQUIREMENTS:
            yield f"{name}: is not a requirement; {_nearest(requirement, REQUIREMENTS)}"
        elif not isinstance(value, dict):
            yield f"{name}: is not a table; write [{requirement}], with its result and reason below"
        else:
            yield from _table_problems(name, requirement, value)


def _table_problems(name: str, requirement: str, value: Mapping[str, Any]) -> Iterator[str]:
    """The problems of a requirement: its own keys, and the tables of its actions."""
    own = {key: member for key, member in value.items() if not isinstance(member, dict)}
    if own or not value:
        yield from _entry_problems(name, own)
    for action, member in value.items():
        if isinstance(member, dict):
            inner = f"[{requirement}.{shortened(action)}]"
            if action not in ACTIONS:
                yield f"{inner}: is not an action; {_nearest(action, ACTIONS)}"
            else:
                yield from _entry_problems(inner, member)


def _entry_problems(name: str, entry: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted(entry.keys() - {"result", "reason"}):
        yield f"{name} {shortened(key)}: is an unknown key; {_nearest(key, ('result', 'reason'))}"
    result = entry.get("result")
    if not isinstance(result, str) or result not in WORDS:
        what = "is missing" if result is None else f"{shortened(str(result))!r} is not a result"
        yield f"{name} result: {what}; {_nearest(str(result), WORDS)}"
    reason = entry.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        what = "is missing" if reason is None else "is not a text that says something"
        yield f"{name} reason: {what}; say why the result is expected"


def _nearest(name: str, known: Iterable[str]) -> str:
    return nearest(name, list(known), f"use one of {', '.join(known)}")


def _entries(found: Mapping[str, Any], lines: Mapping[tuple[str, ...], int]) -> Iterator[tuple[Place, Expectation]]:
    for requirement, value in found.items():
        if "result" in value:
            yield (requirement, ""), _entry(value, lines.get((requirement,), 1))
        for action, member in value.items():
            if isinstance(member, dict):
                yield (requirement, action), _entry(member, lines.get((requirement, action), 1))


def _entry(value: Mapping[str, Any], line: int) -> Expectation:
    return Expectation(WORDS[value["result"]], value["reason"], line)
