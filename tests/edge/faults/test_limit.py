"""The requests that a fault applies to, and the errors for texts that are not limits."""

import pytest

from token_conformance.edge.faults.limit import Limit, MatchCounter
from token_conformance.errors import FaultError


@pytest.mark.parametrize(
    ("limit", "faulty"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("first=2", [1, 2]),
        ("after=6", [7, 8, 9]),
        ("every=3", [3, 6, 9]),
        ("after=2,first=3", [3, 4, 5]),
        ("every=2,after=3", [5, 7, 9]),
        ("every=2,after=3,first=4", [5, 7]),
    ],
)
def test_it_applies_by_number(limit: str, faulty: list[int]) -> None:
    """The first requests are left out; then the fault applies to a number of them, or to each nth."""
    counter = MatchCounter(Limit.parse(limit))
    assert faulty == [number for number in range(1, 10) if counter.count("GET", "/")]


def test_it_counts_only_requests_of_its_method_and_path() -> None:
    """The fault does not apply to others, and they do not change the count."""
    counter = MatchCounter(Limit.parse("method=POST,path=/issue,every=2"))
    requests = [("POST", "/rest/issue"), ("GET", "/rest/issue"), ("POST", "/rest/user"), ("POST", "/rest/issue/1")]
    assert [False, False, False, True] == [counter.count(*request) for request in requests]


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("often", "'often' is not a limit: it must be method, path, after, first or every, with =VALUE"),
        ("each=2", "'each=2' is not a limit: it must be method, path, after, first or every, with =VALUE"),
        ("every=0", "'every=0' is not a limit: every must be a whole number, 1 or more"),
        ("first", "'first' is not a limit: first must be a whole number, 1 or more"),
        ("after=-1", "'after=-1' is not a limit: after must be a whole number, 1 or more"),
        ("path=", "'path=' is not a limit: path must be a part of a path, such as /issue"),
        ("method=post", "'method=post' is not a limit: method must be a method in capitals, such as POST"),
        ("every=2,", "'' is not a limit: it must be method, path, after, first or every, with =VALUE"),
        ("every=1234567890", "'every=1234567890' is not a limit: every has more than 9 digits"),
        ("every=2,every=3", "'every=3' is not a limit: every is given twice"),
    ],
)
def test_a_text_that_is_not_a_limit_is_an_error(limit: str, words: str) -> None:
    """The part that is wrong, and what it must be."""
    with pytest.raises(FaultError) as raised:
        Limit.parse(limit)
    assert words == str(raised.value)
