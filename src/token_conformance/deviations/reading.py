"""Reading the values of a deviation, each with its own fault and remedy."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from token_conformance.deviations.deviation import Deviation, DeviationsError, Problem
from token_conformance.deviations.file import Entry
from token_conformance.errors import nearest
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome

LONGEST_EFFECT = 110
"""Characters of an effect: more do not fit on a line of a terminal beside the cell."""

NONE_REFUSED: Mapping[str, tuple[str, str]] = {}

Word = TypeVar("Word", bound=StrEnum)

_RULES = re.compile(r"[SCG]\d(\+[SCG]\d)*")


class UnfitError(ValueError):
    """A value that its key cannot have, with the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def text(value: Any) -> str:
    """Read a text of one line."""
    if not isinstance(value, str):
        raise UnfitError(f"is {value!r}, which is no text", "put it in quotes")
    if not value.strip():
        raise UnfitError("is empty", "fill it in")
    if len(value.splitlines()) > 1:
        raise UnfitError("has more than one line", "say it in one")
    return value


def effect(value: Any) -> str:
    """Read what a deviation does to the user."""
    line = text(value)
    if len(line) > LONGEST_EFFECT:
        raise UnfitError(f"has {len(line)} characters", f"say it in {LONGEST_EFFECT} at most")
    return line


def rule(value: Any) -> str:
    """Read the rules that a deviation follows from."""
    name = text(value)
    if not _RULES.fullmatch(name):
        raise UnfitError(f'is "{name}", which names no rule', 'name one such as "S3", or some like "S1+S2"')
    return name


def past_day(value: Any) -> dt.date:
    """Read the day of an observation."""
    if type(value) is not dt.date:
        raise UnfitError(f"is {value!r}, which is no day", "write it like 2025-05-15, without quotes or time")
    if value > dt.datetime.now(dt.UTC).date():
        raise UnfitError(f"is {value}, which is still to come", "give the day of the observation")
    return value


def one_of(words: Iterable[Word], refused: Mapping[str, tuple[str, str]] = NONE_REFUSED) -> Callable[[Any], Word]:
    """Make a reader of some words; `refused` has the fault and the remedy of others that one could expect."""
    by_name = {str(word): word for word in words}

    def read(value: Any) -> Word:
        name = text(value)
        if name in refused:
            raise UnfitError(*refused[name])
        if name not in by_name:
            all_of_them = f"use one of {', '.join(by_name)}"
            raise UnfitError(f'has the unknown value "{name}"', nearest(name, by_name, all_of_them))
        return by_name[name]

    return read


_TOKENS = [credential for credential in Credential if not credential.is_stranger]
_CONTROLS = {
    str(control): (f'is "{control}", a control', 'controls have no deviations: use "unscoped" or "scoped"')
    for control in Credential
    if control.is_stranger
}

_FAILURES = [outcome for outcome in Outcome if outcome is not Outcome.WORKS]
_WORKS = {str(Outcome.WORKS): ('is "works"', "a cell that works is no deviation: delete the entry")}


@dataclass(frozen=True)
class Key:
    """How the value of a key is read, and what to do where the key is missing."""

    read: Callable[[Any], object]
    ask: str


KEYS = {
    "endpoint": Key(text, 'name it, such as "jira-platform/get-issue"'),
    "credential": Key(one_of(_TOKENS, _CONTROLS), 'name the token type, "unscoped" or "scoped"'),
    "url_form": Key(one_of(UrlForm), 'name it, "site" or "gateway"'),
    "outcome": Key(
        one_of(_FAILURES, _WORKS),
        'name what happens, such as "hidden"',
    ),
    "grade": Key(one_of(Grade), 'say how it is known, such as "reported" or "inferred"'),
    "source": Key(text, 'say where it is published, or give the grade "inferred"'),
    "date": Key(past_day, "give the day of the observation"),
    "rule": Key(rule, 'name the rule that it is inferred from, such as "S3"'),
    "rests_on": Key(text, 'say what stands in the catalogue, such as "anonymous = no"'),
    "effect": Key(effect, "say in one line what it does to the user"),
}

_ALWAYS = ("endpoint", "credential", "url_form", "outcome", "grade", "effect")


def deviation_of(entry: Entry) -> Deviation:
    """Read an entry; raises DeviationsError with all of its faults."""
    faults = [*_unknown_keys(entry), *_missing_keys(entry)]
    values: dict[str, Any] = {}
    for name in KEYS.keys() & entry.values.keys():
        try:
            values[name] = KEYS[name].read(entry.values[name])
        except UnfitError as error:
            faults.append(entry.fault(name, error.what, error.remedy))
    if faults:
        raise DeviationsError(faults)
    return Deviation(**values, file=entry.file, line=entry.line)


def _unknown_keys(entry: Entry) -> Iterator[Problem]:
    for name in entry.values.keys() - KEYS.keys():
        yield entry.fault(name, "is unknown", nearest(name, KEYS, f"known are {', '.join(KEYS)}"))


def _missing_keys(entry: Entry) -> Iterator[Problem]:
    is_inferred = entry.values.get("grade") == Grade.INFERRED
    by_grade = ("rule", "rests_on") if is_inferred else ("source",)
    for name in (*_ALWAYS, *by_grade):
        if name not in entry.values:
            yield entry.fault(name, "is missing", KEYS[name].ask)
