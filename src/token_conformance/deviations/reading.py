"""Reads the keys and values of an entry, and reports each problem with its remedy."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, TypeVar

from token_conformance.deviations.deviation import Deviation, DeviationsError, Problem
from token_conformance.deviations.file import Entry
from token_conformance.deviations.open_cell import STANDING, OpenCell
from token_conformance.errors import MOST_PROBLEMS, nearest, shortened
from token_conformance.model.cell import FORMS, Credential
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome

LONGEST_EFFECT = 110
"""The most characters of an effect: more do not fit on a line of a terminal after the cell."""

_RULES = re.compile(r"[SCGRHF][1-9]\d?(\+[SCGRHF][1-9]\d?)*")

_NOTHING_REFUSED: Mapping[str, tuple[str, str]] = {}

Word = TypeVar("Word", bound=StrEnum)


class InvalidValueError(ValueError):
    """A value that its key cannot have, with the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def text(value: Any) -> str:
    """Read a text of one line."""
    if not isinstance(value, str):
        raise InvalidValueError(f"is {shortened(repr(value))}, which is not a text", "put it in quotes")
    if not value.strip():
        raise InvalidValueError("is empty", "write a value")
    if len(value.splitlines()) > 1:
        raise InvalidValueError("has more than one line", "write it in one")
    return value


def effect(value: Any) -> str:
    """Read the effect of a deviation on the user."""
    line = text(value)
    if len(line) > LONGEST_EFFECT:
        raise InvalidValueError(f"has {len(line)} characters", f"shorten it to {LONGEST_EFFECT}")
    return line


def rule(value: Any) -> str:
    """Read the rules that a deviation follows from."""
    name = text(value)
    if not _RULES.fullmatch(name):
        raise InvalidValueError(f'is "{name}", which is not a rule', 'name one like "S3", or several like "S1+S2"')
    return name


def past_day(value: Any) -> dt.date:
    """Read the day of an observation."""
    if type(value) is not dt.date:
        raise InvalidValueError(
            f"is {shortened(repr(value))}, which is not a day", "write it like 2025-05-15, without quotes or time"
        )
    if value > dt.datetime.now(dt.UTC).date():
        raise InvalidValueError(f"is {value}, which is in the future", "give the day of the observation")
    return value


def sides(value: Any) -> tuple[str, ...]:
    """Read the published observations that contradict each other: none, or at least two."""
    if not isinstance(value, list):
        raise InvalidValueError(f"is {shortened(repr(value))}, which is not a list", "write a list of texts")
    if len(value) == 1:
        raise InvalidValueError("has one side, which nothing contradicts", "add the other side, or declare its outcome")
    return tuple(map(text, value))


def standing(value: Any) -> str:
    """Read the standing of a cell, which is written only for an open one."""
    if text(value) != STANDING:
        raise InvalidValueError(f'has the unknown value "{value}"', f'write "{STANDING}", or delete the key')
    return STANDING


def one_of(words: Iterable[Word], refused: Mapping[str, tuple[str, str]] = _NOTHING_REFUSED) -> Callable[[Any], Word]:
    """Create a reader of these words; `refused` has the problem and the remedy of words that a user may expect."""
    by_name = {str(word): word for word in words}

    def read(value: Any) -> Word:
        name = text(value)
        if name in refused:
            raise InvalidValueError(*refused[name])
        if name not in by_name:
            all_of_them = f"use one of {', '.join(by_name)}"
            raise InvalidValueError(f'has the unknown value "{name}"', nearest(name, by_name, all_of_them))
        return by_name[name]

    return read


_TOKENS = [credential for credential in Credential if not credential.is_stranger]
_CONTROLS = {
    str(control): (f'is "{control}", a control', 'controls have no deviations: use "unscoped" or "scoped"')
    for control in Credential
    if control.is_stranger
}

