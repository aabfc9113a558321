"""Versions of a project: list, get, create, change and delete."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import InvalidFieldsError, ordered, page, refuse_members
from token_conformance.edge.products.jira.beans import version_bean
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import Project, StatusCategory, Version

_NOT_ALLOWED = "You do not have permission to change the versions of this project."
_MEMBERS = {
    "name": ("name", str),
    "description": ("description", str),
    "archived": ("archived", bool),
    "released": ("released", bool),
    "startDate": ("start", str),
    "releaseDate": ("release", str),
}
"""The members of a version that can be set, each with its attribute and type."""

_OTHER_MEMBERS = "moveUnfixedIssuesTo driver approvers"
_ORDERS = {
    "name": lambda version: version.name.casefold(),
    "description": lambda version: (version.description or "").casefold(),
    "startDate": lambda version: version.start or "",
    "releaseDate": lambda version: version.release or "",
    "sequence": lambda version: 0,  # noqa: ARG005  # the order in which they are kept
}

_COUNTED = {
    "unmapped": StatusCategory.NO_CATEGORY,
    "toDo": StatusCategory.TO_DO,
    "inProgress": StatusCategory.IN_PROGRESS,
    "done": StatusCategory.DONE,
}

_BODY: dict[str, Shape] = {
    **{name: kind for name, (_, kind) in _MEMBERS.items()},
    **dict.fromkeys(_OTHER_MEMBERS.split(), object),
}


@honours()
async def list_versions(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/versions`."""
    project, api = View.of(request).project(request), ApiVersion.of(request)
    return JSONResponse([version_bean(api, project, version) for version in project.versions])


