"""From an entry of the file to a deviation, or to all that is wrong with the entry."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from token_conformance.deviations import value
from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.entry import Entry
from token_conformance.deviations.fault import DeviationsError, Fault
from token_conformance.errors import nearest
from token_conformance.model import Credential, Grade, Outcome, UrlForm

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
    "endpoint": Key(value.text, 'name it, such as "jira-platform/get-issue"'),
    "credential": Key(value.one_of(_TOKENS, _CONTROLS), 'name the token type, "unscoped" or "scoped"'),
    "url_form": Key(value.one_of(UrlForm), 'name it, "site" or "gateway"'),
    "outcome": Key(
        value.one_of(_FAILURES, _WORKS),
        'name what happens, such as "hidden"',
    ),
    "grade": Key(value.one_of(Grade), 'say how it is known, such as "reported" or "inferred"'),
    "source": Key(value.text, 'say where it is published, or give the grade "inferred"'),
    "date": Key(value.past_day, "give the day of the observation"),
    "rule": Key(value.rule, 'name the rule that it is inferred from, such as "S3"'),
    "rests_on": Key(value.text, 'say what stands in the catalogue, such as "anonymous = no"'),
    "effect": Key(value.effect, "say in one line what it does to the user"),
}

_ALWAYS = ("endpoint", "credential", "url_form", "outcome", "grade", "effect")


def deviation_of(entry: Entry) -> Deviation:
    """Read an entry; raises DeviationsError with all of its faults."""
    faults = [*_unknown_keys(entry), *_missing_keys(entry)]
    values: dict[str, Any] = {}
    for name in KEYS.keys() & entry.values.keys():
        try:
            values[name] = KEYS[name].read(entry.values[name])
        except value.UnfitError as error:
            faults.append(entry.fault(name, error.what, error.remedy))
    if faults:
        raise DeviationsError(faults)
    return Deviation(**values, file=entry.file, line=entry.line)


def _unknown_keys(entry: Entry) -> Iterator[Fault]:
    for name in entry.values.keys() - KEYS.keys():
        yield entry.fault(name, "is unknown", nearest(name, KEYS, f"known are {', '.join(KEYS)}"))


def _missing_keys(entry: Entry) -> Iterator[Fault]:
    is_inferred = entry.values.get("grade") == Grade.INFERRED
    by_grade = ("rule", "rests_on") if is_inferred else ("source",)
    for name in (*_ALWAYS, *by_grade):
        if name not in entry.values:
            yield entry.fault(name, "is missing", KEYS[name].ask)
