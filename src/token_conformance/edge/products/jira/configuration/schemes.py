"""Schemes of issue types, notifications and issue security, which projects use."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import not_found
from token_conformance.edge.products.jira.configuration.listing import Bean, named_list, one, pages, unchanged
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.project import Project, ProjectKind

FIRST_TYPE_SCHEME = 10000
NOTIFICATION_SCHEME = 10000
SECURITY_SCHEME = 10000
_LEVEL = 10000
_NOTIFICATIONS = [
    {"id": 1, "name": "Issue created", "description": "This is the 'issue created' event."},
    {"id": 2, "name": "Issue updated", "description": "This is the 'issue updated' event."},
]
_HOLDERS = ["CurrentAssignee", "Reporter", "AllWatchers"]


def _type_schemes(_: Request) -> list[Bean]:
    return [_type_scheme(kind) for kind in ProjectKind]


def _type_scheme(kind: ProjectKind) -> Bean:
    """The scheme of the projects of one kind."""
    number = FIRST_TYPE_SCHEME + list(ProjectKind).index(kind)
    name = f"{kind.value}: Issue Type Scheme"
    return {"id": str(number), "name": name, "description": "", "defaultIssueTypeId": kind.issue_types[0].id}


def _type_mappings(request: Request) -> list[Bean]:
    wanted = request.query_params.getlist("issueTypeSchemeId")
    pairs = [(_type_scheme(kind)["id"], each.id) for kind in ProjectKind for each in kind.issue_types]
    return [
        {"issueTypeSchemeId": scheme, "issueTypeId": issue_type}
        for scheme, issue_type in pairs
        if not wanted or scheme in wanted
    ]


def _types_of_projects(request: Request) -> list[Bean]:
    """The schemes of the projects that the query names. Raises ApiError (400) if it names none."""
    wanted = request.query_params.getlist("projectId")
    if not wanted:
        raise ApiError(400, "The query parameter 'projectId' is required.")
    projects = [each for each in View.of(request).jira.projects.values() if each.id in wanted]
    return [
        {"issueTypeScheme": _type_scheme(kind), "projectIds": ids}
        for kind in ProjectKind
        if (ids := [each.id for each in projects if each.kind is kind])
    ]


def _notification_schemes(request: Request) -> list[Bean]:
    """The only scheme, which all projects use; `projectId` and `onlyDefault` leave it."""
    api, expand = ApiVersion.of(request), set(requested_fields(request, "expand"))
    scheme: Bean = {
        "expand": "notificationSchemeEvents,user,group,projectRole,field,all",
        "id": NOTIFICATION_SCHEME,
        "self": api.url(f"notificationscheme/{NOTIFICATION_SCHEME}"),
        "name": "Default Notification Scheme",
        "description": "",
    }
    if expand & {"all", "notificationSchemeEvents", "user", "group", "projectRole", "field"}:
        notifications = [{"id": number, "notificationType": kind} for number, kind in enumerate(_HOLDERS, 10000)]
        scheme["notificationSchemeEvents"] = [
            {"event": event, "notifications": notifications} for event in _NOTIFICATIONS
        ]
    wanted = request.query_params.getlist("projectId")
    return [scheme] if not wanted or any(View.of(request).jira.project(each) for each in wanted) else []


def _notified_projects(request: Request) -> list[Bean]:
    query = request.query_params
    schemes, wanted = query.getlist("notificationSchemeId"), query.getlist("projectId")
    return [
        {"notificationSchemeId": str(NOTIFICATION_SCHEME), "projectId": each.id}
        for each in View.of(request).jira.projects.values()
        if (not schemes or str(NOTIFICATION_SCHEME) in schemes) and (not wanted or each.id in wanted)
    ]


_EXPAND = "all field group notificationSchemeEvents projectRole user"


@honours(expand=_EXPAND)
async def get_notification_scheme_of_project(request: Request) -> Response:
    """Answer `GET project/{projectKeyOrId}/notificationscheme`."""
    _project(request)
    return JSONResponse(_notification_schemes(request)[0])


def _security_schemes(request: Request) -> list[Bean]:
    return [
        {
            "self": ApiVersion.of(request).url(f"issuesecurityschemes/{SECURITY_SCHEME}"),
            "id": SECURITY_SCHEME,
            "name": "Default",
            "description": "",
            "defaultSecurityLevelId": _LEVEL,
        }
    ]


def _security_levels(request: Request) -> list[Bean]:
    link = ApiVersion.of(request).url(f"securitylevel/{_LEVEL}")
    return [{"self": link, "id": str(_LEVEL), "description": "", "name": "Reporter and administrators"}]


def _schemes_with_levels(request: Request) -> list[Bean]:
    return [scheme | {"levels": _security_levels(request)} for scheme in _security_schemes(request)]


@honours()
async def get_security_scheme_of_project(request: Request) -> Response:
    """Answer `GET project/{projectKeyOrId}/issuesecuritylevelscheme`."""
    if _project(request).security_scheme is None:
        raise not_found("The issue security scheme of the project")
    return JSONResponse(_schemes_with_levels(request)[0])


@honours()
async def list_levels_of_project(request: Request) -> Response:
    """Answer `GET project/{projectKeyOrId}/securitylevel`."""
    levels = _security_levels(request) if _project(request).security_scheme is not None else []
    return JSONResponse({"levels": levels})


def _project(request: Request) -> Project:
    return View.of(request).project(request, "projectKeyOrId")


HANDLERS = {
    "GET issuetypescheme/mapping": pages(_type_mappings, "issueTypeSchemeId"),
    "GET issuetypescheme/project": pages(_types_of_projects, "projectId"),
    "GET issuetypescheme": pages(_type_schemes, "id queryString orderBy"),
    "DELETE issuetypescheme/{issueTypeSchemeId}": unchanged("Issue type scheme", _type_schemes, "issueTypeSchemeId"),
    "GET notificationscheme/project": pages(_notified_projects, "notificationSchemeId projectId"),
    "GET notificationscheme": pages(_notification_schemes, "id projectId onlyDefault", _EXPAND),
    "GET notificationscheme/{id}": one("Notification scheme", _notification_schemes, expand=_EXPAND),
    "PUT notificationscheme/{id}/notification": unchanged("Notification scheme", _notification_schemes),
    "GET project/{projectKeyOrId}/notificationscheme": get_notification_scheme_of_project,
    "GET issuesecurityschemes": named_list("issueSecuritySchemes", _security_schemes),
    "GET issuesecurityschemes/{id}": one("Issue security scheme", _schemes_with_levels),
    "GET securitylevel/{id}": one("Issue security level", _security_levels),
    "GET project/{projectKeyOrId}/issuesecuritylevelscheme": get_security_scheme_of_project,
    "GET project/{projectKeyOrId}/securitylevel": list_levels_of_project,
}
