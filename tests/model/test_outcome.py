"""From answers to outcomes."""

import pytest

from token_conformance.model.answer import Answer, NotJsonError
from token_conformance.model.outcome import Outcome, of_proof, of_refusal


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
def test_a_refusal_is_named_by_its_status_and_by_the_gateways_own_words(
    status: int, body: bytes, outcome: Outcome
) -> None:
    """Each way of saying no has its own outcome."""
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
def test_a_success_is_named_by_its_proof(failure: Exception | None, outcome: Outcome) -> None:
    """A success without the thing is empty, one of another shape is unexpected."""
    assert outcome == of_proof(failure)


def test_a_body_that_is_not_json_says_so_with_its_beginning() -> None:
    """A login page in the place of JSON is recognised in the message."""
    with pytest.raises(NotJsonError, match="<html>"):
        _answer(200, b"<html>").json()


@pytest.mark.parametrize(("status", "success"), [(199, False), (200, True), (204, True), (299, True), (300, False)])
def test_success_is_the_class_of_200(status: int, success: bool) -> None:  # a case
    """Redirects and informational answers are no success."""
    assert success == _answer(status).is_success


def test_text_survives_bytes_that_are_not_utf_8() -> None:
    """A result can be written whatever came back."""
    assert "\ufffd" == _answer(200, b"\xff").text


@pytest.mark.parametrize("body", [b"[" * 100_000, b"1" * 5_000, b"\xff"])
def test_a_body_that_no_parser_takes_is_not_json_either(body: bytes) -> None:
    """Brackets without end, numbers without end, and bytes of no encoding are answers, not faults of the test."""
    with pytest.raises(NotJsonError, match="the body is not JSON: '.{80}'" if len(body) > 1 else "not JSON"):
        _answer(200, body).json()


def test_the_text_of_a_body_controls_no_terminal() -> None:
    """What came back can be printed."""
    assert "a\ufffd[2J\nb" == _answer(200, b"a\x1b[2J\r\nb").text
