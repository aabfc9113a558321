"""The record of a run must be possible on the day on which it is verified."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from token_conformance.certify.certificate.checks import provenance
from token_conformance.certify.certificate.checks.provenance import problems
from token_conformance.certify.certificate.run_record import new_record
from token_conformance.certify.observation.access import AccessKind

TODAY = date(2026, 12, 1)
RECORD = replace(new_record(AccessKind.PROXY, TODAY), python="3.11.7", platform="Linux")
FUTURE = "in run.json is in the future: correct the clock, or run and pack it again."
PYTHON = "that runs this suite existed on the day in run.json: run and pack it again."


def _problems(**changes: str) -> list[str]:
    return list(problems(replace(RECORD, **changes), TODAY))  # type: ignore[arg-type]  # texts of the record


@pytest.mark.parametrize("day", ["2026-11-24", "2026-12-01", "2026-12-02"])
def test_a_possible_day_is_accepted(day: str) -> None:
    """The first day of the project, the present one, and the next, since clocks differ."""
    assert [] == _problems(day=day)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-12-03", f"The day 2026-12-03 {FUTURE}"),
        ("2999-01-01", f"The day 2999-01-01 {FUTURE}"),
        ("2026-11-23", "The day 2026-11-23 in run.json is before 2026-11-24, the first of this project: run and pack"),
        ("20261201", "The day '20261201' in run.json is not a date such as 2026-11-24"),
        ("2026-W49-2", "The day '2026-W49-2' in run.json is not a date such as 2026-11-24"),
        ("2026-12-01T00:00", "The day '2026-12-01T00:00' in run.json is not a date such as 2026-11-24"),
        ("２０２６-12-01", "The day '２０２６-12-01' in run.json is not a date"),  # noqa: RUF001  # digits of another script
        ("", "The day '' in run.json is not a date such as 2026-11-24"),
    ],
)
def test_an_impossible_day_is_refused(day: str, said: str) -> None:
    """One sentence says what is wrong with it."""
    (problem,) = _problems(day=day)
    assert problem.startswith(said)


@pytest.mark.parametrize("python", ["3.11.0", "3.13.12", "3.14.0rc2", "3.15.0a1", "3.12.1+", "3.16.0a1"])
def test_a_possible_python_is_accepted(python: str) -> None:
    """Those of the year, and the first of the next that people try."""
    assert [] == _problems(python=python)


@pytest.mark.parametrize("python", ["99.0", "2.7.18", "3.10.1", "3.17.0", "3.99.1", "3.11", "3.11.7\n", "", "3.11.7 x"])
def test_an_impossible_python_is_refused(python: str) -> None:
    """The suite needs Python 3.11, and no Python of the future ran it."""
    assert [f"No Python {python!r} {PYTHON}"] == _problems(python=python)


@pytest.mark.parametrize("platform", ["", "a" * 41, "Linux\x1b[2J", "Linux: valid"])
def test_a_platform_that_is_no_name_is_refused(platform: str) -> None:
    """It is shown in the report."""
    said = f"The platform {platform!r} in run.json is not the name of a system: run and pack it again."
    assert [said] == _problems(platform=platform)


@pytest.mark.parametrize(
    ("suite", "said"),
    [
        ("99.0", "It was made with suite 99.0, which is newer than this suite 0.1.0: update this suite to verify it."),
        ("0.1.0.1", "It was made with suite 0.1.0.1, which is newer than this suite 0.1.0: update this suite to"),
        ("0.1.1", "It was made with suite 0.1.1, which is newer than"),
        ("0.0.9", "It was made with suite 0.0.9, but this is suite 0.1.0: verify it with suite 0.0.9, or run and"),
        ("0.1", "It was made with suite 0.1, but this is suite 0.1.0: verify it with suite 0.1, or run and pack it"),
        ("new", "The suite 'new' in run.json is not a version: run and pack it again."),
        ("9" * 5000, "The suite '999"),
    ],
)
def test_another_suite_is_refused(suite: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer one needs another sentence than an older one."""
    monkeypatch.setattr(provenance, "__version__", "0.1.0")
    (problem,) = _problems(suite=suite)
    assert problem.startswith(said)


def test_this_suite_may_have_any_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version under development is not compared by its numbers."""
    monkeypatch.setattr(provenance, "__version__", "0.2.0.dev1")
    assert [] == _problems(suite="0.2.0.dev1")
    (newer,) = _problems(suite="0.3.0")
    assert "which is newer than this suite 0.2.0.dev1" in newer


@pytest.mark.parametrize("door", ["front", "Proxy", "proxy ", ""])
def test_an_unknown_access_is_refused(door: str) -> None:
    """Only the known words say how the subject reached the edge."""
    assert [f"The door {door!r} in run.json is unknown: run and pack it again."] == _problems(door=door)


def test_the_present_day_is_that_of_the_clock() -> None:
    """Without a day, a record of today is possible."""
    today = new_record(AccessKind.PROXY, datetime.now(UTC).date())
    assert [] == list(problems(replace(today, python="3.11.7")))
