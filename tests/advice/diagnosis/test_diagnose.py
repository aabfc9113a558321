"""`diagnose` as a function of the library: what it refuses, and answers that the edge does not give."""

import json

import pytest

from diagnosed import EMAIL, SITE, InProcess
from in_process_edge import ACCOUNT
from token_conformance.advice import diagnose
from token_conformance.advice.diagnosis.diagnosis import Verdict
from token_conformance.advice.diagnosis.document import document
from token_conformance.advice.diagnosis.text import text
from token_conformance.errors import UserError
from token_conformance.model.answer import Answer

BLOCKED = b'{"message": "API tokens are blocked by your organization admin"}'
PAIR = b'{"code": 401, "message": "Unauthorized"}'


@pytest.mark.parametrize(
    ("token", "email", "said"),
    [
        ("", EMAIL, "token: is empty"),
        ("two words", EMAIL, "token: contains blanks"),
        ("made-up", "", "email: "),
        ("made-up", "somebody", "email: is not an e-mail address"),
    ],
)
def test_what_cannot_be_sent_is_refused_in_one_line(token: str, email: str, said: str) -> None:
    """Before anything is sent."""
    edge = InProcess()
    with pytest.raises(UserError) as error:
        diagnose(SITE, token, email, get=edge)
    assert str(error.value).startswith(said)
    assert 1 == len(str(error.value).splitlines())
    assert [] == edge.sent


def test_a_bearer_token_needs_no_address() -> None:
    """It is sent without one."""
    edge = InProcess()
    diagnose(SITE, "AT" + "STT-made-up", get=edge)
    assert "Bearer AT" + "STT-made-up" == edge.sent[-1][1]


def test_words_that_only_explain_knows_name_the_cause() -> None:
    """An organization that blocks tokens says so in words."""
    replies = {part: Answer("", 403, {"server": "AtlassianEdge"}, BLOCKED) for part in ("/ex/", "/myself")}
    found = diagnose(SITE, ACCOUNT.unscoped, EMAIL, get=InProcess(replies=replies))
    assert "org-blocks-tokens" == found.concluded.reasons[0].cause.id
    assert Verdict.DOES_NOT_WORK is found.verdict


def test_nothing_of_an_answer_is_shown_as_it_is() -> None:
    """A server that repeats the credential in its headers and body does not bring it into the output."""
    secret = "made-up-word-without-a-shape"
    headers = {"server": f"AtlassianEdge {secret}", "x-failure-category": f"FAILURE_CLIENT_AUTH {secret}\x1b[2J"}
    replies = {"/": Answer("", 401, headers, PAIR + secret.encode())}
    replies = {
        "_edge": Answer("", 200, {}, json.dumps({"cloudId": "00000000-c10d-4000-8000-000000000001"}).encode()),
        "serverInfo": Answer("", 200, {}, b'{"deploymentType": "Cloud"}'),
    } | replies
    found = diagnose(SITE, secret, EMAIL, get=InProcess(replies=replies))
    for shown in (text(found), document(found)):
        assert secret not in shown
        assert "\x1b" not in shown
    assert Verdict.DOES_NOT_WORK is found.verdict
