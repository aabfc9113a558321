"""Every operation has four answers, and each that is not unknown has a rule or an observation as its ground."""

import datetime as dt

import pytest

from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.four_answers import OBSERVED, Grounded, four_answers, personal
from token_conformance.catalogue.known import every_operation
from token_conformance.catalogue.operations import published, retired
from token_conformance.catalogue.rules import rules
from token_conformance.catalogue.states import states
from token_conformance.model.cell import MATRIX, Credential

TODAY = dt.date(2026, 11, 28)
YES, NO, UNKNOWN = Says


def brief(one: Grounded) -> tuple[Says, str]:
    """An answer and its ground."""
    return one.answer.says, one.ground


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("GET /rest/api/3/issue/{issueIdOrKey}/watchers", [(YES, "S1"), (YES, "G1"), (NO, "S2"), (YES, "G1")]),
        ("DELETE /rest/api/3/project/{projectIdOrKey}", [(YES, "S1"), (YES, "G1"), (NO, "S2"), (YES, "G1")]),
        ("GET /rest/api/3/announcementBanner", [(YES, "S1"), (YES, "G1"), (NO, "S3"), (YES, "G1")]),
        ("GET /wiki/api/v2/pages/{id}/children", [(YES, "C1"), (YES, "G1"), (NO, "C1"), (YES, "G1")]),
        ("GET /rest/api/3/search", [(NO, "R1")] * 4),
        ("GET /rest/api/3/uiModifications", [(NO, "R2")] * 4),
        ("GET /rest/api/3/myself", [(YES, OBSERVED), (YES, OBSERVED), (NO, OBSERVED), (YES, OBSERVED)]),
    ],
)
def test_the_answers_of_an_operation(name: str, expected: list[tuple[Says, str]]) -> None:
    """They are in the columns of the matrix, each with what it follows from."""
    found = four_answers(every_operation()[name], TODAY)
    assert list(MATRIX) == list(found)
    assert expected == list(map(brief, found.values()))


@pytest.mark.slow
def test_every_operation_has_four_answers_with_their_grounds() -> None:
    """A ground is a rule or an observation of this call; what nobody knows has none."""
    grounds = {*rules(), OBSERVED}
    for operation in every_operation().values():
        for one in four_answers(operation, TODAY).values():
            assert (one.answer.says is UNKNOWN) == (one.ground == "")
            assert one.ground in grounds | {""}
            assert one.answer.reason


def test_every_operation_is_listed_once() -> None:
    """Those of the documents, those that left them, and those of which only a state is known."""
    assert {*published().operations, *retired().operations, *(one.name for one in states().states)} == {
        *every_operation()
    }
    assert all(name == operation.name for name, operation in every_operation().items())


def test_a_query_can_have_a_state_of_its_own() -> None:
    """The answers are those of the call with this parameter."""
    operation = every_operation()["GET /rest/api/3/user"]
    unscoped = MATRIX[0]
    assert (YES, "S1") == brief(four_answers(operation, TODAY)[unscoped])
    assert (UNKNOWN, "") == brief(four_answers(operation, TODAY, "username=")[unscoped])


def test_a_token_with_scopes_is_made_for_the_app() -> None:
    """One without scopes is for every app."""
    assert "scoped-confluence" == personal(Credential.SCOPED, "confluence").kind
    assert "unscoped" == personal(Credential.UNSCOPED, "confluence").kind
