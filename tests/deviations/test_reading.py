"""Reading words of a file of deviations."""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from token_conformance.deviations.reading import UnfitError, one_of, past_day
from token_conformance.model.cell import UrlForm


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    """After each test, when the variables are as they were, so is the process's time zone."""
    yield
    time.tzset()


@pytest.fixture
def read() -> Callable[[Any], UrlForm]:
    """A reader of URL forms that expects a certain mistake."""
    return one_of(UrlForm, {"proxy": ("is a proxy", "name a URL form")})


def test_a_word_is_read_as_what_it_names(read: Callable[[Any], UrlForm]) -> None:
    """Not as a text."""
    assert UrlForm.SITE is read("site")


@pytest.mark.parametrize(
    ("value", "what", "remedy"),
    [
        ("proxy", "is a proxy", "name a URL form"),
        ("gatway", 'has the unknown value "gatway"', 'did you mean "gateway"?'),
        ("x", 'has the unknown value "x"', "use one of site, gateway"),
        (1, "is 1, which is no text", "put it in quotes"),
    ],
)
def test_any_other_word_is_told_with_what_to_do(
    read: Callable[[Any], UrlForm], value: object, what: str, remedy: str
) -> None:
    """One that could be expected has a remedy of its own."""
    with pytest.raises(UnfitError) as unfit:
        read(value)
    assert (what, what, remedy) == (str(unfit.value), unfit.value.what, unfit.value.remedy)


@pytest.mark.parametrize("zone", ["Etc/GMT-14", "Etc/GMT+12"])
def test_a_day_is_one_of_greenwich(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """Wherever the file is read: at each moment the date of one of these two places is another."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    today = dt.datetime.now(dt.UTC).date()
    assert today == past_day(today)
    with pytest.raises(UnfitError, match="still to come"):
        past_day(today + dt.timedelta(days=1))
