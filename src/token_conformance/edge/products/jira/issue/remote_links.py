"""Links from an issue to something elsewhere: list, get, add, change and delete."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.body import Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import InvalidFieldsError
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.issue import Issue, RemoteLink

_MEMBERS = ("globalId", "application", "relationship", "object")

_BODY: dict[str, Shape] = {
    "globalId": str,
    "application": {"*": str},
    "relationship": str,
    "object": {"url": str, "title": str, "summary": str, "icon": dict, "status": dict, "*": object},
}


@honours("globalId")
async def list_links(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/remotelink`: all links, or the one with a `globalId`."""
    issue, api = View.of(request).issue(request), ApiVersion.of(request)
    wanted = request.query_params.get("globalId")
    if wanted is not None:
        return JSONResponse(_bean(api, issue, _by_global_id(issue, wanted)))
    return JSONResponse([_bean(api, issue, link) for link in issue.remote_links])


@honours()
async def get_link(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/remotelink/{linkId}`."""
    issue, link = _link(request)
    return JSONResponse(_bean(ApiVersion.of(request), issue, link))


@honours(body=_BODY)
async def add_link(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/remotelink`: a link with the same `globalId` is changed instead."""
    view, api = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    content = await _content(request)
    wanted = content.get("globalId")
    same = [link for link in issue.remote_links if wanted and link.content.get("globalId") == wanted]
    link = same[0] if same else view.jira.add_remote_link(issue, content)
    link.content = content
    return JSONResponse({"id": int(link.id), "self": _url(api, issue, link)}, 200 if same else 201)


@honours(body=_BODY)
async def change_link(request: Request) -> Response:
    """Answer `PUT issue/{issueIdOrKey}/remotelink/{linkId}`, which replaces the whole link."""
    _, link = _link(request)
    link.content = await _content(request)
    return no_content()


@honours()
async def delete_link(request: Request) -> Response:
    """Answer `DELETE issue/{issueIdOrKey}/remotelink/{linkId}`."""
    issue, link = _link(request)
    issue.remote_links.remove(link)
    return no_content()


@honours("globalId")
async def delete_by_global_id(request: Request) -> Response:
    """Answer `DELETE issue/{issueIdOrKey}/remotelink?globalId=...`."""
    issue = View.of(request).issue(request)
    wanted = request.query_params.get("globalId")
    if not wanted:
        raise ApiError(400, "The query parameter 'globalId' is required.")
    issue.remote_links.remove(_by_global_id(issue, wanted))
    return no_content()


def _link(request: Request) -> tuple[Issue, RemoteLink]:
    view = View.of(request)
    issue = view.issue(request)
    return issue, view.require_by_id("Remote issue link", issue.remote_links, request.path_params["linkId"])


def _by_global_id(issue: Issue, wanted: str) -> RemoteLink:
    found = next((link for link in issue.remote_links if link.content.get("globalId") == wanted), None)
    if found is None:
        raise ApiError(404, f"The remote issue link with the global ID '{wanted}' does not exist.")
    return found


async def _content(request: Request) -> dict[str, Any]:
    """What the body says of a link; its object needs a URL and a title. Raises InvalidFieldsError."""
    body = await json_object(request)
    missing = [name for name in ("url", "title") if not body.get("object", {}).get(name)]
    if missing:
        raise InvalidFieldsError({name: f"'{name}' is required." for name in missing})
    return {name: body[name] for name in _MEMBERS if name in body}


def _bean(api: ApiVersion, issue: Issue, link: RemoteLink) -> dict[str, Any]:
    return {"id": int(link.id), "self": _url(api, issue, link), "application": {}, **link.content}


def _url(api: ApiVersion, issue: Issue, link: RemoteLink) -> str:
    return api.url(f"issue/{issue.key}/remotelink/{link.id}")
