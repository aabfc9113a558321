"""What scopes do for each kind of call: some open it, it needs none, or none opens it and there is another way."""

import datetime as dt

import pytest

from token_conformance.advice.least_scopes.judged import UNCERTAIN, Fate, Judged, judged, of_operation
from token_conformance.calls.call import read_call
from token_conformance.catalogue.known import every_operation

TODAY = dt.date(2026, 11, 29)


def look(call: str) -> Judged:
    """What scopes do for a call."""
    return judged(read_call(call), TODAY)


@pytest.mark.parametrize(
    ("call", "fate"),
    [
        ("GET /rest/api/3/myself", Fate.OPENED),
        ("GET /wiki/rest/api/content/1", Fate.OPENED),
        ("GET /rest/api/2/workflow/search", Fate.OPENED),
        ("GET /rest/api/3/serverInfo", Fate.FREE),
        ("GET /_edge/tenant_info", Fate.FREE),
        ("GET /rest/servicedeskapi/info", Fate.CLOSED),
        ("GET /rest/api/3/search", Fate.REMOVED),
        ("POST /rest/api/3/search/id", Fate.REMOVED),
        ("POST /rest/api/3/webhook", Fate.APP_ONLY),
        ("GET https://api.atlassian.com/jsm/ops/api/11111111-2222-3333-4444-555555555555/v1/alerts", Fate.OTHER),
        ("GET /rest/webhooks/1.0/webhook", Fate.OTHER),
        ("GET https://api.bitbucket.org/2.0/repositories", Fate.OTHER),
        ("POST /rest/api/3/workflows/copy", Fate.SCOPES_UNKNOWN),
    ],
)
def test_the_fate_of_a_call(call: str, fate: Fate) -> None:
    """It agrees with what `can-i-use` says of a token with scopes at the gateway."""
    found = look(call)
    assert fate is found.fate
    assert (fate is Fate.OPENED) is (not found.reason)


def test_a_removed_call_names_its_successor_and_what_that_needs() -> None:
    """Who makes a token today makes it for tomorrow's calls."""
    assert "GET or POST /rest/api/3/search/jql (needs read:jira-work)" == look("GET /rest/api/3/search").instead


def test_a_call_that_will_be_removed_is_in_the_list_with_a_note() -> None:
    """It still works, and its note has the evidence."""
    found = look("GET /wiki/rest/api/content/1")
    (note,) = found.bases
    assert "successor" in note.text
    assert "recorded" == note.evidence.grade


def test_a_family_has_its_way_out_and_no_app() -> None:
    """A token of Jira or Confluence is not promised for it."""
    found = look(
        "GET https://api.atlassian.com/automation/public/jira/11111111-2222-3333-4444-555555555555/rest/v1/rule"
    )
    assert "Automation rules" in found.reason
    assert "unscoped token of an administrator" in found.instead
    assert "" == found.app
    assert "" == look("GET /jsm/assets/workspace/w/v1/object/1").app


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("GET https://api.bitbucket.org/2.0/repositories/mine/secret", "GET https://api.bitbucket.org/2.0/..."),
        ("GET /rest/webhooks/1.0/webhook/5", "GET /rest/webhooks/1.0/webhook/..."),
        ("POST https://nobodys.atlassian.net/gateway/api/graphql", "POST /gateway/api/graphql"),
        ("GET /jsm/assets/workspace/w/v1/object/1", "GET /jsm/assets/workspace/{workspaceId}/v1/object/{id}"),
    ],
)
def test_a_call_of_a_family_is_named_without_the_things_of_somebody(call: str, name: str) -> None:
    """Only templates are shown."""
    assert name == look(call).name


def test_every_operation_has_a_fate_and_its_evidence() -> None:
    """Of each one that scopes do not open, it is said why; none is left out without a word."""
    every = [of_operation(one, TODAY) for one in every_operation().values()]
    assert [] == [one.name for one in every if one.fate is not Fate.OPENED and not (one.reason and one.bases)]
    assert {Fate.OTHER, Fate.CALL_UNKNOWN} == set(Fate) - {one.fate for one in every}
    assert {Fate.SCOPES_UNKNOWN} == UNCERTAIN & {one.fate for one in every}
