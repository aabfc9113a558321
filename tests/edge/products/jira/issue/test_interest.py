"""Watchers, votes, the assignee and the properties of an issue."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


def test_an_issue_is_watched(ask: Ask, tenant: Tenant) -> None:
    """Its creator watches it; an account id, or the caller without one, is added once, and can be removed."""
    path = f"/rest/api/3/issue/{tenant.issue_key}/watchers"
    colleague = f"{tenant.account_id}-colleague"
    for body in ({"json": colleague}, {}, {"json": tenant.account_id}):
        assert 204 == ask("POST", path, **body).status_code
    shown = ask("GET", path).json()
    assert [tenant.account_id, colleague] == [each["accountId"] for each in shown["watchers"]]
    assert (2, True) == (shown["watchCount"], shown["isWatching"])
    assert 204 == ask("DELETE", f"{path}?accountId={tenant.account_id}").status_code
    watches = ask("GET", f"/rest/api/3/issue/{tenant.issue_key}?fields=watches").json()["fields"]["watches"]
    assert (1, False) == (watches["watchCount"], watches["isWatching"])


@pytest.mark.parametrize(("body", "status"), [({"json": "nobody"}, 404), ({"json": []}, 400), ({"content": b"{"}, 400)])
def test_only_a_user_watches(ask: Ask, tenant: Tenant, body: Any, status: int) -> None:
    """The body is an account id as a JSON string; to remove a watcher needs one too."""
    path = f"/rest/api/3/issue/{tenant.issue_key}/watchers"
    assert status == ask("POST", path, **body).status_code
    assert [400, 404] == [ask("DELETE", f"{path}{query}").status_code for query in ("", "?accountId=nobody")]


def test_an_issue_is_voted_for(ask: Ask, state: State, tenant: Tenant) -> None:
    """Also by its reporter; a vote counts once, and is taken back by as many requests as one likes."""
    own = f"/rest/api/3/issue/{tenant.issue_key}/votes"
    assert [204, 204] == [ask("POST", own).status_code for _ in range(2)]
    assert 1 == ask("GET", own).json()["votes"]
    other = state.jira.create_issue(tenant.project_key, {"summary": "x"}, f"{tenant.account_id}-colleague")
    path = f"/rest/api/3/issue/{other.key}/votes"
    assert 204 == ask("POST", path).status_code
    shown = ask("GET", path).json()
    assert (1, True, [tenant.account_id]) == (
        shown["votes"],
        shown["hasVoted"],
        [each["accountId"] for each in shown["voters"]],
    )
    assert [204, 204] == [ask("DELETE", path).status_code for _ in range(2)]
    assert 0 == ask("GET", path).json()["votes"]


@pytest.mark.parametrize(("account_id", "status"), [("{account_id}-colleague", 204), (None, 204), ("nobody", 400)])
def test_an_issue_is_assigned(ask: Ask, tenant: Tenant, account_id: str | None, status: int) -> None:
    """Null leaves it unassigned."""
    wanted = account_id and account_id.format(account_id=tenant.account_id)
    path = f"/rest/api/3/issue/{tenant.issue_key}"
    assert status == ask("PUT", f"{path}/assignee", json={"accountId": wanted}).status_code
    assignee = ask("GET", path).json()["fields"]["assignee"]
    assert (wanted if status == 204 else tenant.account_id) == (assignee and assignee["accountId"])


def test_a_property_is_set_read_and_deleted(ask: Ask, tenant: Tenant) -> None:
    """Its value is any JSON; the first one is 201, and a later one 200."""
    path = f"/rest/api/2/issue/{tenant.issue_key}/properties"
    assert [201, 200] == [ask("PUT", f"{path}/color", json=value).status_code for value in ("red", ["blue"])]
    assert {"key": "color", "value": ["blue"]} == ask("GET", f"{path}/color").json()
    assert ["color"] == [each["key"] for each in ask("GET", path).json()["keys"]]
    assert [204, 404] == [ask(method, f"{path}/color").status_code for method in ("DELETE", "GET")]


@pytest.mark.parametrize(
    ("key", "content"), [("color", b"{"), ("color", b"NaN"), ("c" * 256, b"1"), ("color", b"1" * 32769)]
)
def test_an_invalid_property_is_refused(ask: Ask, tenant: Tenant, key: str, content: bytes) -> None:
    """The value is JSON of 32768 characters at most, and the key has 255 at most."""
    path = f"/rest/api/3/issue/{tenant.issue_key}/properties/{key}"
    assert 400 == ask("PUT", path, content=content).status_code
