"""The evidence of a statement."""

import datetime as dt

import pytest

from token_conformance.model.grade import Evidence, Grade


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2026-11-29", dt.date(2026, 11, 29)),
        ("2025-01-01", dt.date(2025, 1, 1)),
        ("2026-11", None),
        ("2026", None),
        ("2026-02-30", None),
        ("", None),
    ],
)
def test_the_day_is_known_only_if_the_date_names_one(date: str, day: dt.date | None) -> None:
    """Of some statements only the month or the year is known."""
    assert day == Evidence(Grade.REPORTED, date, "somebody", "").day
