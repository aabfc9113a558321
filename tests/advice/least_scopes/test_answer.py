"""The least scopes for calls: the list for each app, the reason for each scope, and what a token has already."""

import pytest

from token_conformance import advice
from token_conformance.advice.least_scopes.answer import LeastScopes, scopes
from token_conformance.advice.least_scopes.judged import Fate
from token_conformance.catalogue.operations import published
from token_conformance.catalogue.scopes import Prefer
from token_conformance.errors import UserError

CREATE = "POST /rest/api/3/issue"


def lists(answer: LeastScopes) -> dict[str, list[str]]:
    """The names of the scopes of each app."""
    return {app.app: list(app.scopes) for app in answer.apps}


def test_the_call_of_the_ticket_needs_one_classic_scope() -> None:
    """Or all scopes of its granular set, if those are preferred."""
    assert {"jira": ["write:jira-work"]} == lists(advice.scopes([CREATE]))
    granular = lists(advice.scopes([CREATE], prefer=Prefer.GRANULAR))
    assert {"jira": sorted(published()[CREATE].granular)} == granular


@pytest.mark.parametrize(
    "call",
    [
        "post /rest/api/3/issue",
        "POST rest/api/3/issue?updateHistory=true",
        "POST https://nobodys.atlassian.net/rest/api/3/issue/",
        "POST https://api.atlassian.com/ex/jira/CLOUD_ID/rest/api/3/issue",
        "POST https://nobodys.atlassian.net/gateway/api/ex/jira/CLOUD_ID/rest/api/3/issue",
        "POST https://$HOST/rest/api/3/issue",
        "POST https://{{host}}:8443/rest/api/3/issue",
        "curl -X POST https://nobodys.atlassian.net/rest/api/3/issue -d '{}'",
    ],
)
def test_a_call_is_understood_in_every_form(call: str) -> None:
    """It is the same operation at the site, at the gateway, and with a name in place of its host."""
    assert {"jira": ["write:jira-work"]} == lists(scopes([call]))


def test_versions_and_the_alias_are_different_calls_of_one_list() -> None:
    """Each is named as it is called, and one scope opens all."""
    calls = ["GET /rest/api/2/issue/A-1", "GET /rest/api/3/issue/A-1", "GET /rest/api/latest/issue/A-1"]
    (app,) = scopes(calls).apps
    (need,) = app.needs
    assert ("read:jira-work", "classic") == (need.scope, need.kind)
    assert [f"GET /rest/api/{version}/issue/{{issueIdOrKey}}" for version in ("2", "3", "latest")] == list(need.opens)


def test_a_scope_opens_the_calls_that_need_it_and_no_others() -> None:
    """The reason for a scope is right for each call."""
    (app,) = scopes([CREATE, "GET /rest/api/3/issue/A-1", "GET /rest/api/3/myself"]).apps
    assert {
        "read:jira-user": ("GET /rest/api/3/myself",),
        "read:jira-work": ("GET /rest/api/3/issue/{issueIdOrKey}",),
        "write:jira-work": (CREATE,),
    } == {need.scope: need.opens for need in app.needs}


def test_an_app_has_a_list_of_its_own() -> None:
    """A token is for one app, and each list has its own link."""
    answer = scopes(["GET /rest/api/3/myself", "GET /wiki/api/v2/pages/1"])
    assert {"jira": ["read:jira-user"], "confluence": ["read:page:confluence"]} == lists(answer)
    assert ["appId=jira", "appId=confluence"] == [app.link.url.split("&")[1] for app in answer.apps]


def test_a_call_is_counted_and_listed_once() -> None:
    """The ids in its path do not matter."""
    (call,) = scopes(["GET /rest/api/3/issue/A-1", "GET /rest/api/3/issue/A-2"]).calls
    assert ("GET /rest/api/3/issue/{issueIdOrKey}", 2) == (call.name, call.count)


def test_every_scope_opens_a_call_and_every_call_is_opened() -> None:
    """For a whole app, every operation that scopes open has all scopes of one of its sets in the list."""
    operations = [one for one in published().operations.values() if one.app == "jira"]
    answer = scopes(operations)
    (app,) = answer.apps
    assert all(need.opens for need in app.needs)
    opened = {name for need in app.needs for name in need.opens}
    assert {call.name for call in answer.of(Fate.OPENED)} == opened
    assert all(published()[name].is_allowed(app.scopes) for name in opened)
    assert not app.are_too_many
    assert scopes(operations, prefer=Prefer.GRANULAR).apps[0].are_too_many


@pytest.mark.parametrize(
    ("have", "missing", "superfluous"),
    [
        ("write:jira-work", [], []),
        ("read:jira-work", ["write:jira-work"], ["read:jira-work"]),
        (" ".join(sorted(published()[CREATE].granular)), [], []),
        ('["write:jira-work", "manage:jira-project"]', [], ["manage:jira-project"]),
    ],
)
def test_what_a_token_has_is_compared(have: str, missing: list[str], superfluous: list[str]) -> None:
    """A granular set that is whole misses no classic scope."""
    (app,) = scopes([CREATE], have=[have]).apps
    assert app.had is not None
    assert (missing, superfluous) == (list(app.had.missing), list(app.had.superfluous))


def test_a_set_that_lacks_one_scope_is_completed() -> None:
    """What a token has of it is then not superfluous."""
    rest = published()[CREATE].granular - {"write:issue:jira"}
    (app,) = scopes([CREATE], prefer=Prefer.GRANULAR, have=[*rest, "read:project:jira"]).apps
    assert app.had is not None
    assert (("write:issue:jira",), ("read:project:jira",)) == (app.had.missing, app.had.superfluous)


def test_what_is_left_without_the_superfluous_opens_everything() -> None:
    """Nothing is both needed and superfluous."""
    operations = list(published().operations.values())[300:420]
    have = sorted({scope for one in operations for scope in one.classic | one.granular})[::2]
    for app in scopes(operations, have=have).apps:
        assert app.had is not None
        kept = (set(have) | set(app.had.missing)) - set(app.had.superfluous)
        opened = {name for need in app.needs for name in need.opens}
        assert all(published()[name].is_allowed(kept) for name in opened)
        assert not set(app.had.missing) & set(app.had.superfluous)


def test_a_token_for_the_wrong_app_has_only_what_is_superfluous() -> None:
    """The list of the other app says what is missing there."""
    by_app = {app.app: app.had for app in scopes([CREATE], have=["read:page:confluence"]).apps}
    assert by_app["confluence"] is not None
    assert by_app["jira"] is not None
    assert ("read:page:confluence",) == by_app["confluence"].superfluous
    assert ("write:jira-work",) == by_app["jira"].missing


@pytest.mark.parametrize(
    ("have", "says"),
    [
        ("read:jira-wrok", 'read:jira-wrok: no operation has a scope of this name; did you mean "read:jira-work"?'),
        ("hunter2-is-my-password", "a word in the list of scopes is not the name of a scope"),
        (" , ", "the list of scopes that the token has is empty"),
    ],
)
def test_a_wrong_list_is_one_line(have: str, says: str) -> None:
    """A word that can be a secret is not quoted."""
    with pytest.raises(UserError) as error:
        scopes([CREATE], have=[have])
    assert str(error.value).startswith(says)
    assert "\n" not in str(error.value)


def test_a_call_that_names_nothing_is_an_error_of_a_program() -> None:
    """It says what could be meant."""
    with pytest.raises(UserError, match="did you mean"):
        scopes(["POST /rest/api/3/isue"])
