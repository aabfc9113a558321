"""Search by JQL, with pages that are linked by a token and the requested fields only; and the issue picker."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, whole_number
from token_conformance.edge.products.jira.issue_bean import issue_bean, requested_fields
from token_conformance.edge.products.jira.jql import search, with_words
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.issue import Issue

MAX_PAGE_SIZE = 5000
DEFAULT_PAGE_SIZE = 50
MAX_START_DIGITS = 9
_TOKEN_PREFIX = b"from:"


@dataclass(frozen=True)
class Query:
    """A search request; without `fields` an issue has only its id."""

    jql: str
    fields: list[str]
    max_results: int
    page_token: str | None


async def search_by_query(request: Request) -> Response:
    """Answer `GET search/jql`."""
    parameters = request.query_params
    return _answer(
        request,
        Query(
            jql=parameters.get("jql", ""),
            fields=requested_fields(request),
            max_results=whole_number(request, "maxResults", DEFAULT_PAGE_SIZE, minimum=1),
            page_token=parameters.get("nextPageToken"),
        ),
    )


async def search_by_body(request: Request) -> Response:
    """Answer `POST search/jql`."""
    body = await json_object(request)
    return _answer(
        request,
        Query(
            jql=_member(body, "jql", str, ""),
            fields=[name for name in _member(body, "fields", list, []) if isinstance(name, str)],
            max_results=_member(body, "maxResults", int, DEFAULT_PAGE_SIZE),
            page_token=_member(body, "nextPageToken", str, None),
        ),
    )


async def suggest(request: Request) -> Response:
    """Answer `GET issue/picker`: the issues whose summary contains the words of `query`, as the caller's history."""
    view, wanted = View.of(request), request.query_params.get("query", "")
    found = view.visible(with_words(view.jira, wanted)) if wanted else []
    section = {"id": "hs", "label": "History Search", "issues": [_suggestion(issue) for issue in found]}
    return JSONResponse({"sections": [section]})


def _suggestion(issue: Issue) -> dict[str, Any]:
    summary = issue.fields["summary"]
    return {"id": int(issue.id), "key": issue.key, "keyHtml": issue.key, "summary": summary, "summaryText": summary}


def _answer(request: Request, query: Query) -> Response:
    view, api = View.of(request), ApiVersion.of(request)
    if view.account_id is None:
        return JSONResponse({"issues": [], "isLast": True})
    found, start = search(view.jira, query.jql), _start(query.page_token)
    end = start + min(query.max_results, MAX_PAGE_SIZE)
    next_page = {"nextPageToken": _page_token(end)} if end < len(found) else {}
    issues = [_bean(api, view, issue, query.fields) for issue in found[start:end]]
    return JSONResponse({"issues": issues, **next_page, "isLast": not next_page})


def _bean(api: ApiVersion, view: View, issue: Issue, fields: list[str]) -> dict[str, Any]:
    return issue_bean(api, view.jira, issue, fields) if fields else {"id": issue.id}


def _member(body: dict[str, Any], name: str, kind: type, default: Any) -> Any:
    """An optional member of the request's body. Raises ApiError (400) when it is of another type."""
    value = default if body.get(name) is None else body[name]
    if value is not default and (not isinstance(value, kind) or isinstance(value, bool)):
        raise ApiError(400, f"'{name}' must be of the JSON type that Jira documents for it.")
    if name == "maxResults" and value < 1:
        raise ApiError(400, "'maxResults' must be at least 1.")
    return value


def _page_token(start: int) -> str:
    return urlsafe_b64encode(_TOKEN_PREFIX + str(start).encode()).decode()


def _start(page_token: str | None) -> int:
    """The position that a page starts at. Raises ApiError (400) for a token that no page of a search contains."""
    if page_token is None:
        return 0
    try:
        decoded = urlsafe_b64decode(page_token)
    except ValueError:
        decoded = b""
    start = decoded.removeprefix(_TOKEN_PREFIX)
    if start == decoded or not start.isdigit() or len(start) > MAX_START_DIGITS:
        raise ApiError(400, "The 'nextPageToken' is not one that a page of this search has told.")
    return int(start)
