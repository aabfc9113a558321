"""An answer about a call, what it rests on, and how statements that agree or differ become one answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from token_conformance.catalogue.rules import rules
from token_conformance.model.grade import Evidence, Grade

_ORDER = [*Grade, "unknown"]

NOTHING_FOUND = Evidence("unknown", "", "nothing found", "")
"""The evidence of an answer where nobody has published anything."""


class Says(StrEnum):
    """Whether a call works. `unknown` if nobody has published it, or if sources contradict each other."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Basis:
    """One statement that an answer rests on, with its evidence; `rule` is the id of a rule of `rules.toml`, if any."""

    text: str
    evidence: Evidence
    rule: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Whether a call works and why; `bases` has the decisive statement first, and `notes` what matters beside it.

    `instead` is what its source says to use, such as the successor of a removed operation.
    """

    says: Says
    reason: str
    bases: tuple[Basis, ...]
    notes: tuple[Basis, ...] = ()
    instead: str = ""

    @property
    def evidence(self) -> Evidence:
        """The evidence of the decisive statement."""
        return self.bases[0].evidence

    def noting(self, *notes: Basis) -> Self:
        """The same answer with further notes."""
        return replace(self, notes=(*self.notes, *notes))


@dataclass(frozen=True)
class Row:
    """One row of a data file about a credential at a place; a conditional row is about some requests only."""

    answer: str
    text: str
    evidence: Evidence
    is_conditional: bool = False

    @property
    def says(self) -> Says:
        """What the word of the row means for a caller; what works in part is neither yes nor no."""
        if self.answer in {"works-partly", "unknown", "contradicted"}:
            return Says.UNKNOWN
        return Says.YES if self.answer == "works" else Says.NO

    @property
    def basis(self) -> Basis:
        """The row as a statement."""
        return Basis(self.text, self.evidence)


def weigh(rows: Sequence[Row]) -> Answer | None:
    """One answer from the rows that are about every call; None if there is no such row.

    A yes and a no contradict each other, so the answer is unknown. Of `works` and `works-partly`, the better grade
    counts.
    """
    ranked = sorted((row for row in rows if not row.is_conditional), key=_strength)
    if not ranked:
        return None
    decisive, reason = _decisive(ranked)
    says = Says.UNKNOWN if len(decisive) > 1 else decisive[0].says
    notes = tuple(row.basis for row in rows if row.is_conditional)
    bases = dict.fromkeys(row.basis for row in (*decisive, *ranked))
    return Answer(says=says, reason=reason, bases=tuple(bases), notes=notes)


def by_rule(says: Says, reason: str, *ids: str) -> Answer:
    """An answer that is inferred from rules."""
    return Answer(says=says, reason=reason, bases=tuple(map(rule_basis, ids)))


def rule_basis(id_: str, *, grade: Grade = Grade.INFERRED) -> Basis:
    """A rule as a statement: what follows from it is inferred."""
    rule = rules()[id_]
    return Basis(rule.sentence, Evidence(grade, "", f"rule {id_}: {rule.source.strip()}", ""), id_)


def stated(id_: str) -> Basis:
    """A rule as it is, with the best of its own grades."""
    return rule_basis(id_, grade=rules()[id_].grades[0])


def unknown(reason: str, *bases: Basis) -> Answer:
    """An answer where nobody has published anything."""
    return Answer(says=Says.UNKNOWN, reason=reason, bases=bases or (Basis("", NOTHING_FOUND),))


def _decisive(ranked: Sequence[Row]) -> tuple[Sequence[Row], str]:
    """The row that decides, or the best row of each side of a contradiction; and the reason in words."""
    sides = [next((row for row in ranked if row.says is says), None) for says in (Says.YES, Says.NO)]
    found = [row for row in sides if row]
    if len(found) > 1 or any(row.answer == "contradicted" for row in ranked):
        return (found if len(found) > 1 else ranked[:1]), "The sources contradict each other."
    decisive = next((row for row in ranked if row in found or row.answer == "works-partly"), ranked[0])
    return [decisive], decisive.text


def _strength(row: Row) -> int:
    return _ORDER.index(row.evidence.grade)
