"""The basis of a level: how many requirements were observed, and why some do not apply to the product."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.result import Finding, Level, Result
from token_conformance.certify.subject.subject import Holder


@dataclass(frozen=True)
class Basis:
    """What a level rests on; `level` is None if Core is not reached, and the numbers are those of Core then.

    `observed` of the `total` requirements of the level and of those below it were observed, `unobserved` are the ids of
    others, and `not_applicable` gives the reason for each that the product has no action or token for. `holders` are
    those with whose tokens it was judged.
    """

    level: Level | None
    total: int
    observed: int
    unobserved: tuple[str, ...]
    not_applicable: dict[str, str]
    holders: tuple[Holder, ...] = (Holder.PERSON,)

    @property
    def short(self) -> str:
        """The level and the numbers, as a badge shows them."""
        return f"{self.level or 'no level'}, {self.observed} of {self.total} observed"

    @property
    def sentence(self) -> str:
        """The level and all that it rests on, without a full stop."""
        level = self.level or f"none ({Level.CORE} is not reached)"
        parts = [f"{level}, {self.observed} of {self.total} observed", *self._others()]
        return ", ".join(parts)

    def _others(self) -> Iterable[str]:
        if self.unobserved:
            yield f"not observed: {' '.join(self.unobserved)}"
        if self.not_applicable:
            ids: dict[str, list[str]] = {}
            for id_, reason in self.not_applicable.items():
                ids.setdefault(reason, []).append(id_)
            reasons = " and ".join(f"{reason} ({' '.join(names)})" for reason, names in ids.items())
            yield f"{len(self.not_applicable)} not applicable because {reasons}"
        if Holder.SERVICE_ACCOUNT in self.holders:
            yield f"judged with the token of {' and of '.join(holder.words for holder in self.holders)}"


def basis_of(
    level: Level | None,
    findings: Iterable[Finding],
    excused: Collection[str],
    holders: tuple[Holder, ...] = (Holder.PERSON,),
) -> Basis:
    """The basis of a level by all findings of a subject."""
    levels = list(Level)[: list(Level).index(level or Level.CORE) + 1]
    counted = [finding for finding in findings if REQUIREMENTS[finding.requirement].level in levels]
    missing = [finding.requirement for finding in counted if finding.result is Result.NOT_OBSERVED]
    return Basis(
        level=level,
        total=len(counted),
        observed=len(counted) - len(missing),
        unobserved=tuple(id_ for id_ in missing if id_ not in excused),
        not_applicable={id_: REQUIREMENTS[id_].lacking for id_ in missing if id_ in excused},
        holders=holders,
    )
