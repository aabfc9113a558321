"""Which requests a fault strikes, and what is said to a limit that is none."""

import pytest

from token_conformance.edge.faults.limit import Limit, Strikes
from token_conformance.errors import FaultError


@pytest.mark.parametrize(
    ("limit", "struck"),
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
def test_it_strikes_by_number(limit: str, struck: list[int]) -> None:
    """The first are spared, then so many or each so-manieth is struck."""
    strikes = Strikes(Limit.parse(limit))
    assert struck == [number for number in range(1, 10) if strikes.next("GET", "/")]


def test_it_counts_only_requests_of_its_method_and_path() -> None:
    """Others neither are struck nor bring the next one nearer."""
    strikes = Strikes(Limit.parse("method=POST,path=/issue,every=2"))
    requests = [("POST", "/rest/issue"), ("GET", "/rest/issue"), ("POST", "/rest/user"), ("POST", "/rest/issue/1")]
    assert [False, False, False, True] == [strikes.next(*request) for request in requests]


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("often", "'often' is no limit: it must be method, path, after, first or every, with =VALUE"),
        ("each=2", "'each=2' is no limit: it must be method, path, after, first or every, with =VALUE"),
        ("every=0", "'every=0' is no limit: every takes a whole number from 1 up"),
        ("first", "'first' is no limit: first takes a whole number from 1 up"),
        ("after=-1", "'after=-1' is no limit: after takes a whole number from 1 up"),
        ("path=", "'path=' is no limit: path takes a part of a path, such as /issue"),
        ("method=post", "'method=post' is no limit: method takes a method in capitals, such as POST"),
        ("every=2,", "'' is no limit: it must be method, path, after, first or every, with =VALUE"),
        ("every=2,every=3", "'every=3' is no limit: every is there twice"),
    ],
)
def test_what_is_no_limit_is_told_so(limit: str, words: str) -> None:
    """The part that is wrong, and what it can be."""
    with pytest.raises(FaultError) as raised:
        Limit.parse(limit)
    assert words == str(raised.value)