_OF_CATALOGUE = (Outcome.RECOGNISED, Outcome.STRANGER)
_FAILURES = [outcome for outcome in Outcome if outcome not in {Outcome.WORKS, *_OF_CATALOGUE}]
_NO_FAILURES = {
    str(Outcome.WORKS): ('is "works"', "delete the entry, because a cell that works has no deviation"),
    **{
        str(word): (f'is "{word}", which only cells of the whole catalogue have', 'name what happens, such as "hidden"')
        for word in _OF_CATALOGUE
    },
}


@dataclass(frozen=True)
class Key:
    """The reader of a key's value, and the remedy if the key is missing."""

    read: Callable[[Any], object]
    remedy: str


KEYS = {
    "endpoint": Key(text, 'name it, such as "jira-platform/get-issue"'),
    "credential": Key(one_of(_TOKENS, _CONTROLS), 'name the token type, "unscoped" or "scoped"'),
    "url_form": Key(one_of(FORMS), 'name it, "site" or "gateway"'),
    "outcome": Key(one_of(_FAILURES, _NO_FAILURES), 'name what happens, such as "hidden"'),
    "grade": Key(one_of(Grade), 'say how it is known, such as "reported" or "inferred"'),
    "source": Key(text, 'say where it is published, or give the grade "inferred"'),
    "date": Key(past_day, "give the day of the observation"),
    "rule": Key(rule, 'name the rule that it is inferred from, such as "S3"'),
    "rests_on": Key(text, 'give the value in the catalogue, such as "anonymous = no"'),
    "against": Key(text, "say what contradicts it, and where it is published, or delete the key"),
    "effect": Key(effect, "say in one line what it does to the user"),
    "standing": Key(standing, f'write "{STANDING}", or delete the key'),
    "sides": Key(sides, "list what is published for each side; an empty list if nothing is"),
}

_CELL = ("endpoint", "credential", "url_form")
_OF_OPEN = (*_CELL, "standing", "sides", "effect")
_ALWAYS = (*_CELL, "outcome", "grade", "effect")


def declared_of(entry: Entry) -> Deviation | OpenCell:
    """Read an entry; raises DeviationsError with all of its problems."""
    problems = [*_unknown_keys(entry), *_foreign_keys(entry), *_missing_keys(entry)]
    values: dict[str, Any] = {}
    for name in KEYS.keys() & entry.values.keys():
        try:
            values[name] = KEYS[name].read(entry.values[name])
        except InvalidValueError as error:
            problems.append(entry.problem(name, error.what, error.remedy))
    if problems:
        raise DeviationsError(problems)
    if values.pop("standing", None):
        return OpenCell(**values, file=entry.file, line=entry.line)
    return Deviation(**values, file=entry.file, line=entry.line)


def _unknown_keys(entry: Entry) -> Iterator[Problem]:
    for name in islice((name for name in entry.values if name not in KEYS), MOST_PROBLEMS + 1):
        yield entry.problem(name, "is unknown", nearest(name, KEYS, f"known are {', '.join(KEYS)}"))


def _foreign_keys(entry: Entry) -> Iterator[Problem]:
    """The keys of an open cell in the entry of a deviation, and the reverse."""
    if "standing" not in entry.values:
        if "sides" in entry.values:
            yield entry.problem("sides", "is for an open cell", f'add standing = "{STANDING}", or delete the key')
        return
    for name in KEYS:
        if name in entry.values and name not in _OF_OPEN:
            yield entry.problem(name, "is not for an open cell", 'write it into "sides", or delete "standing"')


def _missing_keys(entry: Entry) -> Iterator[Problem]:
    for name in _needed_keys(entry):
        if name not in entry.values:
            yield entry.problem(name, "is missing", KEYS[name].remedy)


def _needed_keys(entry: Entry) -> tuple[str, ...]:
    if "standing" in entry.values:
        return _OF_OPEN
    is_inferred = entry.values.get("grade") == Grade.INFERRED
    return (*_ALWAYS, *(("rule", "rests_on") if is_inferred else ("source",)))
