"""Search by JQL: pages joined by a token, and of each issue only what was asked for."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Refusal, json_object, whole_number
from token_conformance.edge.products.jira.issue_bean import issue_bean
from token_conformance.edge.products.jira.jql import search
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.issue import Issue

LARGEST_PAGE = 5000
USUAL_PAGE = 50
LONGEST_START = 9
_TOKEN_PREFIX = b"from:"


@dataclass(frozen=True)
class Query:
    """A search as a request tells it; without `fields` only the ids of the issues are shown."""

    jql: str
    fields: list[str]
    max_results: int
    page_token: str | None


async def search_by_query(request: Request) -> Response:
    """Answer `GET search/jql`."""
    asked = request.query_params
    names = [name.strip() for name in ",".join(asked.getlist("fields")).split(",") if name.strip()]
    size = whole_number(request, "maxResults", USUAL_PAGE, minimum=1)
    return _answer(request, Query(asked.get("jql", ""), names, size, asked.get("nextPageToken")))


async def search_by_body(request: Request) -> Response:
    """Answer `POST search/jql`."""
    body = await json_object(request)
    return _answer(
        request,
        Query(
            jql=_member(body, "jql", str, ""),
            fields=[name for name in _member(body, "fields", list, []) if isinstance(name, str)],
            max_results=_member(body, "maxResults", int, USUAL_PAGE),
            page_token=_member(body, "nextPageToken", str, None),
        ),
    )


def _answer(request: Request, query: Query) -> Response:
    view, show = View.of(request), ApiVersion.of(request)
    if view.account_id is None:
        return JSONResponse({"issues": [], "isLast": True})
    found, start = search(view.jira, query.jql), _start(query.page_token)
    end = start + min(query.max_results, LARGEST_PAGE)
    following = {"nextPageToken": _page_token(end)} if end < len(found) else {}
    issues = [_bean(show, view, issue, query.fields) for issue in found[start:end]]
    return JSONResponse({"issues": issues, **following, "isLast": not following})


def _bean(show: ApiVersion, view: View, issue: Issue, fields: list[str]) -> dict[str, Any]:
    return issue_bean(show, view.jira, issue, fields) if fields else {"id": issue.id}


def _member(body: dict[str, Any], name: str, kind: type, absent: Any) -> Any:
    value = absent if body.get(name) is None else body[name]
    if value is not absent and (not isinstance(value, kind) or isinstance(value, bool)):
        raise Refusal(400, f"'{name}' must be of the JSON type that Jira documents for it.")
    if name == "maxResults" and value < 1:
        raise Refusal(400, "'maxResults' must be at least 1.")
    return value


def _page_token(start: int) -> str:
    return urlsafe_b64encode(_TOKEN_PREFIX + str(start).encode()).decode()


def _start(page_token: str | None) -> int:
    """Where a page starts. Raises Refusal (400) for a token that no page has told."""
    if page_token is None:
        return 0
    try:
        told = urlsafe_b64decode(page_token)
    except ValueError:
        told = b""
    start = told.removeprefix(_TOKEN_PREFIX)
    if start == told or not start.isdigit() or len(start) > LONGEST_START:
        raise Refusal(400, "The 'nextPageToken' is not one that a page of this search has told.")
    return int(start)
