"""The routes of the Jira platform: one handler per operation, for versions 3 and 2 of the API."""

from collections.abc import Mapping

from token_conformance.edge.products.api import Api, ApiError
from token_conformance.edge.products.handler import Handler
from token_conformance.edge.products.jira import (
    instance,
    issues,
    projects,
    search,
    settings,
    shared_objects,
    users,
)
from token_conformance.edge.products.jira.answers import error_response
from token_conformance.edge.products.jira.configuration import (
    application,
    avatars,
    columns,
    custom_fields,
    dashboards,
    features,
    permission_schemes,
    properties,
    schemes,
    screens,
    sharing,
    site,
    suggestions,
    usages,
    workflows,
)
from token_conformance.edge.products.jira.issue import (
    attachments,
    bulk,
    bulk_operations,
    comments,
    interest,
    links,
    metadata,
    remote_links,
    worklogs,
)
from token_conformance.edge.products.jira.people import accounts, groups
from token_conformance.edge.products.jira.project import (
    categories,
    components,
    kinds,
    role_catalogue,
    roles,
    version_moves,
    versions,
)

PLATFORM = Api(error_response, ApiError(401, users.NOT_AUTHENTICATED), open_as_published=True)
"""Strangers reach an operation that is published as anonymous (S2), and its View shows them nothing."""

_ISSUE = "issue/{issueIdOrKey}"
_PROJECT = "project/{projectIdOrKey}"
_CREATE = "issue/createmeta/{projectIdOrKey}/issuetypes"

_INSTANCE: Mapping[str, Handler] = {
    "GET serverInfo": instance.get_server_info,
    "GET configuration": instance.get_configuration,
    "GET mypermissions": instance.get_my_permissions,
    "GET permissions": instance.list_permissions,
    "GET auditing/record": instance.list_audit_records,
    "GET field": settings.list_fields,
    "GET issuetype/project": settings.list_issue_types_of_project,
    "GET issuetype": settings.list_issue_types,
    "GET issuetype/{id}": settings.get_issue_type,
    "GET issuetype/{id}/alternatives": settings.list_alternatives,
    "GET priority/search": settings.search_priorities,
    "GET priority": settings.list_priorities,
    "GET priority/{id}": settings.get_priority,
    "GET status": settings.list_statuses,
    "GET status/{idOrName}": settings.get_status,
    "GET statuscategory": settings.list_status_categories,
    "GET statuscategory/{idOrKey}": settings.get_status_category,
    "GET resolution/search": settings.search_resolutions,
    "GET resolution": settings.list_resolutions,
    "GET resolution/{id}": settings.get_resolution,
    "GET label": settings.list_labels,
    "GET issueLinkType": links.list_types,
    "GET issueLinkType/{issueLinkTypeId}": links.get_type,
    "GET filter/search": shared_objects.search_filters,
    "GET filter/my": shared_objects.list_own_filters,
    "GET filter/favourite": shared_objects.list_favourites,
    "POST filter": shared_objects.create_filter,
    "GET filter/{id}": shared_objects.get_filter,
    "PUT filter/{id}": shared_objects.change_filter,
    "DELETE filter/{id}": shared_objects.delete_filter,
    "PUT filter/{id}/favourite": shared_objects.add_favourite,
    "DELETE filter/{id}/favourite": shared_objects.remove_favourite,
}

_PEOPLE: Mapping[str, Handler] = {
    "GET myself": users.get_myself,
    "GET user": users.get_user,
    "GET user/bulk": users.list_by_ids,
    "GET user/groups": users.list_groups_of_user,
    "GET user/picker": users.pick_users,
    "GET user/search": users.find_users,
    "GET user/assignable/search": users.find_assignable_users,
    "GET user/assignable/multiProjectSearch": users.find_assignable_in_projects,
    "GET user/viewissue/search": users.find_viewers,
    "GET users": users.list_users,
    "GET users/search": users.list_users,
    **accounts.HANDLERS,
    **groups.HANDLERS,
}

_PROJECTS: Mapping[str, Handler] = {
    "GET project/search": projects.search_projects,
    "GET project/type": kinds.list_types,
    "GET project/type/accessible": kinds.list_types,
    "GET project/type/{projectTypeKey}": kinds.get_type,
    "GET project/type/{projectTypeKey}/accessible": kinds.get_type,
    "GET project": projects.list_projects,
    "POST project": projects.create_project,
    f"GET {_PROJECT}": projects.get_project,
    f"PUT {_PROJECT}": projects.change_project,
    f"DELETE {_PROJECT}": projects.delete_project,
    f"GET {_PROJECT}/statuses": kinds.list_statuses,
    f"GET {_PROJECT}/versions": versions.list_versions,
    f"GET {_PROJECT}/version": versions.page_versions,
    "POST version": versions.create_version,
    "GET version/{id}": versions.get_version,
    "PUT version/{id}": versions.change_version,
    "DELETE version/{id}": versions.delete_version,
    "POST version/{id}/removeAndSwap": versions.remove_and_swap,
    "GET version/{id}/relatedIssueCounts": versions.count_issues,
    "GET version/{id}/unresolvedIssueCount": versions.count_unresolved,
    f"GET {_PROJECT}/components": components.list_components,
    f"GET {_PROJECT}/component": components.page_components,
    "GET component": components.find_components,
    "POST component": components.create_component,
    "GET component/{id}": components.get_component,
    "PUT component/{id}": components.change_component,
    "DELETE component/{id}": components.delete_component,
    "GET component/{id}/relatedIssueCounts": components.count_issues,
    **version_moves.HANDLERS,
    "GET projectCategory": categories.list_categories,
    "POST projectCategory": categories.create_category,
    "GET projectCategory/{id}": categories.get_category,
    "PUT projectCategory/{id}": categories.change_category,
    "DELETE projectCategory/{id}": categories.delete_category,
    "GET projectvalidate/key": projects.validate_project_key,
    "GET projectvalidate/validProjectKey": projects.get_valid_project_key,
    "GET projectvalidate/validProjectName": projects.get_valid_project_name,
}

