"""Runs of the suites in a process of mutants."""

from datetime import UTC, datetime, timedelta

import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.errors import UserError
from token_conformance.model.cell import Cell
from token_conformance.model.tenant import SEEDED
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants import suite_run
from token_conformance.proof.mutants.baselines import AS_IT_IS
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.setup import clock_off_by
from token_conformance.proof.mutants.suite_run import SuiteRun, baseline

Made = dict[Cell, Fingerprint]


@pytest.fixture(autouse=True)
def _no_cached_baselines() -> None:
    """Each test has baselines of its own."""
    baseline.cache_clear()


def test_mutants_of_a_suite_that_fails_without_them_are_refused(before: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a run proves nothing, except in a setup that is known to fail."""
    failing = {cell: was for cell, was in before.items() if was.verdict is Verdict.KNOWN}
    broken = {cell: Fingerprint(**vars(was) | {"verdict": Verdict.CHANGED}) for cell, was in failing.items()}
    monkeypatch.setattr(suite_run, "run_suites", lambda _: SuiteRun(before, ()))
    assert before == baseline("replay").cells
    monkeypatch.setattr(suite_run, "run_suites", lambda _: SuiteRun(before | broken, ()))
    with pytest.raises(UserError, match="myself/scoped-site is not as declared even without a mutant"):
        baseline(AS_IT_IS)
    assert before | broken == baseline("a client with a wrong cloud id").cells


@pytest.mark.parametrize(("days", "day"), [(0, "2026-01-15"), (365, "2027-01-15")])
def test_every_run_is_on_a_fixed_day(days: int, day: str) -> None:
    """It starts at noon, and afterwards the project's clock is correct again."""
    clock = State.seeded(SEEDED).confluence.now
    with clock_off_by(timedelta(days=days)):
        now = clock()
    assert (day, 12) == (now.date().isoformat(), now.hour)
    assert datetime.now(UTC) - clock() < timedelta(minutes=1)
