"""Tests of what an answer to a probe says."""

import pytest

from token_conformance.advice.reach.reading import Reading, read
from token_conformance.model.answer import Answer

KNOWN = {"x-aaccountid": "somebody"}
REFUSAL = {"x-failure-category": "FAILURE_CLIENT_AUTH"}


@pytest.mark.parametrize(
    ("status", "headers", "body", "expected"),
    [
        (401, {}, '{"code":401,"message":"Unauthorized; scope does not match"}', Reading.UNMET),
        (401, REFUSAL, '{"code":401,"message":"Unauthorized"}', Reading.REFUSED),
        (401, {}, '{"code":401,"message":"Unauthorized"}', Reading.REFUSED),
        (401, REFUSAL, "", Reading.REFUSED),
        (401, {}, "Please log in", Reading.NOTHING),  # nobody knows whose answer it is
        (401, KNOWN, '{"errorMessages":["You are not allowed"]}', Reading.MET),
        (404, {}, '{"status":404,"error":"Not Found","message":"No message available"}', Reading.NOT_ROUTED),
        (404, KNOWN, "{}", Reading.MET),
        (404, {}, "{}", Reading.MET),
        (400, {}, "{}", Reading.MET),
        (403, {}, "{}", Reading.MET),
        (405, {}, "{}", Reading.MET),
        (415, {}, "{}", Reading.MET),
        (200, {}, "[]", Reading.MET),
        (410, KNOWN, "{}", Reading.NOTHING),
        (429, KNOWN, "", Reading.LIMITED),
        (503, {}, "", Reading.NOTHING),
        (500, KNOWN, "", Reading.MET),
        (501, KNOWN, "", Reading.MET),  # the edge, behind its scope check
        (501, {}, "", Reading.NOTHING),
        (302, {"location": "https://login.example.com"}, "", Reading.NOTHING),
        (302, KNOWN, "", Reading.MET),
        (407, {}, "", Reading.NOTHING),
    ],
)
def test_answers(status: int, headers: dict[str, str], body: str, expected: Reading) -> None:
    """Only the scope check's refusal says no, and an answer that any token could get says nothing."""
    assert read(Answer("https://api.atlassian.com/ex/jira/x", status, headers, body.encode())) is expected
