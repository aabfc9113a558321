"""What helps to write a query or to choose people: fields and values of JQL, users and groups, matching issues."""

from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object, whole_number
from token_conformance.edge.products.body import ID
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.beans import avatar_urls
from token_conformance.edge.products.jira.configuration.permission_schemes import require_known
from token_conformance.edge.products.jira.jql.queries import check_syntax, search
from token_conformance.edge.products.jira.people.groups import contains
from token_conformance.edge.products.jira.users import answer_found
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.project import PRIORITIES, STATUSES

_FIELDS = (
    *("assignee", "created", "fixVersion", "issuetype", "key", "labels", "priority", "project", "reporter"),
    *("resolution", "status", "summary", "text", "updated"),
)
_ORDER = {"text"}
"""The fields that no list can be sorted by."""
_OPERATORS = ["=", "!=", "in", "not in", "is", "is not"]
_FUNCTIONS = ("currentUser()", "now()", "startOfDay()", "endOfDay()")
_WORDS = ["and", "or", "not", "empty", "null", "order", "by", "asc", "desc", "in", "is", "was", "changed"]


@honours()
async def list_words(request: Request) -> Response:  # noqa: ARG001  # the same for every request
    """Answer `GET jql/autocompletedata`."""
    fields = [
        {
            "value": name,
            "displayName": name,
            "orderable": str(name not in _ORDER).lower(),
            "searchable": "true",
            "operators": _OPERATORS,
            "types": ["java.lang.String"],
        }
        for name in _FIELDS
    ]
    functions = [{"value": name, "displayName": name, "types": ["java.lang.String"]} for name in _FUNCTIONS]
    return JSONResponse({"visibleFieldNames": fields, "visibleFunctionNames": functions, "jqlReservedWords": _WORDS})


@honours("fieldName fieldValue")
async def suggest_values(request: Request) -> Response:
    """Answer `GET jql/autocompletedata/suggestions`: the values of a field that start as the query says."""
    query, view = request.query_params, View.of(request)
    text = query.get("fieldValue", "").casefold()
    found = [each for each in view.visible(_values(view, query.get("fieldName", ""))) if text in each[1].casefold()]
    return JSONResponse({"results": [{"value": value, "displayName": escape(shown)} for value, shown in found]})


def _values(view: View, field: str) -> list[tuple[str, str]]:
    """The values of a field, and how they are shown. Raises ApiError (400) for an unknown field."""
    if field == "project":
        return [(each.key, f"{each.name} ({each.key})") for each in view.jira.projects.values()]
    known = {"priority": [each.name for each in PRIORITIES], "status": [each.name for each in STATUSES]}
    if field in known:
        return [(name, name) for name in known[field]]
    if field in {"assignee", "reporter"}:
        return [(each.account_id, each.display_name) for each in view.jira.users.values()]
    if field in _FIELDS:
        return []
    raise ApiError(400, f"The field '{field}' does not exist.")


@honours("query maxResults excludeConnectAddons includeAiAgents caseInsensitive")
async def pick_users_and_groups(request: Request) -> Response:
    """Answer `GET groupuserpicker`: no user is an app's or an agent's."""
    view, api = View.of(request), ApiVersion.of(request)
    query, most = request.query_params.get("query", ""), whole_number(request, "maxResults", 50)
    users = view.visible(view.jira.users.search(query))
    groups = [each for each in view.visible(view.jira.groups.listed) if contains(request, each.name)]
    avatar = avatar_urls(api, "user")["16x16"]
    shown = [
        {"accountId": each.account_id, "accountType": each.account_type, "avatarUrl": avatar}
        | {"html": escape(each.display_name), "displayName": each.display_name}
        for each in users[:most]
    ]
    named = [{"name": each.name, "html": escape(each.name), "groupId": each.id, "labels": []} for each in groups[:most]]
    return JSONResponse(
        {
            "users": {"users": shown, "total": len(users), "header": _header(len(shown), len(users), "users")},
            "groups": {"groups": named, "total": len(groups), "header": _header(len(named), len(groups), "groups")},
        }
    )


def _header(shown: int, total: int, kind: str) -> str:
    return f"Showing {shown} of {total} matching {kind}"


@honours("query accountId permissions projectKey issueKey startAt maxResults")
async def find_permitted_users(request: Request) -> Response:
    """Answer `GET user/permission/search`: every user has all permissions."""
    view, query = View.of(request), request.query_params
    if not query.get("permissions"):
        raise ApiError(400, "The query parameter 'permissions' is required.")
    require_known(query["permissions"].split(","), "PROJECT")
    if project := query.get("projectKey"):
        view.project_named(project)
    if issue := query.get("issueKey"):
        view.issue_named(issue)
    return answer_found(request)


@honours(body={"jqls": [str], "issueIds": [ID]})
async def match_issues(request: Request) -> Response:
    """Answer `POST jql/match`: which of the issues each query finds."""
    view, body = View.of(request), await json_object(request)
    if not body.get("jqls") or "issueIds" not in body:
        raise ApiError(400, "'jqls' and 'issueIds' are required in the request's body.")
    return JSONResponse({"matches": [_match(request, view, query, body["issueIds"]) for query in body["jqls"]]})


def _match(request: Request, view: View, query: str, ids: list[Any]) -> dict[str, Any]:
    """The wanted issues that a query finds, and what is wrong with its syntax; what it names need not exist."""
    try:
        check_syntax(query)
    except ApiError as error:
        return {"matchedIssues": [], "errors": [error.message]}
    try:
        found = {issue.id for issue in view.visible(search(Call.of(request), query))}
    except ApiError as error:
        if error.status != 400:  # noqa: PLR2004  # what the query itself is not to blame for
            raise
        found = set()
    return {"matchedIssues": [int(each) for each in ids if str(each) in found], "errors": []}


HANDLERS = {
    "GET jql/autocompletedata": list_words,
    "GET jql/autocompletedata/suggestions": suggest_values,
    "POST jql/match": match_issues,
    "GET groupuserpicker": pick_users_and_groups,
    "GET user/permission/search": find_permitted_users,
}
