"""What a level rests on: how many requirements were observed, and why others do not apply."""

from dataclasses import replace

import pytest

from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.basis import basis_of
from token_conformance.certify.requirements.result import Finding, Level, Result

ALL = {id_: Finding(id_, Result.PASS, "Met.") for id_ in REQUIREMENTS}


def findings(**results: Result) -> list[Finding]:
    """A finding of each requirement, which is met unless another result is given."""
    return [replace(finding, result=results.get(id_, finding.result)) for id_, finding in ALL.items()]


@pytest.mark.parametrize(
    ("level", "sentence"),
    [
        (Level.CORE, "Core, 12 of 12 observed"),
        (Level.AUTO, "Auto, 14 of 14 observed"),
        (Level.PLUS, "Plus, 22 of 22 observed"),
        (None, "none (Core is not reached), 12 of 12 observed"),
    ],
)
def test_a_level_counts_its_requirements_and_those_below(level: Level | None, sentence: str) -> None:
    """Without a level, those of Core are counted."""
    assert sentence == basis_of(level, findings(), ()).sentence


def test_what_does_not_apply_is_named_with_the_reason() -> None:
    """One reason is said once, for all that it holds for."""
    excused = ("T7", "P1", "P2", "R2")
    basis = basis_of(Level.PLUS, findings(**dict.fromkeys(excused, Result.NOT_OBSERVED)), excused)
    reasons = "it lists nothing (T7 P1 P2) and it creates nothing (R2)"
    assert f"Plus, 18 of 22 observed, 4 not applicable because {reasons}" == basis.sentence
    assert "Plus, 18 of 22 observed" == basis.short


def test_what_was_not_observed_without_an_excuse_is_named() -> None:
    """A warning and a failure were observed."""
    found = findings(T5=Result.NOT_OBSERVED, T7=Result.NOT_OBSERVED, T8=Result.FAIL, P1=Result.WARN)
    basis = basis_of(None, found, ("T7",))
    said = "10 of 12 observed, not observed: T5, 1 not applicable because it lists nothing (T7)"
    assert (f"none (Core is not reached), {said}", "no level, 10 of 12 observed") == (basis.sentence, basis.short)
