"""Observations as files: nothing is lost, and whatever is odd in a file is named with its key."""

import json
from typing import Any

import pytest

from token_conformance.certify.observation.file import dump, parse
from token_conformance.certify.observation.observation import ActionRun, Ended, Observation, Place, WireRequest
from token_conformance.certify.scenarios.scenario import Given
from token_conformance.errors import ObservationError
from token_conformance.model.cell import Credential, UrlForm

REQUEST = WireRequest(
    0.1,
    None,
    "https",
    "your-domain.atlassian.net",
    "GET",
    "/x",
    "a=b",
    Credential.SCOPED,
    (Place.HEADER, Place.URL),
    None,
)
RUN = ActionRun(
    action="whoami",
    command=("x", "{email}"),
    ended=Ended.EXITED,
    exit_status=-9,
    succeeded=True,
    stdout="Zoë\n",
    stderr="",
    started=0.0,
    seconds=1.5,
    must_show=("Zoë",),
)
SEEN = Observation(
    "scoped-site",
    "made-up",
    Given.SCOPED,
    (UrlForm.SITE,),
    "your-domain",
    "c",
    (REQUEST,),
    2,
    (RUN,),
    {"search": "None."},
)


def test_nothing_is_lost() -> None:
    """What is read is what was written."""
    assert SEEN == parse(dump(SEEN), "a.json")


def test_the_same_observation_is_the_same_text() -> None:
    """Keys stand in one order, and a change is a line of a diff."""
    text = dump(SEEN)
    assert text == dump(parse(text, "a.json"))
    assert (True, True) == (text.endswith("}\n"), text.index('"cloud_id"') < text.index('"token"'))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"token": 5}, "the key 'token': 5 is not a text"),
        ({"format": 2}, "the key 'format': 2 is another format than 1"),
        ({"untrusted": True}, "the key 'untrusted': True is not a whole number"),
        ({"requests": {}}, "the key 'requests': {} is not a list"),
        ({"requests": [4]}, "the key 'requests': the key 0: 4 is not a table"),
        ({"unsupported": {"a": 1}}, "the key 'unsupported': 1 is not a text"),
        ({"extra": 1}, "the key 'extra' is unknown"),
        ({"site": ...}, "the key 'site' is missing"),
    ],
)
def test_what_is_odd_is_named(change: dict[str, Any], said: str) -> None:
    """One line says which file, which key, and what to do."""
    record = {name: value for name, value in (json.loads(dump(SEEN)) | change).items() if value is not ...}
    with pytest.raises(ObservationError, match=r"^a\.json: .*; observe the subject again$") as raised:
        parse(json.dumps(record), "a.json")
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        ("runs", {"ended": "vanished"}, "the key 'runs': the key 0: the key 'ended': 'vanished'"),
        ("runs", {"seconds": float("nan")}, "the key 'seconds': nan is not a number"),
        ("runs", {"succeeded": 1}, "the key 'succeeded': 1 is neither true nor false"),
        ("requests", {"places": ["hat"]}, "the key 'places': the key 0: 'hat'"),
        ("requests", {"status": "200"}, "the key 'status': '200' is not a whole number"),
        ("requests", {"verdict": "pass"}, "the key 'verdict' is unknown"),
    ],
)
def test_what_is_odd_within_is_named(part: str, change: dict[str, Any], said: str) -> None:
    """The way to it is told from the outside in."""
    record = json.loads(dump(SEEN))
    record[part][0] |= change
    with pytest.raises(ObservationError) as raised:
        parse(json.dumps(record), "a.json")
    assert said in str(raised.value)


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000])
def test_what_is_no_observation_is_no_traceback(text: str) -> None:
    """Anything may stand in a file."""
    with pytest.raises(ObservationError, match=r"^a\.json: "):
        parse(text, "a.json")
