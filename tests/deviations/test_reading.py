"""Reading the words and days of a file of deviations."""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from token_conformance.deviations.reading import InvalidValueError, one_of, past_day
from token_conformance.model.cell import FORMS, UrlForm


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    """Restore the time zone of the process after each test, when the variables are restored."""
    yield
    time.tzset()


@pytest.fixture
def read() -> Callable[[Any], UrlForm]:
    """A reader of URL forms that refuses one word with a message of its own."""
    return one_of(FORMS, {"proxy": ("is a proxy", "name a URL form")})


def test_a_word_is_read_as_what_it_names(read: Callable[[Any], UrlForm]) -> None:
    """Not as a text."""
    assert UrlForm.SITE is read("site")


@pytest.mark.parametrize(
    ("value", "what", "remedy"),
    [
        ("proxy", "is a proxy", "name a URL form"),
        ("gatway", 'has the unknown value "gatway"', 'did you mean "gateway"?'),
        ("x", 'has the unknown value "x"', "use one of site, gateway"),
        (1, "is 1, which is not a text", "put it in quotes"),
    ],
)
def test_any_other_word_is_reported_with_its_remedy(
    read: Callable[[Any], UrlForm], value: object, what: str, remedy: str
) -> None:
    """A refused word has a remedy of its own."""
    with pytest.raises(InvalidValueError) as raised:
        read(value)
    assert (what, what, remedy) == (str(raised.value), raised.value.what, raised.value.remedy)


@pytest.mark.parametrize("zone", ["Etc/GMT-14", "Etc/GMT+12"])
def test_a_day_is_one_of_utc(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """In any time zone: at each moment, the date in one of these two zones is another."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    today = dt.datetime.now(dt.UTC).date()
    assert today == past_day(today)
    with pytest.raises(InvalidValueError, match="in the future"):
        past_day(today + dt.timedelta(days=1))