@honours("startAt maxResults orderBy query status")
async def page_versions(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/version`."""
    project, api = View.of(request).project(request), ApiVersion.of(request)
    found = ordered(request, [each for each in project.versions if _matches(each, request)], _ORDERS)
    return JSONResponse(page(request, found, lambda version: version_bean(api, project, version)))


@honours(expand="issuesstatus")
async def get_version(request: Request) -> Response:
    """Answer `GET version/{id}`; `expand=issuesstatus` counts its issues by the category of their status."""
    project, version = version_of(request)
    bean = version_bean(ApiVersion.of(request), project, version)
    if "issuesstatus" in requested_fields(request, "expand"):
        bean["issuesStatusForFixVersion"] = _counts(View.of(request).jira, version)
    return JSONResponse(bean)


def _counts(jira: Jira, version: Version) -> dict[str, int]:
    fixed = [issue.status.category for issue in jira.issues.values() if version in issue.fields["fixVersions"]]
    return {name: fixed.count(category) for name, category in _COUNTED.items()}


@honours(body={**_BODY, "projectId": ID, "project": ID})
async def create_version(request: Request) -> Response:
    """Answer `POST version`, for the project that `projectId` or `project` names."""
    view, body = View.of(request), await json_object(request)
    view.require_account(_NOT_ALLOWED)
    project = view.project_named(str(body.get("projectId") or body.get("project") or ""))
    changes = _changes(body, project, None)
    if "name" not in changes:
        raise InvalidFieldsError({"name": "You must specify a valid version name"})
    version = view.jira.add_version(project, changes["name"])
    _set(version, changes)
    return JSONResponse(version_bean(ApiVersion.of(request), project, version), 201)


@honours(body=_BODY)
async def change_version(request: Request) -> Response:
    """Answer `PUT version/{id}`, which changes what the body has."""
    project, version = version_of(request)
    _set(version, _changes(await json_object(request), project, version))
    return JSONResponse(version_bean(ApiVersion.of(request), project, version))


@honours("moveFixIssuesTo moveAffectedIssuesTo")
async def delete_version(request: Request) -> Response:
    """Answer `DELETE version/{id}`; its issues get another version, or none."""
    project, version = version_of(request)
    query = request.query_params
    replace_on_issues(
        View.of(request).jira,
        version,
        _other(project, query.get("moveFixIssuesTo")),
        _other(project, query.get("moveAffectedIssuesTo")),
    )
    project.versions.remove(version)
    return no_content()


@honours(body={"moveFixIssuesTo": ID, "moveAffectedIssuesTo": ID, "customFieldReplacementList": object})
async def remove_and_swap(request: Request) -> Response:
    """Answer `POST version/{id}/removeAndSwap`, as `DELETE version/{id}` with the new versions in the body."""
    project, version = version_of(request)
    body = await json_object(request)
    refuse_members(body, "customFieldReplacementList")
    others = (_other(project, body.get(name)) for name in ("moveFixIssuesTo", "moveAffectedIssuesTo"))
    replace_on_issues(View.of(request).jira, version, *others)
    project.versions.remove(version)
    return no_content()


@honours()
async def count_issues(request: Request) -> Response:
    """Answer `GET version/{id}/relatedIssueCounts`."""
    _, version = version_of(request)
    issues = View.of(request).jira.issues.values()
    counts = {
        "issuesFixedCount": sum(version in issue.fields["fixVersions"] for issue in issues),
        "issuesAffectedCount": sum(version in issue.fields["versions"] for issue in issues),
        "issueCountWithCustomFieldsShowingVersion": 0,
        "customFieldUsage": [],
    }
    return JSONResponse({"self": ApiVersion.of(request).url(f"version/{version.id}"), **counts})


@honours()
async def count_unresolved(request: Request) -> Response:
    """Answer `GET version/{id}/unresolvedIssueCount`."""
    _, version = version_of(request)
    issues = [each for each in View.of(request).jira.issues.values() if version in each.fields["fixVersions"]]
    unresolved = sum(issue.resolution is None for issue in issues)
    link = ApiVersion.of(request).url(f"version/{version.id}")
    return JSONResponse({"self": link, "issuesUnresolvedCount": unresolved, "issuesCount": len(issues)})


def version_of(request: Request) -> tuple[Project, Version]:
    """The version in the request's path, with its project. Raises ApiError (404)."""
    view, wanted = View.of(request), request.path_params["id"]
    owners = {each.id: project for project in view.jira.projects.values() for each in project.versions}
    project = view.require("Version", owners.get(wanted))
    return project, view.require_by_id("Version", project.versions, wanted)


def _changes(body: Mapping[str, Any], project: Project, version: Version | None) -> dict[str, Any]:
    """What a body sets, by the members. Raises InvalidFieldsError."""
    refuse_members(body, _OTHER_MEMBERS)
    changes = {name: body[name] for name in _MEMBERS if name in body}
    errors = {name: f"'{name}' is not valid." for name, value in changes.items() if not _is_valid(name, value)}
    if not errors and changes.get("name") in {each.name for each in project.versions if each is not version}:
        errors["name"] = "A version with this name already exists in this project."
    if errors:
        raise InvalidFieldsError(errors)
    return changes


def _is_valid(name: str, value: Any) -> bool:
    if name == "name":
        return bool(value.strip())
    return not name.endswith("Date") or _is_date(value)


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _set(version: Version, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        setattr(version, _MEMBERS[name][0], value)


def _other(project: Project, wanted: Any) -> list[Version]:
    """The version that replaces a deleted one, or none. Raises ApiError (400)."""
    if wanted is None:
        return []
    found = [version for version in project.versions if version.id == str(wanted)]
    if not found:
        raise ApiError(400, f"The version with id '{wanted}' does not exist.")
    return found


def replace_on_issues(jira: Jira, version: Version, fixed: list[Version], affected: list[Version]) -> None:
    """Replace a version on all issues."""
    for issue in jira.issues.values():
        for name, others in (("fixVersions", fixed), ("versions", affected)):
            current: list[Version] = issue.fields[name]  # type: ignore[literal-required]  # both are lists of versions
            if version in current:
                kept = [each for each in current if each is not version]
                issue.fields[name] = [*kept, *(each for each in others if each not in kept)]  # type: ignore[literal-required]


def _matches(version: Version, request: Request) -> bool:
    """Whether a version has the wanted text in its name or description, and one of the wanted states."""
    wanted = request.query_params.get("query", "").casefold()
    states = ",".join(request.query_params.getlist("status")).split(",")
    state = "archived" if version.archived else "released" if version.released else "unreleased"
    has_text = wanted in version.name.casefold() or wanted in (version.description or "").casefold()
    return has_text and (states == [""] or state in states)
