"""What a request can set on a new issue or on one that there is, and the history of an issue."""

from collections.abc import Collection
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object
from token_conformance.edge.products.body import ID
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import Window, page
from token_conformance.edge.products.jira.beans import avatar_urls, issue_type_bean
from token_conformance.edge.products.jira.expansion import edit_metadata, history_bean
from token_conformance.edge.products.jira.field_metadata import fields_on_screen
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.project import IssueType, Project


@honours("projectIds projectKeys issuetypeIds issuetypeNames", expand="projects.issuetypes.fields")
async def get_create_metadata(request: Request) -> Response:
    """Answer `GET issue/createmeta`: the projects and issue types of which the caller may create issues."""
    view, wanted = View.of(request), requested_fields
    keys, ids = wanted(request, "projectKeys"), wanted(request, "projectIds")
    projects = view.visible(view.jira.projects.values())
    found = [each for each in projects if (each.key in keys or each.id in ids or not (keys or ids))]
    return JSONResponse({"expand": "projects", "projects": [_project_bean(request, each) for each in found]})


@honours("startAt maxResults")
async def list_types(request: Request) -> Response:
    """Answer `GET issue/createmeta/{projectIdOrKey}/issuetypes`."""
    project, api = View.of(request).project(request), ApiVersion.of(request)
    types = project.kind.issue_types
    window = Window.of(request)
    return JSONResponse(window.named_page("issueTypes", types, lambda each: issue_type_bean(api, each)))


@honours("startAt maxResults")
async def list_fields(request: Request) -> Response:
    """Answer `GET issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}`."""
    view, api = View.of(request), ApiVersion.of(request)
    project = view.project(request)
    kind = view.require_by_id("Issue type", project.kind.issue_types, request.path_params["issueTypeId"])
    fields = fields_on_screen(api, view.jira, project, [kind], with_project=True)
    return JSONResponse(
        Window.of(request).named_page("fields", fields, lambda field: field | {"fieldId": field["key"]})
    )


@honours("overrideEditableFlag overrideScreenSecurity")
async def get_edit_metadata(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/editmeta`."""
    view = View.of(request)
    return JSONResponse(edit_metadata(ApiVersion.of(request), view, view.issue(request)))


@honours("startAt maxResults")
async def list_history(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/changelog`, oldest change first."""
    view, api = View.of(request), ApiVersion.of(request)
    return JSONResponse(page(request, view.issue(request).history, lambda entry: history_bean(api, view, entry)))


@honours(body={"changelogIds": [ID]})
async def list_history_by_ids(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/changelog/list`: the changes with these ids."""
    view, api = View.of(request), ApiVersion.of(request)
    issue, body = view.issue(request), await json_object(request)
    if "changelogIds" not in body:
        raise ApiError(400, "The 'changelogIds' are required.")
    wanted = set(map(str, body["changelogIds"]))
    found = [entry for entry in issue.history if entry.id in wanted]
    window = Window(0, max(len(found), 1))
    return JSONResponse(window.named_page("histories", found, lambda entry: history_bean(api, view, entry)))


def _project_bean(request: Request, project: Project) -> dict[str, Any]:
    api = ApiVersion.of(request)
    return {
        "self": api.url(f"project/{project.id}"),
        "id": project.id,
        "key": project.key,
        "name": project.name,
        "avatarUrls": avatar_urls(api, "project"),
        "issuetypes": [_type_bean(request, project, each) for each in _types(request, project)],
    }


def _types(request: Request, project: Project) -> Collection[IssueType]:
    ids, names = requested_fields(request, "issuetypeIds"), request.query_params.getlist("issuetypeNames")
    types = project.kind.issue_types
    return [each for each in types if each.id in ids or each.name in names or not (ids or names)]


def _type_bean(request: Request, project: Project, kind: IssueType) -> dict[str, Any]:
    api, bean = ApiVersion.of(request), issue_type_bean(ApiVersion.of(request), kind)
    if "projects.issuetypes.fields" not in requested_fields(request, "expand"):
        return bean
    fields = fields_on_screen(api, View.of(request).jira, project, [kind], with_project=True)
    return bean | {"expand": "fields", "fields": {field["key"]: field for field in fields}}
