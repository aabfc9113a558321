"""The routes of the Jira platform: one handler per operation, for versions 3 and 2 of the API."""

from starlette.routing import Route

from token_conformance.edge.products.api import Api, ApiError
from token_conformance.edge.products.handler import Answer, Handler
from token_conformance.edge.products.jira import (
    activity,
    attachments,
    instance,
    issues,
    projects,
    search,
    shared_objects,
    users,
)
from token_conformance.edge.products.jira.answers import error_response

PLATFORM = Api(error_response=error_response, anonymous_error=ApiError(401, users.NOT_AUTHENTICATED))

_ISSUE = "issue/{issueIdOrKey}"
_PROJECT = "project/{projectIdOrKey}"

ANONYMOUS: dict[str, Handler | Answer] = {
    "GET serverInfo": instance.get_server_info,
    "GET mypermissions": instance.get_my_permissions,
    "GET universal_avatar/view/type/{type}/avatar/{id}": instance.get_avatar,
    "GET field": instance.list_fields,
    "GET issuetype": instance.list_issue_types,
    "GET issuetype/{id}": instance.get_issue_type,
    "GET priority": instance.list_priorities,
    "GET priority/{id}": instance.get_priority,
    "GET status": instance.list_statuses,
    "GET status/{idOrName}": instance.get_status,
    "GET statuscategory/{idOrKey}": instance.get_status_category,
    "GET resolution/{id}": instance.get_resolution,
    "GET user": users.get_user,
    "GET users/search": users.list_users,
    "GET user/search": users.find_users,
    "GET user/assignable/search": users.find_assignable_users,
    "GET project": projects.list_projects,
    "GET project/search": projects.search_projects,
    f"GET {_PROJECT}": projects.get_project,
    f"GET {_PROJECT}/versions": projects.list_versions,
    f"GET {_PROJECT}/version": projects.page_versions,
    f"GET {_PROJECT}/components": projects.list_components,
    f"GET {_PROJECT}/component": projects.page_components,
    "GET version/{id}": projects.get_version,
    "GET component/{id}": projects.get_component,
    "POST issue": issues.create_issue,
    "GET issue/picker": search.suggest,
    f"GET {_ISSUE}": issues.get_issue,
    f"PUT {_ISSUE}": issues.edit_issue,
    f"DELETE {_ISSUE}": issues.delete_issue,
    f"GET {_ISSUE}/transitions": issues.list_transitions,
    f"POST {_ISSUE}/transitions": issues.do_transition,
    f"GET {_ISSUE}/comment": activity.list_comments,
    f"POST {_ISSUE}/comment": activity.add_comment,
    f"GET {_ISSUE}/comment/{{id}}": activity.get_comment,
    f"GET {_ISSUE}/worklog": activity.list_worklogs,
    f"POST {_ISSUE}/worklog": activity.add_worklog,
    f"GET {_ISSUE}/worklog/{{id}}": activity.get_worklog,
    f"POST {_ISSUE}/attachments": attachments.add_attachment,
    "GET attachment/{id}": attachments.get_attachment,
    "GET attachment/content/{id}": attachments.get_content,
    "GET search/jql": search.search_by_query,
    "POST search/jql": search.search_by_body,
    "GET filter/search": shared_objects.search_filters,
    "GET filter/{id}": shared_objects.get_filter,
    "GET dashboard": shared_objects.list_dashboards,
    "GET dashboard/{id}": shared_objects.get_dashboard,
}
"""Operations that the site passes on for anonymous callers (rule S2); the handler's View decides what they see."""

AUTHENTICATED: dict[str, Handler | Answer] = {
    "GET myself": users.get_myself,
    "GET configuration": instance.get_configuration,
    "GET projectvalidate/key": projects.validate_project_key,
    "GET projectvalidate/validProjectKey": projects.get_valid_project_key,
}
"""Operations that need an account; the gate of the site already refuses anonymous callers (rule S3)."""


def _routes(handlers: dict[str, Handler | Answer], *, is_open: bool) -> tuple[Route, ...]:
    return tuple(
        PLATFORM.route(operation.replace(" ", f" /rest/api/{version}/"), handler, is_open=is_open)
        for version in (3, 2)
        for operation, handler in handlers.items()
    )


ROUTES = _routes(ANONYMOUS, is_open=True) + _routes(AUTHENTICATED, is_open=False)
