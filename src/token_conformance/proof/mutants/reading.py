"""Reading `mutants.toml`: from its tables to mutants, or to one line that says what is wrong."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from token_conformance.catalogue.rules import rules
from token_conformance.errors import UserError
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants.baselines import AS_IT_IS, BASELINES
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.mutant import Change, Differs, Effect, Ends, Like, Mutant
from token_conformance.proof.mutants.observed import Rows
from token_conformance.proof.mutants.selection import Selection
from token_conformance.proof.mutants.switches import SWITCHES

FILE = "mutants.toml"

Table = Mapping[str, Any]

_CONDITIONS = {field.name for field in fields(Selection)}
_ROWS = {field.name for field in fields(Rows)}
_LISTS = ("endpoints", "without")
_PARTS = {field.name for field in fields(Fingerprint)} - {"verdict", "outcome"}


@cache
def mutants() -> Mapping[str, Mutant]:
    """Every mutant by its name; raises UserError if the file has a problem."""
    return read(_text())


def _text() -> str:
    return files(__package__).joinpath(FILE).read_text(encoding="utf-8")


def _document(text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{FILE}: {error}") from None


@dataclass(frozen=True)
class Unbroken:
    """A rule of the edge that no mutant breaks: why not, and the test that checks it, as `FILE::NAME`."""

    rule: str
    reason: str
    test: str


@cache
def unbroken() -> Sequence[Unbroken]:
    """The rules that no mutant breaks; raises UserError if a rule is neither broken nor named here, or both."""
    found = [Unbroken(**table) for table in _document(_text())["unbroken"]]
    broken, named = {rule for mutant in mutants().values() for rule in mutant.rules}, {one.rule for one in found}
    if wrong := sorted((rules().keys() ^ (broken | named)) | (broken & named)):
        raise UserError(f"{FILE}: {wrong[0]} must be a rule that either a mutant or one entry of [[unbroken]] names")
    return found


def read(text: str) -> Mapping[str, Mutant]:
    """Read the text of the file; raises UserError."""
    document = _document(text)
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
    changes = [_change(name, each, groups) for each in table.get("changes", ())]
    rows = [_rows(name, each) for each in table.get("observations", ())]
    return Mutant(name, table["line"], baseline, changes, table.get("rules", ()), rows)


def _rows(mutant: str, table: Table) -> Rows:
    if unknown := sorted(table.keys() - _ROWS):
        raise UserError(
            f"{FILE}: {mutant}: observations: there is no {unknown[0]!r}; write {' or '.join(sorted(_ROWS))}"
        )
    return Rows(**table)


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
