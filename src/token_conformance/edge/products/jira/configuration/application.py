"""The application: its properties, roles, licences and data policies; and what an administrator could delete."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import not_found
from token_conformance.edge.products.jira.configuration.listing import (
    Bean,
    find,
    named_list,
    one,
    unchanged,
)
from token_conformance.edge.products.jira.field_metadata import FIELDS
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.people.groups import APPLICATION_ROLE, application_roles
from token_conformance.edge.products.jira.view import View
from token_conformance.edge.tenant.project import ISSUE_TYPES, LINK_TYPES, PRIORITIES
from token_conformance.edge.tenant.settings import PROPERTIES


def _properties(request: Request) -> list[Bean]:
    values = View.of(request).jira.settings.properties
    return [
        {
            "id": key,
            "key": key,
            "value": values.get(key, default),
            "name": name,
            "desc": name,
            "type": "string",
            "defaultValue": default,
            "example": default,
        }
        for key, (name, default) in PROPERTIES.items()
    ]


@honours("key keyFilter permissionLevel")
async def list_properties(request: Request) -> Response:
    """Answer `GET application-properties`; with `key` by the property itself, which its caller may change."""
    query, beans = request.query_params, _properties(request)
    if key := query.get("key"):
        found = next((bean for bean in beans if bean["key"] == key), None)
        return JSONResponse(View.of(request).require("Application property", found))
    text = query.get("keyFilter", "").rstrip("*").removesuffix(".")
    return JSONResponse([bean for bean in beans if text in bean["key"]])


@honours(body={"id": str, "value": str})
async def change_property(request: Request) -> Response:
    """Answer `PUT application-properties/{id}`."""
    key, body = str(find(request, "Application property", _properties)["id"]), await json_object(request)
    if "value" not in body or body.get("id", key) != key:
        raise ApiError(400, "The body must have the id of the property and its value.")
    View.of(request).jira.settings.properties[key] = body["value"]
    return JSONResponse(find(request, "Application property", _properties))


@honours()
async def get_licence(request: Request) -> Response:  # noqa: ARG001  # the same for every request
    """Answer `GET instance/license`."""
    return JSONResponse({"applications": [{"id": APPLICATION_ROLE, "plan": "PAID"}]})


@honours()
async def get_data_policy(request: Request) -> Response:  # noqa: ARG001  # the same for every request
    """Answer `GET data-policy`: no content is blocked."""
    return JSONResponse({"anyContentBlocked": False})


@honours("ids")
async def list_data_policies(request: Request) -> Response:
    """Answer `GET data-policy/project`."""
    wanted = requested_fields(request, "ids")
    projects = [each for each in View.of(request).jira.projects.values() if not wanted or each.id in wanted]
    policy = {"anyContentBlocked": False}
    return JSONResponse({"projectDataPolicies": [{"id": int(each.id), "dataPolicy": policy} for each in projects]})


@honours()
async def get_hierarchy(request: Request) -> Response:
    """Answer `GET project/{projectId}/hierarchy`: the issue types of a project by their level, the lowest first."""
    project = View.of(request).project(request, "projectId")
    levels = sorted({each.hierarchy_level for each in project.kind.issue_types})
    hierarchy = [{"level": level, "name": _level_name(level), "issueTypes": _types(project, level)} for level in levels]
    return JSONResponse({"projectId": int(project.id), "hierarchy": hierarchy})


def _level_name(level: int) -> str:
    return {-1: "Subtask", 0: "Base", 1: "Epic"}[level]


def _types(project: Any, level: int) -> list[Bean]:
    return [
        {"id": int(each.id), "name": each.name, "avatarId": each.avatar_id, "hierarchyLevel": level}
        for each in project.kind.issue_types
        if each.hierarchy_level == level
    ]


@honours()
async def get_task(request: Request) -> Response:  # noqa: ARG001  # the same for every request
    """Answer `GET task/{taskId}`: the tenant has no tasks, because it changes everything at once."""
    raise not_found("Task")


def _ids(*ids: str) -> list[Bean]:
    return [{"id": id_} for id_ in ids]


HANDLERS = {
    "GET application-properties": list_properties,
    "GET application-properties/advanced-settings": named_list("", _properties),
    "PUT application-properties/{id}": change_property,
    "GET applicationrole": named_list("", application_roles),
    "GET applicationrole/{key}": one("Application role", application_roles, "key", key="key"),
    "GET instance/license": get_licence,
    "GET data-policy": get_data_policy,
    "GET data-policy/project": list_data_policies,
    "GET project/{projectId}/hierarchy": get_hierarchy,
    "GET task/{taskId}": get_task,
    "DELETE field/{id}": unchanged("Field", lambda _: _ids(*FIELDS)),
    "DELETE issuetype/{id}": unchanged("Issue type", lambda _: _ids(*(each.id for each in ISSUE_TYPES))),
    "DELETE issueLinkType/{issueLinkTypeId}": unchanged(
        "Issue link type", lambda _: _ids(*(each.id for each in LINK_TYPES)), "issueLinkTypeId"
    ),
    "DELETE priority/{id}": unchanged("Priority", lambda _: _ids(*(each.id for each in PRIORITIES))),
}
