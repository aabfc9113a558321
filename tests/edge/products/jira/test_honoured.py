"""A query parameter that a handler of the Jira platform declares is read, unless it makes no difference here."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.datastructures import QueryParams
from starlette.requests import HTTPConnection

from for_each import for_each
from jira_operations import complete, path_of
from token_conformance.edge.products.jira.routes import HANDLERS
from token_conformance.edge.tenant.state import State

Fresh = Callable[[], tuple[Callable[..., httpx.Response], State]]

WITHOUT_EFFECT = {
    "notifyUsers": "nobody is sent a mail",
    "overrideEditableFlag": "every issue can be edited",
    "overrideScreenSecurity": "no field is hidden",
    "updateHistory": "nobody sees the history of the caller",
    "failFast": "no field fails",
    "fieldsByKeys": "the keys of fields are their ids",
    "reconcileIssues": "an issue is found as soon as it is there",
    "deleteSubtasks": "there are no subtasks",
    "showSubTasks": "there are no subtasks",
    "showSubTaskParent": "there are no subtasks",
    "sortByOpsBarAndStatus": "the transitions are in that order",
    "includeUnavailableTransitions": "every transition is available",
    "skipRemoteOnlyCondition": "no transition has a condition",
    "includeInactiveUsers": "every user is active",
    "excludeInactiveUsers": "every user is active",
    "excludeConnectUsers": "no user is an app",
    "recommend": "the order of users is free",
    "sessionId": "it is for statistics",
    "action": "the caller may do everything",
    "enableUndo": "nobody sees the recycle bin",
    "overrideSharePermissions": "the caller sees every filter",
    "isSubstringMatch": "a part of a name is always enough",
    "commentId": "the caller may do everything",
    "extendAdminPermissions": "the caller may do everything",
    "permissionLevel": "the caller may do everything",
    "excludeConnectAddons": "no user is an app",
    "includeAiAgents": "no user is an agent",
    "excludeOtherServiceRoles": "no role is another product's",
    "onlyDefault": "the only scheme is the default one",
    "filter": "the audit log has no records",
    "from": "the audit log has no records",
    "to": "the audit log has no records",
    "includeGlobalStatuses": "every status is a global one",
}
"""Parameters that are honoured without being read, with the reason."""

ONLY_WITH_ANOTHER = {
    "newEstimate": "adjustEstimate=new",
    "reduceBy": "adjustEstimate=manual",
    "increaseBy": "adjustEstimate=manual",
    "caseInsensitive": "query=x",
}
PICTURE = "avatar2", "owner/{entityId}"
BODY = {"timeSpent": "1h", "body": "x", "name": "x", "jql": "key = 1", "queries": ["key = 1"]}
DECLARED = [
    (operation, name)
    for operation, handler in HANDLERS.items()
    for name in sorted(handler.query - WITHOUT_EFFECT.keys())
]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the query parameters that a handler reads."""
    names: set[str] = set()

    class Recording(QueryParams):
        def get(self, key: Any, default: Any = None) -> Any:
            names.add(key)
            return super().get(key, default)

        def getlist(self, key: Any) -> list[Any]:
            names.add(key)
            return super().getlist(key)

    monkeypatch.setattr(HTTPConnection, "query_params", property(lambda each: Recording(each.scope["query_string"])))
    return names


@for_each("operation, name", DECLARED)
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_a_declared_parameter_is_read(fresh: Fresh, read: set[str], operation: str, name: str) -> None:
    """To declare it is a promise, and this is how it is kept."""
    ask, state = fresh()
    complete(state)
    read.clear()
    tenant = state.tenant
    method, path = operation.partition(" ")[0], path_of(operation, tenant)
    added = "&".join(filter(None, (f"{name}=1", ONLY_WITH_ANOTHER.get(name))))
    body: dict[str, Any] = {} if method == "GET" else {"json": BODY}
    if operation.startswith("POST") and operation.endswith(PICTURE):
        body = {"content": b"\x89PNG" + b"\0" * 20}
    ask(method, f"/rest/api/2/{path}{'&' if '?' in path else '?'}{added}", **body)
    assert name in read


def test_each_parameter_without_effect_is_declared_somewhere() -> None:
    """The list of reasons has no name that nobody uses."""
    assert WITHOUT_EFFECT.keys() <= {name for handler in HANDLERS.values() for name in handler.query}
