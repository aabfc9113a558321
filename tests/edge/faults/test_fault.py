"""How a fault is written, and the errors for texts that are not faults."""

import pytest

from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.faults.limit import Limit
from token_conformance.errors import FaultError


def test_a_limit_follows_the_name_and_its_argument() -> None:
    """Both may be left out."""
    assert Limit(method="POST", every=3) == parse_fault("429:2@every=3,method=POST").limit
    assert Limit() == parse_fault("reset").limit


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "",
            (
                "'' is not a fault; the faults are 429, 429-date, 500, 503, html-login, slow, malformed-json,"
                " half-body, half-head, reset, expired, wrong-certificate"
            ),
        ),
        ("flood", "'flood' is not a fault; the faults are 429, "),
        ("429:soon", "its argument must be a number of seconds, such as 0.1, not 'soon'"),
        ("429-date", "its argument must be a number of seconds, such as 0.1, not ''"),
        ("slow:-1", "its argument must be a number of seconds, such as 0.1, not '-1'"),
        ("slow:1e9", "its argument must be a number of seconds, such as 0.1, not '1e9'"),
        ("slow:.", "its argument must be a number of seconds, such as 0.1, not '.'"),
        ("500:5", "its argument can only be 'processed', not '5'"),
        ("half-body:3", "it takes no argument, but has '3'"),
        ("wrong-certificate:x", "its argument can only be 'authority' or 'name', not 'x'"),
        (
            "wrong-certificate@path=/x",
            "it applies to connections, which have no method and no path; leave both out of the limit",
        ),
        ("reset@now", "'now' is not a limit: it must be "),
    ],
)
def test_a_text_that_is_not_a_fault_is_an_error(text: str, words: str) -> None:
    """One line that repeats the text and says what is wrong with it."""
    with pytest.raises(FaultError) as raised:
        parse_fault(text)
    assert str(raised.value).startswith(f"fault {text!r}: {words}")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("429:" + "9" * 400, "its argument can be at most 86400 seconds, which are one day, not '999"),
        ("429-date:86401", "its argument can be at most 86400 seconds, which are one day, not '86401'"),
        ("slow:86400.1", "its argument can be at most 86400 seconds, which are one day, not '86400.1'"),
        ("slow:1@path=" + "a" * 989, "has more than 1000 characters; shorten the path of its limit"),
    ],
)
def test_a_number_or_a_text_beyond_its_bound_is_an_error(text: str, words: str) -> None:
    """A number of seconds can be larger than every float, and a text can be as long as the system passes on."""
    with pytest.raises(FaultError) as raised:
        parse_fault(text)
    assert str(raised.value).startswith("fault '")
    assert words in str(raised.value)


@pytest.mark.parametrize("text", ["429:86400", "429-date:86400.0", "slow:86400", "slow:1@path=" + "a" * 988])
def test_the_bounds_of_a_fault_are_part_of_it(text: str) -> None:
    """One day, and 1,000 characters."""
    assert parse_fault(text).limit.every == 1