_ISSUES: Mapping[str, Handler] = {
    "GET search/jql": search.search_by_query,
    "POST search/jql": search.search_by_body,
    "POST search/approximate-count": search.count,
    "POST jql/parse": search.parse_queries,
    "GET issue/picker": search.suggest,
    "POST issue/watching": interest.list_watching,
    "POST issue/bulk": bulk.create_issues,
    "POST issue/bulkfetch": bulk.fetch_issues,
    "GET issue/createmeta": metadata.get_create_metadata,
    f"GET {_CREATE}": metadata.list_types,
    f"GET {_CREATE}/{{issueTypeId}}": metadata.list_fields,
    "POST issue": issues.create_issue,
    f"GET {_ISSUE}": issues.get_issue,
    f"PUT {_ISSUE}": issues.edit_issue,
    f"DELETE {_ISSUE}": issues.delete_issue,
    f"GET {_ISSUE}/transitions": issues.list_transitions,
    f"POST {_ISSUE}/transitions": issues.do_transition,
    f"PUT {_ISSUE}/assignee": interest.assign,
    f"GET {_ISSUE}/editmeta": metadata.get_edit_metadata,
    f"GET {_ISSUE}/changelog": metadata.list_history,
    f"POST {_ISSUE}/changelog/list": metadata.list_history_by_ids,
}

_ON_ISSUES: Mapping[str, Handler] = {
    "POST comment/list": comments.list_by_ids,
    f"GET {_ISSUE}/comment": comments.list_comments,
    f"POST {_ISSUE}/comment": comments.add_comment,
    f"GET {_ISSUE}/comment/{{id}}": comments.get_comment,
    f"PUT {_ISSUE}/comment/{{id}}": comments.change_comment,
    f"DELETE {_ISSUE}/comment/{{id}}": comments.delete_comment,
    "POST worklog/list": worklogs.list_by_ids,
    "GET worklog/updated": worklogs.list_updated,
    "GET worklog/deleted": worklogs.list_deleted,
    f"GET {_ISSUE}/worklog": worklogs.list_worklogs,
    f"POST {_ISSUE}/worklog": worklogs.add_worklog,
    f"GET {_ISSUE}/worklog/{{id}}": worklogs.get_worklog,
    f"PUT {_ISSUE}/worklog/{{id}}": worklogs.change_worklog,
    f"DELETE {_ISSUE}/worklog/{{id}}": worklogs.delete_worklog,
    "GET attachment/meta": attachments.get_settings,
    f"POST {_ISSUE}/attachments": attachments.add_attachment,
    "GET attachment/{id}": attachments.get_attachment,
    "DELETE attachment/{id}": attachments.delete_attachment,
    "GET attachment/content/{id}": attachments.get_content,
    "POST issueLink": links.link_issues,
    "GET issueLink/{linkId}": links.get_link,
    "DELETE issueLink/{linkId}": links.delete_link,
    f"GET {_ISSUE}/remotelink": remote_links.list_links,
    f"POST {_ISSUE}/remotelink": remote_links.add_link,
    f"DELETE {_ISSUE}/remotelink": remote_links.delete_by_global_id,
    f"GET {_ISSUE}/remotelink/{{linkId}}": remote_links.get_link,
    f"PUT {_ISSUE}/remotelink/{{linkId}}": remote_links.change_link,
    f"DELETE {_ISSUE}/remotelink/{{linkId}}": remote_links.delete_link,
    f"GET {_ISSUE}/watchers": interest.get_watchers,
    f"POST {_ISSUE}/watchers": interest.add_watcher,
    f"DELETE {_ISSUE}/watchers": interest.remove_watcher,
    f"GET {_ISSUE}/votes": interest.get_votes,
    f"POST {_ISSUE}/votes": interest.add_vote,
    f"DELETE {_ISSUE}/votes": interest.remove_vote,
}

_CONFIGURATION: Mapping[str, Handler] = {
    **properties.HANDLERS,
    **columns.HANDLERS,
    **custom_fields.HANDLERS,
    **dashboards.HANDLERS,
    **site.HANDLERS,
    **sharing.HANDLERS,
    **features.HANDLERS,
    **application.HANDLERS,
    **avatars.HANDLERS,
    **permission_schemes.HANDLERS,
    **schemes.HANDLERS,
    **screens.HANDLERS,
    **suggestions.HANDLERS,
    **usages.HANDLERS,
    **workflows.HANDLERS,
    **role_catalogue.HANDLERS,
    **roles.HANDLERS,
}

HANDLERS: Mapping[str, Handler] = {**_CONFIGURATION, **_INSTANCE, **_PEOPLE, **_PROJECTS, **_ISSUES, **_ON_ISSUES}
"""The handler of each operation. A route with a fixed path comes before one that would take it for a name."""


ROUTES = tuple(
    PLATFORM.route(operation.replace(" ", f" /rest/api/{version}/"), handler)
    for version, handlers in ((3, {**HANDLERS, **bulk_operations.HANDLERS}), (2, HANDLERS))
    for operation, handler in handlers.items()
)
