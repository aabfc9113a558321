"""How a fault is asked for, and what is said to words that mean none."""

import pytest

from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.faults.limit import Limit
from token_conformance.errors import FaultError


def test_a_limit_stands_behind_the_name_and_its_argument() -> None:
    """Both may be left out."""
    assert Limit(method="POST", every=3) == parse_fault("429:2@every=3,method=POST").limit
    assert Limit() == parse_fault("reset").limit


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "'' is none; there are 429, 429-date, 500, 503, html-login, slow, malformed-json, half-body, reset, "),
        ("flood", "'flood' is none; there are 429, "),
        ("429:soon", "its argument must be a number of seconds, such as 0.1, not 'soon'"),
        ("429-date", "its argument must be a number of seconds, such as 0.1, not ''"),
        ("slow:-1", "its argument must be a number of seconds, such as 0.1, not '-1'"),
        ("slow:1e9", "its argument must be a number of seconds, such as 0.1, not '1e9'"),
        ("slow:.", "its argument must be a number of seconds, such as 0.1, not '.'"),
        ("500:5", "its argument can only be 'processed', not '5'"),
        ("half-body:3", "it takes no argument, but has '3'"),
        ("wrong-certificate:x", "its argument can only be 'authority' or 'name', not 'x'"),
        ("wrong-certificate@path=/x", "it strikes connections, which have no method and no path to limit it by"),
        ("reset@now", "'now' is no limit: it must be "),
    ],
)
def test_what_is_no_fault_is_told_so(text: str, words: str) -> None:
    """One line that repeats what was asked for and says what was wrong with it."""
    with pytest.raises(FaultError) as raised:
        parse_fault(text)
    assert str(raised.value).startswith(f"fault {text!r}: {words}")
    assert "\n" not in str(raised.value)
