"""Why an issue is done, what is left to do of one that nobody has estimated, and links that an edit adds."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
API = "/rest/api/3"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("given", "expected"),
    [({}, "Done"), ({"resolution": {"name": "Duplicate"}}, "Duplicate"), ({"resolution": {"id": "10001"}}, "Won't Do")],
)
def test_a_transition_sets_the_resolution(
    ask: Ask, tenant: Tenant, given: dict[str, Any], expected: str, form: UrlForm
) -> None:
    """One of four, Done by default, by which the issue is found; it has none when it is open again."""
    path = f"{API}/issue/{tenant.issue_key}"
    body = {"transition": {"id": "31"}, "fields": given}
    assert 204 == ask("POST", f"{path}/transitions", json=body, form=form).status_code
    shown = ask("GET", f"{path}?fields=resolution", form=form).json()["fields"]["resolution"]
    assert shown == ask("GET", f"{API}/resolution/{shown['id']}", form=form).json()
    jql = {"jql": f'resolution = "{shown["name"]}"', "fields": "key"}
    found = ask("GET", f"{API}/search/jql", params=jql, form=form).json()["issues"]
    assert (expected, [tenant.issue_key]) == (shown["name"], [each["key"] for each in found])
    ask("POST", f"{path}/transitions", json={"transition": {"id": "11"}}, form=form)
    assert None is ask("GET", f"{path}?fields=resolution", form=form).json()["fields"]["resolution"]


def test_resolutions_are_listed(ask: Ask, tenant: Tenant) -> None:
    """All four, or those with some ids; another one is refused."""
    assert 4 == len(ask("GET", f"{API}/resolution").json())
    assert ["Duplicate"] == [each["name"] for each in ask("GET", f"{API}/resolution/search?id=10002").json()["values"]]
    body = {"transition": {"id": "31"}, "fields": {"resolution": {"name": "None"}}}
    assert 400 == ask("POST", f"{API}/issue/{tenant.issue_key}/transitions", json=body).status_code


@pytest.mark.parametrize("form", FORMS)
def test_time_spent_is_taken_from_what_is_left(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """Nothing is left of an issue that nobody has estimated; what is taken back is left again."""
    path = f"{API}/issue/{tenant.idea_key}"
    worklog = f"{path}/worklog/{ask('POST', f'{path}/worklog', json={'timeSpent': '3h'}, form=form).json()['id']}"

    def left() -> str:
        fields = ask("GET", f"{path}?fields=timetracking", form=form).json()["fields"]
        return str(fields["timetracking"]["remainingEstimate"])

    assert "0m" == left()
    ask("PUT", worklog, json={"timeSpent": "2h"}, form=form)
    assert "1h" == left()
    ask("DELETE", worklog, form=form)
    assert "3h" == left()


@pytest.mark.parametrize("form", FORMS)
def test_an_edit_adds_links(ask: Ask, tenant: Tenant, state: State, form: UrlForm) -> None:
    """`editmeta` says that it can, besides comments; the issue is at the end that the other one is not."""
    path, other = f"{API}/issue/{tenant.issue_key}", tenant.idea_key
    operations = {name: each["operations"] for name, each in ask("GET", f"{path}/editmeta").json()["fields"].items()}
    assert (["add"], ["add"], []) == tuple(operations[each] for each in ("issuelinks", "comment", "attachment"))
    for end in ("outwardIssue", "inwardIssue"):
        update = {"issuelinks": [{"add": {"type": {"name": "Blocks"}, end: {"key": other}}}]}
        assert 204 == ask("PUT", path, json={"update": update}, form=form).status_code
    ends = [(link.inward.key, link.outward.key) for link in state.jira.links]
    assert [(tenant.issue_key, other), (other, tenant.issue_key)] == ends
    for wrong in ({"type": {"name": "None"}, "outwardIssue": {"key": other}}, {"type": {"name": "Blocks"}}, 1):
        assert 400 == ask("PUT", path, json={"update": {"issuelinks": [{"add": wrong}]}}).status_code
