"""The parsing of `Retry-After`."""

import pytest

from token_conformance.exchange.retry import retry_after

NOW = "Tue, 24 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("0.5", 0.5),
        ("-3", 0.0),
        ("Tue, 24 Nov 2026 10:01:30 GMT", 90.0),
        ("Tuesday, 24-Nov-26 10:01:30 GMT", 90.0),
        ("Tue, 24 Nov 2026 10:01:30 -0000", 90.0),
        ("Tue, 24 Nov 2026 09:00:00 GMT", 0.0),
    ],
)
def test_seconds_and_dates_are_read(value: str, seconds: float) -> None:
    """Both formats of the standard become seconds from now, by the server's clock, and never less than 0."""
    assert seconds == retry_after({"retry-after": value, "date": NOW})


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "nan",
        "inf",
        "1e999",
        "Tue, 99 Nov 2026 10:00:00 GMT",
        "Tue, 24 Nov 99999999999999999999 10:00:00 GMT",
        "Tue, 24 Nov 2026 10:00:00 +999999999999999",
    ],
)
def test_an_invalid_value_is_none(value: str) -> None:
    """It is handled like a missing header."""
    assert retry_after({"retry-after": value, "date": NOW}) is None


def test_no_header_is_none() -> None:
    """Atlassian's gateway is known to omit it."""
    assert retry_after({}) is None


def test_a_date_is_compared_with_the_local_clock_without_a_date_header() -> None:
    """A date in the past means no wait."""
    assert 0.0 == retry_after({"retry-after": "Tue, 24 Nov 2020 10:00:00 GMT"})
