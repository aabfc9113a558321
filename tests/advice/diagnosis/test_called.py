"""The call of a question: what is published of it for the token, what it answers, and when it is not sent."""

import pytest

from diagnosed import EMAIL, SITE, InProcess
from in_process_edge import ACCOUNT, CONFLUENCE, JIRA
from in_process_edge import SITE as SITE_URL
from token_conformance.advice import diagnose
from token_conformance.advice.diagnosis.called import CallAnswer
from token_conformance.advice.diagnosis.diagnosis import Diagnosis, Verdict
from token_conformance.advice.diagnosis.probe import MOST
from token_conformance.advice.diagnosis.text import text
from token_conformance.errors import UserError
from token_conformance.model.answer import Answer

UNSCOPED, SCOPED = ACCOUNT.unscoped, ACCOUNT.scoped_jira


def asked(token: str, call: str) -> tuple[Diagnosis, CallAnswer, InProcess]:
    """A diagnosis with a call, against the edge."""
    edge = InProcess()
    found = diagnose(SITE, token, EMAIL, call=call, get=edge)
    assert found.call is not None
    assert MOST >= len(edge.sent)
    return found, found.call, edge


@pytest.mark.parametrize(
    ("token", "call", "url"),
    [
        (UNSCOPED, "GET /rest/api/3/myself", f"{SITE_URL}/rest/api/3/myself"),
        (SCOPED, "GET /rest/api/3/myself", f"{JIRA}/rest/api/3/myself"),
        (SCOPED, "/rest/api/3/project/search?maxResults=2", f"{JIRA}/rest/api/3/project/search?maxResults=2"),
        (
            SCOPED,
            "https://api.atlassian.com/ex/jira/CLOUD_ID/rest/api/3/issue/SOFT-1",
            f"{JIRA}/rest/api/3/issue/SOFT-1",
        ),
        (UNSCOPED, "https://SITE.atlassian.net/rest/api/3/issue/SOFT-1", f"{SITE_URL}/rest/api/3/issue/SOFT-1"),
        (UNSCOPED, f"{SITE_URL}/wiki/api/v2/spaces?limit=1", f"{SITE_URL}/wiki/api/v2/spaces?limit=1"),
        (ACCOUNT.scoped_confluence, "GET /wiki/api/v2/pages?limit=1", f"{CONFLUENCE}/wiki/api/v2/pages?limit=1"),
        (UNSCOPED, f"curl -u a:b '{SITE_URL}/rest/api/3/field'", f"{SITE_URL}/rest/api/3/field"),
    ],
)
def test_a_read_is_sent_where_the_token_works(token: str, call: str, url: str) -> None:
    """A path is sent to the site with a token without scopes, and to the gateway with any other."""
    found, answer, edge = asked(token, call)
    assert url == edge.sent[-1][0]
    assert (Verdict.WORKS, True) == (found.verdict, answer.works)
    assert "The call works with this token." in found.headline


def test_the_call_of_a_search_without_its_query() -> None:
    """The token is let in, and the call itself is refused: that is not a matter of the token."""
    found, answer, _ = asked(SCOPED, "GET /rest/api/3/search/jql")
    assert (Verdict.DOES_NOT_WORK, True) == (found.verdict, answer.is_let_in)
    assert "The token is let in, and the call itself is refused (400)." in found.headline
    assert answer.explanation is not None
    assert "bad-request" == answer.explanation.reasons[0].cause.id


def test_a_missing_scope_is_named_by_the_causes_of_explain() -> None:
    """The scopes of the call are in the remedy."""
    found, answer, _ = asked(SCOPED, "GET /wiki/api/v2/pages")
    assert Verdict.DOES_NOT_WORK is found.verdict
    assert answer.explanation is not None
    first = answer.explanation.reasons[0]
    assert "missing-scope" == first.cause.id
    assert "read:page:confluence" in first.remedy


@pytest.mark.parametrize(
    ("token", "call", "why", "verdict"),
    [
        (UNSCOPED, "DELETE /rest/api/3/issue/SOFT-1", "writes", Verdict.WORKS),
        (SCOPED, "POST /rest/api/3/issue", "writes", Verdict.WORKS),
        (UNSCOPED, "GET /rest/api/3/issue/{issueIdOrKey}", "placeholders", Verdict.WORKS),
        (UNSCOPED, "GET /rest/api/3/nothing", "unpublished", Verdict.CANNOT_BE_TOLD),
        (SCOPED, f"{SITE_URL}/rest/api/3/myself", "failed-login", Verdict.DOES_NOT_WORK),
        (ACCOUNT.invalid, "GET /rest/api/3/myself", "token", Verdict.DOES_NOT_WORK),
    ],
)
def test_what_is_not_sent(token: str, call: str, why: str, verdict: Verdict) -> None:
    """A write, a name to fill in, what nobody publishes, a second failing login, and every call with a bad token."""
    plain = InProcess()
    diagnose(SITE, token, EMAIL, get=plain)
    found, answer, edge = asked(token, call)
    assert (why, None, verdict) == (answer.not_sent, answer.sent, found.verdict)
    assert plain.sent == edge.sent


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("https://other.atlassian.net/rest/api/3/myself", "--for: is a call to other.atlassian.net"),
        ("https://shop.example.com/a", "--for: is a call to shop.example.com"),
        ("FETCH /rest/api/3/myself", "is not an HTTP method"),
    ],
)
def test_a_call_that_is_not_of_the_site_is_refused_before_anything_is_sent(call: str, said: str) -> None:
    """It ends in one line."""
    edge = InProcess()
    with pytest.raises(UserError, match=said):
        diagnose(SITE, UNSCOPED, EMAIL, call=call, get=edge)
    assert [] == edge.sent


def test_a_success_that_does_not_name_the_account_is_what_everybody_gets() -> None:
    """The site answers a stranger with an empty list, and not with a refusal."""
    edge = InProcess(replies={"/rest/api/3/field": Answer("", 200, {"server": "AtlassianEdge"}, b"[]")})
    found = diagnose(SITE, UNSCOPED, EMAIL, call="GET /rest/api/3/field", get=edge)
    assert found.call is not None
    assert found.call.sent is not None
    assert (Verdict.DOES_NOT_WORK, False, 200) == (found.verdict, found.call.works, found.call.sent.status)
    assert "it is what everybody gets" in " ".join(text(found).split())
