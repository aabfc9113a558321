"""Permissions: which there are, what a caller may do, and the scheme that grants them in all projects."""

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, member
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.configuration.listing import Bean, find, named_list, one, unchanged
from token_conformance.edge.products.jira.instance import NOT_MODELLED, PERMISSIONS
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.roles import ADMINISTRATORS

DEFAULT_SCHEME = 0
_FIRST_GRANT = 10000
_EXPAND = "all field group permissions projectRole user"

_IN_PROJECTS: dict[str, Shape] = {"permissions": [str], "projects": [ID], "issues": [ID]}


def _schemes(request: Request) -> list[Bean]:
    """The only scheme, without its grants."""
    return [
        {
            "expand": "permissions,user,group,projectRole,field,all",
            "id": DEFAULT_SCHEME,
            "self": ApiVersion.of(request).url(f"permissionscheme/{DEFAULT_SCHEME}"),
            "name": "Default Permission Scheme",
            "description": "This is the default permission scheme.",
        }
    ]


def _grants(request: Request) -> list[Bean]:
    """Every permission in a project, for the administrators of the project."""
    api = ApiVersion.of(request)
    holder = {"type": "projectRole", "parameter": str(ADMINISTRATORS.id), "value": str(ADMINISTRATORS.id)}
    names = [name for name, (kind, _) in PERMISSIONS.items() if kind == "PROJECT"]
    return [
        {
            "id": number,
            "self": api.url(f"permissionscheme/{DEFAULT_SCHEME}/permission/{number}"),
            "holder": holder | {"expand": "projectRole"},
            "permission": name,
        }
        for number, name in enumerate(names, _FIRST_GRANT)
    ]


def _with_grants(request: Request) -> list[Bean]:
    return [scheme | {"permissions": _grants(request)} for scheme in _schemes(request)]


@honours(expand=_EXPAND)
async def list_schemes(request: Request) -> Response:
    """Answer `GET permissionscheme`; any expansion shows the grants too."""
    beans = _with_grants if request.query_params.get("expand") else _schemes
    return JSONResponse({"permissionSchemes": beans(request)})


@honours(expand=_EXPAND)
async def get_scheme_of_project(request: Request) -> Response:
    """Answer `GET project/{projectKeyOrId}/permissionscheme`."""
    View.of(request).project(request, "projectKeyOrId")
    beans = _with_grants if request.query_params.get("expand") else _schemes
    return JSONResponse(beans(request)[0])


@honours(expand=_EXPAND, body={"id": int})
async def assign_scheme(request: Request) -> Response:
    """Answer `PUT project/{projectKeyOrId}/permissionscheme`: there is only one to assign."""
    View.of(request).project(request, "projectKeyOrId")
    if (await json_object(request)).get("id") != DEFAULT_SCHEME:
        raise ApiError(404, "The permission scheme does not exist.")
    return JSONResponse(_schemes(request)[0])


def _grants_of_scheme(request: Request) -> list[Bean]:
    find(request, "Permission scheme", _schemes, "schemeId")
    return _grants(request)


@honours(body={"globalPermissions": [str], "projectPermissions": [_IN_PROJECTS]})
async def check(request: Request) -> Response:
    """Answer `POST permissions/check`: the caller may do everything in all projects and with all issues."""
    view, body = View.of(request), await json_object(request)
    names = body.get("globalPermissions", [])
    require_known(names, "GLOBAL")
    permitted = names if view.account_id else []
    found = [bean for one in body.get("projectPermissions", []) for bean in _in_projects(view, one)]
    return JSONResponse({"projectPermissions": found, "globalPermissions": permitted})


def _in_projects(view: View, asked: Mapping[str, Any]) -> list[Bean]:
    """What the caller may do in the projects and issues of one question; those that do not exist are left out."""
    names = asked.get("permissions", [])
    require_known(names, "PROJECT")
    projects = [each for each in asked.get("projects", []) if view.jira.project(str(each))]
    issues = [each for each in asked.get("issues", []) if view.jira.issue(str(each))]
    return [{"permission": name, "issues": issues, "projects": projects} for name in names] if view.account_id else []


@honours(body={"permissions": [str]})
async def list_permitted_projects(request: Request) -> Response:
    """Answer `POST permissions/project`."""
    view, names = View.of(request), member(await json_object(request), "permissions")
    require_known(names, "PROJECT")
    projects = view.visible(view.jira.projects.values())
    return JSONResponse({"projects": [{"id": int(each.id), "key": each.key} for each in projects]})


def require_known(names: Iterable[str], kind: str) -> None:
    """Raise ApiError (400) for a permission that there is not."""
    for name in names:
        if name in NOT_MODELLED:
            raise NotModelledError(f"The local model does not know the permission {name}.")
        if PERMISSIONS.get(name, ("",))[0] != kind:
            raise ApiError(400, f"Unrecognized permission: {name}")


HANDLERS = {
    "GET permissionscheme": list_schemes,
    "GET permissionscheme/{schemeId}": one("Permission scheme", _with_grants, "schemeId", _EXPAND),
    "DELETE permissionscheme/{schemeId}": unchanged("Permission scheme", _schemes, "schemeId"),
    "GET permissionscheme/{schemeId}/permission": named_list("permissions", _grants_of_scheme, expand=_EXPAND),
    "GET permissionscheme/{schemeId}/permission/{permissionId}": one(
        "Permission grant", _grants_of_scheme, "permissionId", _EXPAND
    ),
    "GET project/{projectKeyOrId}/permissionscheme": get_scheme_of_project,
    "PUT project/{projectKeyOrId}/permissionscheme": assign_scheme,
    "POST permissions/check": check,
    "POST permissions/project": list_permitted_projects,
}
