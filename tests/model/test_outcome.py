"""Outcomes of answers and of proofs."""

import pytest

from token_conformance.model.answer import Answer, NotJsonError
from token_conformance.model.outcome import REFUSALS, SUCCESSES, Outcome, of_proof, of_refusal


def _answer(status: int, body: bytes = b"") -> Answer:
    return Answer("https://conformance-edge.atlassian.net/", status, {}, body)


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (401, b"Client must be authenticated to access this resource.", Outcome.UNAUTHENTICATED),
        (401, b'{"code":401,"message":"Unauthorized"}', Outcome.UNAUTHENTICATED),
        (401, b'{"code":401,"message":"Unauthorized; scope does not match"}', Outcome.SCOPE_MISMATCH),
        (403, b"scope does not match", Outcome.FORBIDDEN),
        (404, b"", Outcome.HIDDEN),
        (410, b"", Outcome.GONE),
        (429, b"", Outcome.RATE_LIMITED),
        (500, b"", Outcome.SERVER_ERROR),
        (503, b"", Outcome.SERVER_ERROR),
        (303, b"", Outcome.UNEXPECTED),
        (400, b"", Outcome.UNEXPECTED),
        (600, b"", Outcome.UNEXPECTED),
    ],
)
def test_a_refusal_has_the_outcome_of_its_status_and_text(status: int, body: bytes, outcome: Outcome) -> None:
    """Each kind of refusal has its own outcome."""
    assert outcome == of_refusal(_answer(status, body))


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        (None, Outcome.WORKS),
        (AssertionError(), Outcome.EMPTY),
        (KeyError("values"), Outcome.EMPTY),
        (IndexError(), Outcome.EMPTY),
        (NotJsonError(), Outcome.UNEXPECTED),
        (TypeError(), Outcome.UNEXPECTED),
    ],
)
def test_a_success_has_the_outcome_of_its_proof(failure: Exception | None, outcome: Outcome) -> None:
    """A success without the expected thing is empty; one of another shape is unexpected."""
    assert outcome == of_proof(failure)


def test_every_outcome_is_a_success_a_refusal_or_a_problem_of_the_run() -> None:
    """A call of the whole catalogue is successful if the caller is known, and refused if it is taken for a stranger."""
    problems = {Outcome.RATE_LIMITED, Outcome.SERVER_ERROR, Outcome.UNREACHABLE, Outcome.UNEXPECTED}
    refused = {"empty", "hidden", "unauthenticated", "scope-mismatch", "forbidden", "gone", "stranger"}
    assert {Outcome.WORKS, Outcome.RECOGNISED} == SUCCESSES
    assert refused == REFUSALS
    assert set(Outcome) == SUCCESSES | REFUSALS | problems


def test_a_body_that_is_not_json_says_so_with_its_beginning() -> None:
    """The message shows a login page that came in place of JSON."""
    with pytest.raises(NotJsonError, match="<html>"):
        _answer(200, b"<html>").json()


@pytest.mark.parametrize(("status", "success"), [(199, False), (200, True), (204, True), (299, True), (300, False)])
def test_success_is_the_class_of_200(status: int, success: bool) -> None:  # a case
    """Redirects and informational answers are not a success."""
    assert success == _answer(status).is_success


def test_text_survives_bytes_that_are_not_utf_8() -> None:
    """A result can be written for any body."""
    assert "\ufffd" == _answer(200, b"\xff").text


@pytest.mark.parametrize("body", [b"[" * 100_000, b"1" * 5_000, b"\xff"])
def test_a_body_that_the_parser_rejects_is_not_json_either(body: bytes) -> None:
    """Deep nesting, very long numbers and invalid bytes are answers, not errors of the test."""
    with pytest.raises(NotJsonError, match="the body is not JSON: '.{80}…'" if len(body) > 1 else "not JSON"):
        _answer(200, body).json()


def test_the_text_of_a_body_controls_no_terminal() -> None:
    """It can be printed."""
    assert "a\ufffd[2J\nb" == _answer(200, b"a\x1b[2J\r\nb").text
