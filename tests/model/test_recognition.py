"""What an answer shows of its caller: alone, and beside the answer that a stranger gets."""

from collections.abc import Mapping

import pytest

from token_conformance.model.answer import LOCAL_MODEL, Answer
from token_conformance.model.outcome import Outcome
from token_conformance.model.recognition import (
    AS_STRANGER,
    GETS_MORE,
    NAMED,
    NOT_MODELLED,
    PAST_THE_REFUSAL,
    SHOWS_NOTHING,
    STRANGER_NOT_MODELLED,
    Recognition,
    Stranger,
    beside,
    of_stranger,
    shown_alone,
)

NO_HEADERS: Mapping[str, str] = {}
CALLER = {"x-aaccountid": "000000%3Amade-up"}
SCOPE = b'{"code":401,"message":"Unauthorized; scope does not match"}'
GATE = b"Client must be authenticated to access this resource."


def _answer(status: int, body: bytes = b"", headers: Mapping[str, str] = NO_HEADERS) -> Answer:
    return Answer("https://conformance-edge.atlassian.net/", status, headers, body)


def _unknown(body: bytes = b"The local model does not know it.\n", headers: Mapping[str, str] = NO_HEADERS) -> Answer:
    return _answer(501, body, {**LOCAL_MODEL, **headers})


@pytest.mark.parametrize("status", [200, 204, 303, 400, 401, 403, 404, 405, 429, 500, 503])
def test_an_answer_that_names_the_caller_shows_that_it_is_known(status: int) -> None:
    """Whatever the product then does."""
    assert Recognition(Outcome.RECOGNISED, NAMED) == shown_alone(_answer(status, SCOPE, CALLER))


def test_what_is_removed_is_gone_for_every_caller() -> None:
    """Also if the answer names the caller."""
    assert Recognition(Outcome.GONE) == shown_alone(_answer(410, headers=CALLER)) == shown_alone(_answer(410))


def test_an_answer_of_the_edge_that_names_the_caller_says_what_is_not_modelled() -> None:
    """Access was decided, and only the product is not known."""
    assert Recognition(Outcome.RECOGNISED, NOT_MODELLED) == shown_alone(_unknown(headers=CALLER))


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (_answer(429), Outcome.RATE_LIMITED),
        (_answer(401, SCOPE), Outcome.SCOPE_MISMATCH),
        (_answer(500), Outcome.SERVER_ERROR),
        (_answer(501), Outcome.SERVER_ERROR),
        (_answer(599), Outcome.SERVER_ERROR),
    ],
)
def test_a_refusal_of_scopes_and_a_fault_need_no_control(answer: Answer, outcome: Outcome) -> None:
    """They are the same whatever a stranger gets."""
    assert Recognition(outcome) == shown_alone(answer) == of_stranger(answer)


@pytest.mark.parametrize(
    "answer", [_answer(200), _answer(401, GATE), _answer(403, SCOPE), _answer(404), _answer(600), _unknown()]
)
def test_every_other_answer_shows_nothing_alone(answer: Answer) -> None:
    """It depends on what a stranger gets."""
    assert shown_alone(answer) is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (_answer(401, GATE), Recognition(Outcome.UNAUTHENTICATED)),
        (_answer(403), Recognition(Outcome.FORBIDDEN)),
        (_answer(200, b"[]"), Recognition(Outcome.STRANGER)),
        (_answer(404), Recognition(Outcome.STRANGER)),
        (_answer(600), Recognition(Outcome.STRANGER)),
        (_unknown(), Recognition(Outcome.STRANGER, STRANGER_NOT_MODELLED)),
        (_answer(410), Recognition(Outcome.GONE)),
        (_answer(200, headers=CALLER), Recognition(Outcome.RECOGNISED, NAMED)),
    ],
)
def test_a_stranger_is_refused_or_gets_what_every_stranger_gets(answer: Answer, expected: Recognition) -> None:
    """One whom the answer names is no stranger, which is a fault of the cell."""
    assert expected == of_stranger(answer)


