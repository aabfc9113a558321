"""Versions of a project in another order, and one version put into another."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.beans import version_bean
from token_conformance.edge.products.jira.project.versions import replace_on_issues, version_of
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.project import Version

_POSITIONS = ("First", "Earlier", "Later", "Last")


@honours(body={"after": str, "position": str})
async def move(request: Request) -> Response:
    """Answer `POST version/{id}/move`: the body has the URL of the version `after` which it is put, or a `position`."""
    view, body = View.of(request), await json_object(request)
    project, version = version_of(request)
    others = [each for each in project.versions if each is not version]
    if len(body) != 1:
        raise ApiError(400, "The body must have either 'after' or 'position'.")
    if "after" in body:
        place = _after(others, body["after"].rpartition("/")[2])
    elif body["position"] in _POSITIONS:
        now = project.versions.index(version)
        place = {"First": 0, "Earlier": max(now - 1, 0), "Later": now + 1, "Last": len(others)}[body["position"]]
    else:
        raise ApiError(400, f"'position' must be one of {', '.join(_POSITIONS)}.")
    view.require_account("The user does not have permission to change the versions of this project.")
    project.versions[:] = [*others[:place], version, *others[place:]]
    return JSONResponse(version_bean(ApiVersion.of(request), project, version))


def _after(others: list[Version], wanted: str) -> int:
    for place, other in enumerate(others, 1):
        if other.id == wanted:
            return place
    raise ApiError(400, "'after' must be the URL of another version of the project.")


@honours()
async def merge(request: Request) -> Response:
    """Answer `PUT version/{id}/mergeto/{moveIssuesTo}`: its issues get the other version, and it is deleted."""
    project, version = version_of(request)
    wanted = request.path_params["moveIssuesTo"]
    others = [each for each in project.versions if each.id == wanted and each is not version]
    if not others:
        raise ApiError(404, f"The version with id '{wanted}' does not exist.")
    replace_on_issues(View.of(request).jira, version, others, others)
    project.versions.remove(version)
    return no_content()


HANDLERS = {"POST version/{id}/move": move, "PUT version/{id}/mergeto/{moveIssuesTo}": merge}
