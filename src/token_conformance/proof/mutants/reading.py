"""Reading `mutants.toml`: from its tables to mutants, or to one line that says what is wrong."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any

from token_conformance.errors import UserError
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants.baselines import AS_IT_IS, BASELINES
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.mutant import Change, Differs, Effect, Ends, Like, Mutant
from token_conformance.proof.mutants.selection import Selection
from token_conformance.proof.mutants.switches import SWITCHES

FILE = "mutants.toml"

Table = Mapping[str, Any]

_CONDITIONS = {field.name for field in fields(Selection)}
_LISTS = ("endpoints", "without")
_PARTS = {field.name for field in fields(Fingerprint)} - {"verdict", "outcome"}


@cache
def mutants() -> Mapping[str, Mutant]:
    """Every mutant by its name; raises UserError if the file has a problem."""
    return read(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))


def read(text: str) -> Mapping[str, Mutant]:
    """Read the text of the file; raises UserError."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{FILE}: {error}") from None
    found = {table["name"]: _mutant(table, document["groups"]) for table in document["mutant"]}
    if unmatched := found.keys() ^ SWITCHES.keys():
        raise UserError(
            f"{FILE}: {min(unmatched)} has either a declaration without a switch, or a switch without a declaration"
        )
    return found


def _mutant(table: Table, groups: Table) -> Mutant:
    name, baseline = table["name"], table.get("baseline", AS_IT_IS)
    if baseline not in BASELINES:
        raise UserError(f"{FILE}: {name}: baseline: there is no {baseline!r}; name one of {', '.join(BASELINES)}")
    return Mutant(name, table["line"], baseline, [_change(name, each, groups) for each in table.get("changes", ())])


def _change(mutant: str, table: Table, groups: Table) -> Change:
    conditions = {key: value for key, value in table.items() if key in _CONDITIONS}
    for key in conditions.keys() & _LISTS:
        conditions[key] = [name for each in conditions[key] for name in groups.get(each, [each])]
    try:
        return Change(Selection(**conditions), _effect({key: table[key] for key in table.keys() - _CONDITIONS}))
    except (ValueError, TypeError) as error:
        raise UserError(f"{FILE}: {mutant}: a change cannot be read: {error}") from None


def _effect(table: Table) -> Effect:
    match dict(table):
        case {"verdict": verdict, "outcome": outcome, **rest} if not rest:
            return Ends(Verdict(verdict), Outcome(outcome))
        case {"verdict": verdict, **rest} if not rest:
            return Ends(Verdict(verdict))
        case {"differs": [*parts], **rest} if not rest and parts and set(parts) <= _PARTS:
            return Differs(frozenset(parts))
        case {"like": setup, **rest} if not rest and setup in BASELINES:
            return Like(setup)
    raise ValueError(f"{dict(table)} does not say how the cells change: write verdict (and outcome), differs, or like")