@pytest.mark.parametrize(
    ("answer", "stranger", "expected"),
    [
        (_answer(401, GATE), _answer(401, GATE), Recognition(Outcome.STRANGER, AS_STRANGER)),
        (_answer(200, b"[]"), _answer(200, b"[]"), Recognition(Outcome.STRANGER, AS_STRANGER)),
        (_unknown(), _unknown(), Recognition(Outcome.STRANGER, STRANGER_NOT_MODELLED)),
        (_unknown(b" before access \n"), _answer(401), Recognition(Outcome.UNEXPECTED, "before access")),
        (_answer(401, b"<html>"), _answer(403), Recognition(Outcome.UNAUTHENTICATED)),
        (_answer(401, b"another"), _answer(401, GATE), Recognition(Outcome.UNAUTHENTICATED)),
        (_answer(403), _answer(401, GATE), Recognition(Outcome.FORBIDDEN)),
        (_answer(404), _answer(401, GATE), Recognition(Outcome.RECOGNISED, PAST_THE_REFUSAL)),
        (_answer(200), _answer(403), Recognition(Outcome.RECOGNISED, PAST_THE_REFUSAL)),
        (_answer(200), _answer(404), Recognition(Outcome.RECOGNISED, GETS_MORE)),
        (_answer(299), _answer(300), Recognition(Outcome.RECOGNISED, GETS_MORE)),
        (_answer(200, b"[1]"), _answer(200, b"[]"), Recognition(Outcome.UNEXPECTED, SHOWS_NOTHING)),
        (_answer(200, b"[1]"), _answer(299, b"[]"), Recognition(Outcome.UNEXPECTED, SHOWS_NOTHING)),
        (_answer(400), _answer(404), Recognition(Outcome.UNEXPECTED, SHOWS_NOTHING)),
        (_answer(404, b"a"), _answer(404, b"b"), Recognition(Outcome.UNEXPECTED, SHOWS_NOTHING)),
    ],
)
def test_an_answer_is_judged_by_its_difference_from_that_to_a_stranger(
    answer: Answer, stranger: Answer, expected: Recognition
) -> None:
    """Not by its status alone: the same 401 is that of a stranger in one place, and a refusal in another."""
    assert expected == beside(answer, Stranger.of(stranger))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (b'{"id":"0f0e0d0c-1111-4222-8333-444455556666"}', b'{"id":"FF0e0d0c-1111-4222-8333-444455556666"}', True),
        (b"trace 0123456789abcdef", b"trace fedcba98765432100", True),
        (b"trace 0123456789abcde", b"trace 0123456789abcdd", False),
        (b'{"at":"2026-11-29T06:01:02.003Z"}', b'{"at":"2026-11-30T07:08:09+01:00"}', True),
        (b'{"at":"2026-11-29T06:01:02+0100"}', b'{"at":"2026-11-29T06:01:02"}', True),
        (b'{"at":1764400000000}', b'{"at":1764400000001}', True),
        (b'{"at":17644000000001}', b'{"at":17644000000002}', False),
        (b'{"values":[]}', b'{"values":[1]}', False),
    ],
)
def test_what_differs_each_time_is_no_difference(one: bytes, other: bytes, is_same: bool) -> None:  # a case
    """Ids of requests, traces and times."""
    assert is_same == (Stranger.of(_answer(200, one)) == Stranger.of(_answer(200, other)))


def test_another_status_is_a_difference() -> None:
    """Also with the same body."""
    assert Stranger.of(_answer(200)) != Stranger.of(_answer(404))


@pytest.mark.parametrize(
    ("status", "refused", "succeeds"),
    [
        (199, False, False),
        (200, False, True),
        (299, False, True),
        (300, False, False),
        (401, True, False),
        (403, True, False),
        (404, False, False),
    ],
)
def test_a_stranger_is_refused_by_401_and_403_and_succeeds_by_a_success(
    status: int, refused: bool, succeeds: bool
) -> None:  # a case
    """A 404 may be that of something else."""
    stranger = Stranger.of(_answer(status))
    assert (refused, succeeds) == (stranger.is_refused, stranger.succeeds)
    assert 16 == len(stranger.body)


def test_each_reason_is_a_sentence_of_its_own() -> None:
    """They are notes in results, so they stay the same."""
    assert "the answer names the caller (x-aaccountid)" == NAMED
    assert f"{NAMED}, and the edge does not model the product" == NOT_MODELLED
    assert "a stranger is refused here, and this caller is not" == PAST_THE_REFUSAL
    assert "it succeeds where a stranger does not" == GETS_MORE
    assert "the same answer as without a credential" == AS_STRANGER
    assert f"{AS_STRANGER}: a stranger is let in, and the edge does not model the product" == STRANGER_NOT_MODELLED
    assert "another answer than a stranger's, which does not show whether the caller is known" == SHOWS_NOTHING
