"""The comparison of the edge with the public observations of Atlassian."""

from dataclasses import replace

import pytest

from token_conformance.catalogue.evidence import Observation, ObservedCredential, observations
from token_conformance.model.answer import Answer
from token_conformance.model.cell import UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.tenant import SEEDED
from token_conformance.proof.fidelity.ask import compared, edge_to_ask
from token_conformance.proof.fidelity.comparison import Disagreements, disagreements, open_questions


@pytest.fixture(scope="module")
def asked() -> Disagreements:
    """Every observation with its differences from the edge's answer, in the known world."""
    with edge_to_ask() as edge:
        return compared(edge)


@pytest.mark.parametrize("id_", [observation.id for observation in observations()])
def test_the_edge_answers_as_atlassian_was_observed_to(asked: Disagreements, id_: str) -> None:
    """Status, every stated header, and the body agree, if no other observation says otherwise."""
    [differences] = [differences for row, differences in asked.items() if row.id == id_]
    assert [] == differences or id_ in open_questions(asked)


def test_a_contradiction_names_another_observation_of_the_same_credential() -> None:
    """Both are asked of the same rule, so the edge can agree with one of them alone."""
    rows = {row.id: row for row in observations()}
    for row in filter(lambda row: row.contradicts, observations()):
        other = rows[row.contradicts or ""]
        assert (row.credential, row.url_form) == (other.credential, other.url_form)
        assert row.status != other.status


@pytest.mark.parametrize(
    ("differing", "is_open"), [({"b"}, True), ({"a"}, True), ({"a", "b"}, False), ({"c", "a"}, True), ({"c"}, False)]
)
def test_only_what_contradicts_an_agreeing_observation_is_open(differing: set[str], is_open: bool) -> None:  # a case
    """Either side of a contradiction may be the one that agrees; if neither does, the edge is wrong."""
    rows = [replace(OBSERVED, id="a"), replace(OBSERVED, id="b", contradicts="a"), replace(OBSERVED, id="c")]
    found = open_questions({row: ["status"] if row.id in differing else [] for row in rows})
    assert is_open == bool(found)
    assert differing - {"c"} >= set(found)


def test_every_observation_is_compared_once() -> None:
    """No row hides another."""
    assert len(observations()) == len({observation.id for observation in observations()})
    assert all(observation.source for observation in observations())


OBSERVED = Observation(
    id="x",
    credential=ObservedCredential.NONE,
    url_form=UrlForm.SITE,
    request="GET /rest/api/3/myself",
    status=401,
    grade=Grade.REPORTED,
    source="a test",
    headers={"present": "*", "absent": "-", "realm": "OAuth realm=...", "exact": "x"},
    body_shape='{"a": {"b": []}}',
)
HEADERS = {"present": "1", "realm": 'OAuth realm="y"', "exact": "x"}
ANSWER = Answer("", 401, HEADERS, b'{"a": {"b": [], "c": 1}, "d": 2}')
UUID = "00000000-c10d-4000-8000-000000000001"


def test_an_answer_that_agrees_has_no_disagreement() -> None:
    """Headers can be present, absent, a pattern or a value, and a body can have a shape."""
    assert [] == disagreements(OBSERVED, ANSWER, SEEDED)


@pytest.mark.parametrize(
    ("answer", "disagreement"),
    [
        (replace(ANSWER, status=200), "status 200, observed 401"),
        (replace(ANSWER, headers={**ANSWER.headers, "absent": "1"}), "header absent: '1', observed '-'"),
        (replace(ANSWER, headers={"realm": "OAuth realm=", "exact": "x"}), "header present: None, observed '*'"),
        (replace(ANSWER, headers={**ANSWER.headers, "realm": "Basic"}), "header realm: 'Basic', observed 'OAuth re"),
        (replace(ANSWER, headers={**ANSWER.headers, "exact": "xx"}), "header exact: 'xx', observed 'x'"),
        (replace(ANSWER, body=b'{"a": {"b": [1]}}'), 'body \'{"a": {"b": [1]}}\', observed one with the members of'),
        (replace(ANSWER, body=b"<html>"), "body '<html>', observed one with the members of"),
    ],
)
def test_a_disagreement_is_named(answer: Answer, disagreement: str) -> None:
    """Each kind of difference is found, and only that one."""
    (found,) = disagreements(OBSERVED, answer, SEEDED)
    assert found.startswith(disagreement)


@pytest.mark.parametrize(
    ("stated", "body", "agrees"),
    [
        ({"body": '{"a":1}'}, b'{"a": 1}', True),
        ({"body": '{"a":1}'}, b'{"a": 2}', False),
        ({"body": "plain"}, b"plain", True),
        ({"body": "plain"}, b"plain.", False),
        ({"body_contains": "HTTP Status 401"}, b"<h1>HTTP Status 401</h1>", True),
        ({"body_contains": "HTTP Status 401"}, b"<h1>", False),
        (
            {"body_matches": "//SITE.*CLOUD_ID", "note": "n"},
            f"//conformance-edge/{UUID}".encode(),
            True,
        ),
        ({"body_matches": "//SITE.*CLOUD_ID", "note": "n"}, b"//SITE/CLOUD_ID", False),
        ({"body_shape": '{"cloudId":"UUID"}'}, f'{{"cloudId":"{UUID}"}}'.encode(), True),
        ({"body_shape": '{"cloudId":"UUID"}'}, b'{"cloudId":"x"}', False),
    ],
)
def test_a_body_is_compared_as_it_was_stated(stated: dict[str, str], body: bytes, agrees: bool) -> None:
    """A body can be stated whole, in part, by its shape, or by a pattern."""
    observed = replace(OBSERVED, **({"headers": {}, "body_shape": None} | stated))  # type: ignore[arg-type]  # a case's own field
    assert agrees == (not disagreements(observed, replace(ANSWER, body=body), SEEDED))
