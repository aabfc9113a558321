"""Of several calls that failed, the first one is explained, and the answer says which one that is."""

import json

import pytest

from token_conformance.advice import explain
from token_conformance.advice.explanation.document import document
from token_conformance.advice.explanation.exchange import Exchange
from token_conformance.advice.explanation.facts import Facts
from token_conformance.advice.explanation.failures import failed_calls, failed_of
from token_conformance.advice.explanation.text import text

SITE = "https://nobodys.atlassian.net"
FIELD = f'POST {SITE}/rest/api/3/issue 400 {{"errors": {{"customfield_1": "Field cannot be set."}}}}\n'
HIDDEN = f'GET {SITE}/rest/api/3/issue/A 404 {{"x": ["Issue does not exist or you do not have permission to see it."]}}'


def calls(*found: tuple[str, int]) -> list[Exchange]:
    """Exchanges with these paths and statuses."""
    return [Exchange("", "GET", "SITE", path, status=status) for path, status in found]


@pytest.mark.parametrize(
    ("found", "explained", "failed"),
    [
        ([("/a", 401), ("/b", 404)], ("/a", 401), 2),
        ([("/a", 200), ("/b", 404), ("/c", 404)], ("/b", 404), 2),
        ([("/a", 401), ("/a", 200), ("/b", 403)], ("/b", 403), 1),
        ([("/a", 200), ("/a", 401), ("/b", 403)], ("/a", 401), 2),
        ([("/a", 401), ("/a", 403)], ("/a", 403), 1),
        ([("/a", 401), ("/a", 429)], ("/a", 401), 1),
        ([("/a", 503), ("/b", 404)], ("/b", 404), 2),
        ([("/a", 503), ("/a", 429)], ("/a", 429), 1),
        ([("/a", 401), ("/a", 200)], ("/a", 401), 0),
        ([("/a", 200), ("/b", 302)], ("/b", 302), 0),
    ],
)
def test_the_first_call_that_failed_for_good_is_explained(
    found: list[tuple[str, int]], explained: tuple[str, int], failed: int
) -> None:
    """Not one that was answered afterwards, and one that a busy server refused only if nothing else failed."""
    exchanges = calls(*found)
    one = failed_of(exchanges)
    assert (*explained, failed) == (one.path, one.status, len(failed_calls(exchanges)))


def test_the_words_of_another_call_that_failed_do_not_count() -> None:
    """Each answer speaks of its own call."""
    assert "bad-request" == explain(FIELD + HIDDEN).reasons[0].cause.id
    assert "bad-request" not in {reason.cause.id for reason in explain(f"{HIDDEN}\n{FIELD}").reasons}


def test_the_answer_says_which_call_it_is_about() -> None:
    """In words only if several failed, and always in the JSON."""
    several = explain(FIELD + HIDDEN)
    assert "2 calls of your paste failed. This is about POST https://SITE.atlassian.net/rest/api/3/issue (400)." in (
        " ".join(text(several).split())
    )
    assert "calls of your paste failed" not in text(explain(FIELD))
    assert {"call": "GET https://SITE.atlassian.net/rest/api/3/issue/A", "status": 404, "failed": 1} == json.loads(
        document(explain(HIDDEN))
    )["explained"]


def test_the_credential_is_that_of_the_explained_call() -> None:
    """Another way of sending the token, which was tried before, is not its matter."""
    tried = f'$ curl -H "Authorization: Bearer $TOKEN" {SITE}/rest/api/3/myself\n403\n'
    again = f'$ curl -u "me@example.com:$TOKEN" {SITE}/rest/api/3/myself\n401\n'
    assert "bearer-instead-of-basic" == explain(tried).reasons[0].cause.id
    assert "bearer-instead-of-basic" not in {reason.cause.id for reason in explain(tried + again).reasons}
    assert {"basic"} == Facts.of(tried + again).credential
    assert {"bearer"} == Facts.of(again + tried).credential


def test_a_call_without_an_address_is_called_the_first() -> None:
    """The paste has no name for it."""
    found = text(explain(f"HTTP/1.1 401 Unauthorized\n\n{{}}\n{HIDDEN}"))
    assert "This is about the first one (401)." in " ".join(found.split())
