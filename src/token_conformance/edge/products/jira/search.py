"""Search by JQL, page by page and with the requested fields only; the issue picker; and the structure of queries."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object, member, whole_number
from token_conformance.edge.products.body import Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.expansion import HONOURED, Wanted, names_of, schemas_of
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.jql.queries import matcher, restricted_search, search, structure
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.issue import Issue

MAX_PAGE_SIZE = 5000
DEFAULT_PAGE_SIZE = 50
MAX_START_DIGITS = 9
_TOKEN_PREFIX = b"from:"

_SEARCH: dict[str, Shape] = {
    "jql": str,
    "expand": str,
    "nextPageToken": str,
    "maxResults": int,
    "fields": [str],
    "properties": [str],
}


@dataclass(frozen=True)
class Query:
    """A search request; without `fields` an issue has only its id."""

    jql: str
    wanted: Wanted
    max_results: int
    page_token: str | None


@honours("jql fields maxResults nextPageToken properties fieldsByKeys failFast reconcileIssues", expand=HONOURED)
async def search_by_query(request: Request) -> Response:
    """Answer `GET search/jql`."""
    parameters = request.query_params
    wanted = Wanted(*(requested_fields(request, name) for name in ("fields", "expand", "properties")))
    max_results = whole_number(request, "maxResults", DEFAULT_PAGE_SIZE, minimum=1)
    return _answer(request, Query(parameters.get("jql", ""), wanted, max_results, parameters.get("nextPageToken")))


@honours(body=_SEARCH)
async def search_by_body(request: Request) -> Response:
    """Answer `POST search/jql`."""
    body = await json_object(request)
    expand = [name.strip() for name in body.get("expand", "").split(",") if name.strip()]
    wanted = Wanted(body.get("fields", []), expand, body.get("properties", []))
    max_results = body.get("maxResults", DEFAULT_PAGE_SIZE)
    if max_results < 1:
        raise ApiError(400, "'maxResults' must be at least 1.")
    return _answer(request, Query(body.get("jql", ""), wanted, max_results, body.get("nextPageToken")))


@honours(body={"jql": str})
async def count(request: Request) -> Response:
    """Answer `POST search/approximate-count`."""
    view, body = View.of(request), await json_object(request)
    jql = body.get("jql", "")
    return JSONResponse({"count": len(restricted_search(Call.of(request), jql)) if view.account_id else 0})


@honours("validation", body={"queries": [str]})
async def parse_queries(request: Request) -> Response:
    """Answer `POST jql/parse`: the structure of each query, and what is wrong with it."""
    queries = member(await json_object(request), "queries")
    return JSONResponse({"queries": [_parsed(request, query) for query in queries]})


def _parsed(request: Request, query: str) -> dict[str, Any]:
    """A query that is not JQL has errors and no structure; one that finds nothing may have both."""
    validation = request.query_params.get("validation", "strict")
    if validation not in {"strict", "warn", "none"}:
        raise ApiError(400, "The query parameter 'validation' must be strict, warn or none.")
    try:
        found = {"structure": structure(query)}
        problems = _problems(request, query) if validation != "none" else []
    except ApiError as error:
        if isinstance(error, NotModelledError):
            raise
        return {"query": query, "errors": [error.message]}
    if validation == "warn" or not problems:
        return {"query": query, **found, **({"warnings": problems} if problems else {})}
    return {"query": query, "errors": problems}


def _problems(request: Request, query: str) -> list[str]:
    """What a search by the query would answer to the caller."""
    if View.of(request).account_id is None:
        raise NotModelledError("The local model does not know how Jira validates the query of a stranger.")
    try:
        search(Call.of(request), query)
    except ApiError as error:
        if isinstance(error, NotModelledError):
            raise
        return [error.message]
    return []


@honours("query currentJQL currentIssueKey currentProjectId showSubTasks showSubTaskParent")
async def suggest(request: Request) -> Response:
    """Answer `GET issue/picker`: the issues whose summary contains the words of `query`, as the caller's history.

    With `currentJQL`, those of them that this query finds are a section of their own. `currentIssueKey` leaves one
    issue out; there are no subtasks to show.
    """
    view, query = View.of(request), request.query_params
    wanted, project = query.get("query", ""), query.get("currentProjectId")
    matches = matcher(wanted, "summary") if wanted.strip() else lambda texts: False  # noqa: ARG005  # a matcher's shape
    found = [
        issue
        for issue in view.visible(view.jira.issues.values())
        if matches([issue.fields["summary"]])
        and issue.key != query.get("currentIssueKey")
        and project in {None, issue.project.id}
    ]
    sections = [_section("hs", "History Search", found)]
    if jql := query.get("currentJQL"):
        listed = restricted_search(Call.of(request), jql) if view.account_id else []
        sections.insert(0, _section("cs", "Current Search", [issue for issue in found if issue in listed]))
    return JSONResponse({"sections": sections})


def _section(id_: str, label: str, issues: Iterable[Issue]) -> dict[str, Any]:
    return {"id": id_, "label": label, "issues": [_suggestion(issue) for issue in issues]}


def _suggestion(issue: Issue) -> dict[str, Any]:
    summary = issue.fields["summary"]
    return {"id": int(issue.id), "key": issue.key, "keyHtml": issue.key, "summary": summary, "summaryText": summary}


def _answer(request: Request, query: Query) -> Response:
    view, api = View.of(request), ApiVersion.of(request)
    if view.account_id is None:
        return JSONResponse({"issues": [], "isLast": True})
    found, start = restricted_search(Call.of(request), query.jql), _start(query.page_token)
    end = start + min(query.max_results, MAX_PAGE_SIZE)
    next_page = {"nextPageToken": _page_token(end)} if end < len(found) else {}
    issues = [_bean(api, view, issue, query.wanted) for issue in found[start:end]]
    return JSONResponse({"issues": issues, **next_page, "isLast": not next_page, **_described(issues, query.wanted)})


def _bean(api: ApiVersion, view: View, issue: Issue, wanted: Wanted) -> dict[str, Any]:
    per_issue = [name for name in wanted.expand if name not in {"names", "schema"}]
    if not (wanted.fields or per_issue or wanted.properties):
        return {"id": issue.id}
    bean = Wanted(wanted.fields or ["id"], per_issue, wanted.properties).bean(api, view, issue)
    return bean if wanted.fields else {name: value for name, value in bean.items() if name != "fields"}


def _described(issues: list[dict[str, Any]], wanted: Wanted) -> dict[str, Any]:
    """The names and types of all fields that are shown, which a search has once for all issues."""
    shown = {name: None for issue in issues for name in issue.get("fields", {})}
    names = {"names": names_of(shown)} if "names" in wanted.expand else {}
    return names | ({"schema": schemas_of(shown)} if "schema" in wanted.expand else {})


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
