"""The exchange in a cassette: each part has the name and the type that vcrpy needs."""

import re
from datetime import date
from typing import Any

import pytest

from factories import make_cassette
from token_conformance.model.outcome import Outcome
from token_conformance.recording.cassette import Stamp
from token_conformance.recording.interaction import only_interaction
from token_conformance.results.record import Recorded

STAMP = Stamp("a/b/c-d", Outcome.WORKS, Recorded("edge", date(2026, 11, 24), "0.1.0"))


def _exchange(**changed: Any) -> dict[str, Any]:
    """An exchange with these values, each named by its path: `response_status_code`."""
    exchange: dict[str, Any] = make_cassette(STAMP, headers={"server": ["x"]})["interactions"][0]
    for path, value in changed.items():
        *parents, name = path.split("_")
        part = exchange
        for parent in parents:
            part = part[parent]
        part[name] = value
    return exchange


def _read(**changed: Any) -> dict[str, Any]:
    (read,) = only_interaction([_exchange(**changed)])
    return read


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"response_status_code": 100},
        {"response_status_code": 999},
        {"response_status_message": None},
        {"response_status_message": ""},
        {"response_headers": {}},
        {"request_headers": {"authorization": ["<scoped jira token>"], "content-type": ["a/b"]}},
        {"request_body": "é"},
        {"response_body_string": ""},
    ],
)
def test_an_exchange_is_read_as_it_is(changed: dict[str, Any]) -> None:
    """The bounds of a status are part of it."""
    assert _exchange(**changed) == _read(**changed)


@pytest.mark.parametrize("body", ["request_body", "response_body_string"])
def test_a_body_in_base64_is_read_as_bytes(body: str) -> None:
    """In the request as in the response."""
    assert _exchange(**{body: b"\xff\x00"}) == _read(**{body: {"base64": "/wA="}})


def test_a_header_that_is_not_ascii_is_read_as_bytes() -> None:
    """The HTTP client encodes a text as ASCII only."""
    assert ["é".encode()] == _read(response_headers={"server": ["é"]})["response"]["headers"]["server"]


_OF = {
    "code": "the key 'response': the key 'status': the key 'code': ",
    "headers": "the key 'response': the key 'headers': ",
    "body": "the key 'response': the key 'body': the key 'string': ",
    "request": "the key 'request': ",
}
_HALF = "'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"response_status_code": "200"}, _OF["code"] + "'200' is not a whole number"),
        ({"response_status_code": 200.0}, _OF["code"] + "200.0 is not a whole number"),
        ({"response_status_code": 99}, _OF["code"] + "99 is not a number from 100 to 999"),
        ({"response_status_code": 1000}, _OF["code"] + "1000 is not a number from 100 to 999"),
        (
            {"response_status_message": "é"},
            "the key 'response': the key 'status': the key 'message': 'é' has characters that are not ASCII",
        ),
        ({"response_headers": []}, _OF["headers"] + "[] is not a table"),
        (
            {"response_headers": {"content-encoding": ["gzip"]}},
            _OF["headers"] + "the key 'content-encoding' is unknown",
        ),
        ({"response_headers": {"Server": ["x"]}}, _OF["headers"] + "the key 'Server' is unknown"),
        ({"response_headers": {"server": "x"}}, _OF["headers"] + "the key 'server': 'x' is not a list of one text"),
        ({"response_headers": {"server": []}}, _OF["headers"] + "the key 'server': [] is not a list of one text"),
        (
            {"response_headers": {"server": ["x", "y"]}},
            _OF["headers"] + "the key 'server': ['x', 'y'] is not a list of one text",
        ),
        ({"response_headers": {"server": [1]}}, _OF["headers"] + "the key 'server': 1 is not a text"),
        ({"response_headers": {"server": ["\ud800"]}}, _OF["headers"] + f"the key 'server': {_HALF}"),
        ({"response_body_string": None}, _OF["body"] + "None is not a text"),
        ({"response_body_string": "\ud800"}, _OF["body"] + _HALF),
        (
            {"response_body_string": {"base64": {"base64": ""}}},
            _OF["body"] + "the key 'base64': {'base64': ''} is not a text",
        ),
        (
            {"response_body_string": {"base64": "a"}},
            _OF["body"]
            + "Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4",
        ),
        ({"response_body_string": {"base64": "a\nab"}}, _OF["body"] + "Only base64 data is allowed"),
        ({"response_body_string": {"gzip": ""}}, _OF["body"] + "the key 'base64' is missing"),
        ({"response_body": "x"}, "the key 'response': the key 'body': 'x' is not a table"),
        ({"response_more": 1}, "the key 'response': the key 'more' is unknown"),
        ({"request_more": 1}, _OF["request"] + "the key 'more' is unknown"),
        ({"request_headers": {"server": ["x"]}}, _OF["request"] + "the key 'headers': the key 'server' is unknown"),
        ({"request_method": "GÉT"}, _OF["request"] + "the key 'method': 'GÉT' has characters that are not ASCII"),
        ({"request_uri": 1}, _OF["request"] + "the key 'uri': 1 is not a text"),
        ({"request_uri": "http://["}, _OF["request"] + "the key 'uri': Invalid IPv6 URL"),
        ({"request_uri": "\ud800"}, _OF["request"] + f"the key 'uri': {_HALF}"),
        ({"request_body": None}, _OF["request"] + "the key 'body': None is not a text"),
        ({"more": 1}, "the key 'more' is unknown"),
    ],
)
def test_a_part_of_another_type_is_refused_by_its_name(changed: dict[str, Any], problem: str) -> None:
    """The cell then ends in this line, before vcrpy or the HTTP client meets the value."""
    with pytest.raises(ValueError, match=re.escape(problem)) as error:
        only_interaction([_exchange(**changed)])
    assert problem == str(error.value)


def test_a_list_of_another_length_or_type_is_refused() -> None:
    """A cell is exactly one exchange."""
    with pytest.raises(ValueError, match=r"^'x' is not a list$"):
        only_interaction("x")
    with pytest.raises(ValueError, match=r"^has 0 exchanges instead of one$"):
        only_interaction([])
    with pytest.raises(ValueError, match=r"^has 1,000 exchanges instead of one$"):
        only_interaction([None] * 1000)
    with pytest.raises(ValueError, match=r"^None is not a table$"):
        only_interaction([None])
