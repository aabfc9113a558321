"""Every query parameter that Atlassian publishes for an operation of Confluence has its effect, or is refused.

An answer that ignored one would look right and be wrong.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import httpx
import pytest

from for_each import for_each
from token_conformance.catalogue.operations import Operation, published, retired
from token_conformance.edge.products.confluence import v1_routes, v2_routes
from token_conformance.edge.products.confluence.v1.answers import PAGING
from token_conformance.edge.products.handler import Handler
from token_conformance.edge.tenant.people import EVERYONE
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED

Ask = Callable[..., httpx.Response]

HANDLERS = v1_routes.HANDLERS | v2_routes.HANDLERS
COLLEAGUE = f"{SEEDED.account_id}-colleague"
NO_EFFECT = {"next", "_", "includeArchivedSpaces", "include-blank-tasks", "id", "api", "modificationDate"}
"""Parameters that are honoured and change nothing in this tenant: it has nothing archived and no empty task."""

EMPTY = (
    *("inline-comments", "attachments/{id}/labels", "labels/{id}/attachments", "attachments/{id}/footer-comments"),
    *("likes/users", "template/blueprint", "/views", "/viewers", "settings/theme"),
)
"""The ends of operations that list nothing in this tenant, so that nothing narrows the list."""

ABSENT = ("/inline-comments/{", "/custom-content", "/classification-level")
"""Parts of operations on things of which there are none; they answer 404, whatever is asked."""

NOT_SHOWN = {"extensions.inlineProperties", "extensions.resolution", "history.nextVersion", "history.previousVersion"}
"""Values of `expand` that are honoured and show nothing: parts of inline comments, and of versions there are not."""

VALUES = (
    *("no-such", "0", "1", "2", "true", "false", "current", "trashed", "draft", "plain", "storage", "global", "root"),
    *("-id", "-name", "-title", "-key", "-modified-date", "-created-date", "read", COLLEAGUE, "label-b", "all"),
    *("9999999999999", "complete", "page", "b.bin"),
)
"""Values of which at least one changes the answer, if a parameter is honoured."""

BODIES: dict[str, dict[str, Any]] = {
    "POST /wiki/api/v2/pages": {"json": {"spaceId": SEEDED.space_id, "title": "New"}},
    "POST /wiki/api/v2/blogposts": {"json": {"spaceId": SEEDED.space_id, "title": "New"}},
    "POST /wiki/api/v2/user/access/check-access-by-email": {"json": {"emails": ["x@example.com"]}},
    "PUT /wiki/api/v2/tasks/{id}": {"json": {"status": "complete"}},
    "POST /wiki/rest/api/content/{id}/label": {"json": {"name": "x", "prefix": "global"}},
    "POST /wiki/rest/api/content/{id}/copy": {
        "json": {"destination": {"type": "space", "value": SEEDED.space_key}, "pageTitle": "Copy"}
    },
    "POST /wiki/rest/api/content/{id}/version": {
        "json": {"operationKey": "restore", "params": {"versionNumber": 1}},
    },
    "POST /wiki/rest/api/space/{spaceKey}/label": {"json": {"name": "x", "prefix": "global"}},
    "PUT /wiki/rest/api/content/{id}/state": {"json": {"id": 2}},
    "POST /wiki/rest/api/group/userByGroupId": {"json": {"accountId": SEEDED.account_id}},
    "POST /wiki/rest/api/contentbody/convert/async/{to}": {"json": {"representation": "storage", "value": "<p>x</p>"}},
    "PUT /wiki/rest/api/content/{id}/restriction": {"json": []},
    "POST /wiki/rest/api/content/{id}/restriction": {"json": []},
}
SEARCH = {"GET /wiki/rest/api/search": "type = page", "GET /wiki/rest/api/content/search": "type = page"}
REQUIRED = {
    "GET /wiki/rest/api/search/user": {"cql": "type = user"},
    "GET /wiki/rest/api/group/by-id": {"id": EVERYONE.id},
    "DELETE /wiki/rest/api/group/by-id": {"id": f"{EVERYONE.id[:24]}000000000009"},
    "POST /wiki/rest/api/group/userByGroupId": {"groupId": f"{EVERYONE.id[:24]}000000000009"},
    "DELETE /wiki/rest/api/group/userByGroupId": {
        "groupId": f"{EVERYONE.id[:24]}000000000009",
        "accountId": SEEDED.account_id,
    },
    "GET /wiki/rest/api/group/picker": {"query": "users"},
    "GET /wiki/rest/api/contentbody/convert/async/bulk/tasks": {"ids": "7"},
    "GET /wiki/rest/api/space/{spaceKey}/state/content": {"state-id": "1"},
    "PUT /wiki/rest/api/content/{id}/state": {"status": "current"},
    "DELETE /wiki/rest/api/content/{id}/state": {"status": "current"},
    "GET /wiki/rest/api/label": {"name": "label-a"},
    "GET /wiki/rest/api/user/memberof": {"accountId": SEEDED.account_id},
    "DELETE /wiki/rest/api/space/{spaceKey}/label": {"name": "label-a"},
}
UPLOAD = {"files": {"file": ("x.txt", b"x", "text/plain")}, "headers": {"X-Atlassian-Token": "no-check"}}


def served() -> Iterator[tuple[str, Operation, Handler]]:
    """The operations that have a handler."""
    for catalogue in (published(), retired()):
        for name, operation in catalogue.operations.items():
            if name in HANDLERS:
                yield name, operation, HANDLERS[name]


SERVED = list(served())
PUBLISHED = [case for case in SERVED if case[1].gateway_path]
RETIRED = [case for case in SERVED if not case[1].gateway_path]
PARAMETERS = [
    (name, handler, one) for name, operation, handler in PUBLISHED for one in sorted(operation.query - {"expand"})
]
EXPANDS = [(name, handler, one) for name, operation, handler in PUBLISHED for one in sorted(operation.expand)]


@pytest.fixture
def call(
    ask_state: Callable[[State], Ask], new_state: Callable[[], State], fill: Callable[[str, State], str]
) -> Callable[..., httpx.Response]:
    """A function that calls an operation of a tenant in which everything exists, with more parameters."""

    def send(name: str, /, **query: str) -> httpx.Response:
        state = new_state()
        method, _, template = name.partition(" ")
        required = {"cql": SEARCH[name]} if name in SEARCH else REQUIRED.get(name, {})
        is_upload = "/watch/" in name or "/child/attachment" in name
        body = BODIES.get(name) or (UPLOAD if is_upload and method != "GET" else {})
        if method == "DELETE":
            body = {"headers": UPLOAD["headers"]}
        return ask_state(state)(method, fill(template, state), params=required | query, **body)

    return send


def test_each_handler_answers_an_operation() -> None:
    """Each is named after a published or a retired operation."""
    assert HANDLERS.keys() == {name for name, _, _ in SERVED}


def test_each_declared_parameter_is_a_published_one() -> None:
    """A misspelt name would be refused for ever; the paging of version 1 has unpublished names."""
    of_handler: dict[Handler, set[str]] = {}
    for _, operation, handler in PUBLISHED:
        of_handler.setdefault(handler, set()).update(operation.query)
    wrong = {h.answer.__name__: h.query - names - {*PAGING.split()} for h, names in of_handler.items()}
    assert {} == {name: names for name, names in wrong.items() if names}


@pytest.mark.slow
@for_each("name, handler, parameter", PARAMETERS)
def test_a_published_parameter_has_an_effect_or_is_refused(
    call: Callable[..., httpx.Response], name: str, handler: Handler, parameter: str
) -> None:
    """It changes the answer for some value, or the local model says that it does not know it."""
    if parameter not in handler.query:
        answer = call(name, **{parameter: "1"})
        assert (501, True) == (answer.status_code, f"with {parameter}." in answer.text)
        return
    without = without_links(call(name))
    is_known = (
        parameter in NO_EFFECT
        or any(part in name for part in ABSENT)
        or (name.endswith(EMPTY) and parameter not in {"limit", "cursor", "sort"})
    )
    assert is_known or any(without_links(call(name, **{parameter: value})) != without for value in VALUES)


@for_each("name, handler, value", EXPANDS)
def test_a_published_value_of_expand_is_shown_or_refused(
    call: Callable[..., httpx.Response], name: str, handler: Handler, value: str
) -> None:
    """It is in the answer, or the local model says that it does not know it."""
    answer = call(name, expand=value)
    if value not in handler.expand:
        assert (501, True) == (answer.status_code, value in answer.text)
        return
    assert 200 == answer.status_code
    assert value in NOT_SHOWN or f'"{value.rpartition(".")[2]}":' in answer.text.replace('"_expandable"', "")


@pytest.mark.slow
@for_each("name", [name for name, _, _ in PUBLISHED])
def test_a_parameter_without_a_meaning_is_ignored(call: Callable[..., httpx.Response], name: str) -> None:
    """Atlassian ignores what it has not published."""
    assert without_links(call(name)) == without_links(call(name, nothing="1"))


@for_each("name", [name for name, _, _ in RETIRED])
def test_a_retired_operation_refuses_what_it_does_not_honour(call: Callable[..., httpx.Response], name: str) -> None:
    """Nobody publishes its parameters any more, so none is ignored."""
    answer = call(name, postingDay="2026-01-05")
    assert (501, True) == (answer.status_code, "postingDay" in answer.text)


@for_each("name", [name for name, _, handler in SERVED if handler.expand])
@for_each("value", ["body.dynamic", "operations", "nothing"])
def test_no_value_of_expand_is_ignored(call: Callable[..., httpx.Response], name: str, value: str) -> None:
    """Clients send more values than are published."""
    assert 501 == call(name, expand=value).status_code


def without_links(answer: httpx.Response) -> object:
    """Status and body of an answer, without links, ids of new things and times, which differ between two requests."""
    kind = answer.headers.get("content-type", "")
    location = answer.headers.get("location", "").partition("?")[0]
    return answer.status_code, location, (_kept(answer.json()) if "json" in kind else answer.text)


def _kept(value: Any) -> Any:
    if isinstance(value, dict):
        left_out = {"_links", "createdAt", "createdDate", "when", "lastModified", "updatedAt", "completedAt"}
        left_out |= {"lastUpdated", "creationDate"}
        return {name: _kept(part) for name, part in value.items() if name not in left_out}
    return [_kept(part) for part in value] if isinstance(value, Sequence) and not isinstance(value, str) else value
