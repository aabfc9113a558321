"""Dates of JQL: as they are written, relative to now, and as functions."""

from datetime import UTC, datetime

import pytest

from token_conformance.edge.products.jira.jql.dates import call, read_date
from token_conformance.edge.products.jira.jql.syntax import Operand

NOW = datetime(2026, 3, 31, 15, 30, 20, tzinfo=UTC)  # a Tuesday


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-01-05", "2026-01-05 00:00"),
        ("2026/1/5", "2026-01-05 00:00"),
        ("2026-01-05 09:30", "2026-01-05 09:30"),
        ("1767603600000", "2026-01-05 09:00"),
        ("-7d", "2026-03-24 15:30"),
        ("4w 2d", "2026-04-30 15:30"),
        ("+1h", "2026-03-31 16:30"),
        ("-30m", "2026-03-31 15:00"),
    ],
)
def test_a_date_is_read(value: str, expected: str) -> None:
    """The time zone is UTC; a period without a sign is in the future."""
    assert expected == f"{read_date(value, 'created', NOW):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("now", (), "2026-03-31 15:30:20"),
        ("startOfDay", (), "2026-03-31 00:00:00"),
        ("startOfDay", ("-7d",), "2026-03-24 00:00:00"),
        ("startOfDay", ("-1",), "2026-03-30 00:00:00"),
        ("startOfDay", ("+5h",), "2026-03-31 05:00:00"),
        ("startOfWeek", (), "2026-03-29 00:00:00"),
        ("startOfWeek", ("-1w",), "2026-03-22 00:00:00"),
        ("startOfMonth", ("-1",), "2026-02-01 00:00:00"),
        ("startOfYear", (), "2026-01-01 00:00:00"),
        ("startOfYear", ("1y",), "2027-01-01 00:00:00"),
        ("endOfDay", (), "2026-03-31 23:59:59"),
        ("endOfWeek", (), "2026-04-04 23:59:59"),
        ("endOfMonth", ("-1M",), "2026-02-28 23:59:59"),
        ("endOfYear", (), "2026-12-31 23:59:59"),
    ],
)
def test_a_function_is_called(name: str, arguments: tuple[str, ...], expected: str) -> None:
    """An increment without a unit is in the unit of the function; a week begins on Sunday."""
    assert expected == f"{call(Operand('function', name, arguments), NOW):%Y-%m-%d %H:%M:%S}"
