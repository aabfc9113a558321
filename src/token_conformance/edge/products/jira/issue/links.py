"""Links between issues, and the types that they can have."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import not_found
from token_conformance.edge.products.jira.beans import link_type_bean
from token_conformance.edge.products.jira.issue_bean import short_issue_bean
from token_conformance.edge.products.jira.view import TEXT, ApiVersion, View
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.jira import IssueLink
from token_conformance.edge.tenant.project import LINK_TYPES, LinkType

NO_LINK_PERMISSION = "You do not have permission to link issues."

_ISSUE: dict[str, Shape] = {"id": ID, "key": str}


@honours()
async def list_types(request: Request) -> Response:
    """Answer `GET issueLinkType`."""
    api = ApiVersion.of(request)
    types = View.of(request).visible(LINK_TYPES)
    return JSONResponse({"issueLinkTypes": [link_type_bean(api, each) for each in types]})


@honours()
async def get_type(request: Request) -> Response:
    """Answer `GET issueLinkType/{issueLinkTypeId}`."""
    wanted = request.path_params["issueLinkTypeId"]
    found = View.of(request).require_by_id("Issue link type", LINK_TYPES, wanted)
    return JSONResponse(link_type_bean(ApiVersion.of(request), found))


@honours(
    body={"type": {"id": ID, "name": str}, "inwardIssue": _ISSUE, "outwardIssue": _ISSUE, "comment": {"body": TEXT}}
)
async def link_issues(request: Request) -> Response:
    """Answer `POST issueLink`, which may also add a comment to the outward issue."""
    view, api = View.of(request), ApiVersion.of(request)
    author = view.require_account(NO_LINK_PERMISSION)
    body = await json_object(request)
    kind = _type(body.get("type", {}))
    inward, outward = (_issue(view, body.get(name, {})) for name in ("inwardIssue", "outwardIssue"))
    text = api.parse_comment(body["comment"].get("body")) if "comment" in body else None
    view.jira.add_link(kind, inward, outward)
    if text is not None:
        view.jira.add_comment(outward, author, text)
    return Response(status_code=201)


@honours()
async def get_link(request: Request) -> Response:
    """Answer `GET issueLink/{linkId}`."""
    link, api = _link(request), ApiVersion.of(request)
    return JSONResponse(
        {
            "id": link.id,
            "self": api.url(f"issueLink/{link.id}"),
            "type": link_type_bean(api, link.type),
            "inwardIssue": short_issue_bean(api, link.inward),
            "outwardIssue": short_issue_bean(api, link.outward),
        }
    )


@honours()
async def delete_link(request: Request) -> Response:
    """Answer `DELETE issueLink/{linkId}`."""
    View.of(request).jira.links.remove(_link(request))
    return no_content()


def _link(request: Request) -> IssueLink:
    view = View.of(request)
    found = next((link for link in view.jira.links if link.id == request.path_params["linkId"]), None)
    if found is None or view.account_id is None:
        raise not_found("Issue link")
    return found


def _type(wanted: Mapping[str, Any]) -> LinkType:
    """The type that `{"name": ...}` or `{"id": ...}` names. Raises ApiError (404)."""
    name, number = wanted.get("name", "").casefold(), str(wanted.get("id", ""))
    found = next((each for each in LINK_TYPES if each.id == number or each.name.casefold() == name), None)
    if found is None:
        raise ApiError(404, f"No issue link type with name '{wanted.get('name', number)}' found.")
    return found


def _issue(view: View, wanted: Mapping[str, Any]) -> Issue:
    """The issue that `{"key": ...}` or `{"id": ...}` names. Raises ApiError (404)."""
    return view.require("Issue", view.jira.issue(str(wanted.get("key", wanted.get("id", "")))))
