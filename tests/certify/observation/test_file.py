"""Observations as files: writing and reading loses nothing, and an error names the key that is wrong."""

import json
from typing import Any

import pytest

from token_conformance.certify.observation.file import dump, parse
from token_conformance.certify.observation.observation import ActionRun, Ended, Observation, Place, WireRequest
from token_conformance.certify.scenarios.scenario import Given
from token_conformance.certify.subject.subject import Holder
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
    holder=Holder.SERVICE_ACCOUNT,
)
OBSERVATION = Observation(
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
    """An observation that is written and read is the same."""
    assert OBSERVATION == parse(dump(OBSERVATION), "a.json")


def test_the_same_observation_is_the_same_text() -> None:
    """The keys are sorted, so that a change is one line of a diff."""
    text = dump(OBSERVATION)
    assert text == dump(parse(text, "a.json"))
    assert (True, True) == (text.endswith("}\n"), text.index('"cloud_id"') < text.index('"token"'))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"token": 5}, "the key 'token': 5 is not a text"),
        ({"format": 1}, "the key 'format': 1 is another format than 2"),
        ({"untrusted": True}, "the key 'untrusted': True is not a whole number"),
        ({"requests": {}}, "the key 'requests': {} is not a list"),
        ({"requests": [4]}, "the key 'requests': the key 0: 4 is not a table"),
        ({"unsupported": {"a": 1}}, "the key 'unsupported': 1 is not a text"),
        ({"runs": [1] * 25}, "the key 'runs': it has 25 entries, but 24 is the most that is read"),
        ({"extra": 1}, "the key 'extra' is unknown"),
        ({"site": ...}, "the key 'site' is missing"),
    ],
)
def test_an_invalid_value_is_named(change: dict[str, Any], said: str) -> None:
    """One line names the file, the key, and what to do."""
    record = {name: value for name, value in (json.loads(dump(OBSERVATION)) | change).items() if value is not ...}
    with pytest.raises(ObservationError, match=r"^a\.json: .*; observe the subject again$") as raised:
        parse(json.dumps(record), "a.json")
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        ("runs", {"ended": "vanished"}, "the key 'runs': the key 0: the key 'ended': 'vanished'"),
        ("runs", {"seconds": float("nan")}, "it has NaN, which is not a JSON number"),
        ("runs", {"seconds": 10**400}, "a.json: "),
        ("runs", {"must_show": ["a"] * 1001}, "the key 'must_show': it has 1,001 entries, but 1,000 is the most that"),
        ("runs", {"command": ["a"] * 1001}, "the key 'command': it has 1,001 entries, but 1,000 is the most that"),
        ("requests", {"places": ["url"] * 7}, "the key 'places': it has 7 entries, but 6 is the most that is read"),
        ("runs", {"succeeded": 1}, "the key 'succeeded': 1 is neither true nor false"),
        ("requests", {"places": ["hat"]}, "the key 'places': the key 0: 'hat'"),
        ("requests", {"status": "200"}, "the key 'status': '200' is not a whole number"),
        ("requests", {"verdict": "pass"}, "the key 'verdict' is unknown"),
    ],
)
def test_an_invalid_value_of_a_run_or_request_is_named(part: str, change: dict[str, Any], said: str) -> None:
    """The keys are named from the outside in."""
    record = json.loads(dump(OBSERVATION))
    record[part][0] |= change
    with pytest.raises(ObservationError) as raised:
        parse(json.dumps(record), "a.json")
    assert said in str(raised.value)


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '{"a":' * 100_000, "9" * 5000, '{"a": 1, "a": 2}'])
def test_a_text_that_is_not_an_observation_is_refused(text: str) -> None:
    """Any content of a file gives an error that names the file."""
    with pytest.raises(ObservationError, match=r"^a\.json: "):
        parse(text, "a.json")
