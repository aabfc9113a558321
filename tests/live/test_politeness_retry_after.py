"""How long a server asks to wait."""

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
    """Both forms of the standard are seconds from now, by the server's clock, and never less than none."""
    assert seconds == retry_after({"retry-after": value, "date": NOW})


@pytest.mark.parametrize("value", ["", "soon", "nan", "inf", "1e999", "Tue, 99 Nov 2026 10:00:00 GMT"])
def test_what_means_nothing_is_none(value: str) -> None:
    """A server that talks nonsense is waited for as one that says nothing."""
    assert retry_after({"retry-after": value, "date": NOW}) is None


def test_no_header_is_none() -> None:
    """Atlassian's gateway is known to leave it out."""
    assert retry_after({}) is None


def test_a_date_is_compared_with_this_clock_where_the_server_does_not_tell_its_own() -> None:
    """A date long past is over."""
    assert 0.0 == retry_after({"retry-after": "Tue, 24 Nov 2020 10:00:00 GMT"})
