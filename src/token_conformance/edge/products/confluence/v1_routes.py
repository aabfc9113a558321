"""The routes of version 1 of Confluence's API.

Some of its operations are no longer published, but clients still call them (rule G8).
"""

from token_conformance.edge.products.api import Api, ApiError
from token_conformance.edge.products.confluence.v1 import (
    analytics,
    attachments,
    audit,
    children,
    contents,
    copies,
    label_info,
    labels,
    long_tasks,
    restrictions,
    search,
    spaces,
    templates,
)
from token_conformance.edge.products.confluence.v1.answers import error_response
from token_conformance.edge.products.confluence.v1_people import (
    find_users,
    groups,
    permissions,
    user_properties,
    users,
    watches,
)
from token_conformance.edge.products.handler import Handler

_API = Api(error_response, anonymous_error=ApiError(403, "Request rejected because caller cannot access Confluence"))

_PUBLISHED: dict[str, Handler] = {
    "GET audit": audit.list_records,
    "GET search": search.search,
    "GET search/user": find_users.search_users,
    "GET analytics/content/{contentId}/views": analytics.count_nothing,
    "GET analytics/content/{contentId}/viewers": analytics.count_nothing,
    "GET template/blueprint": templates.list_blueprints,
    "GET user": users.get_user,
    "GET user/current": users.get_current_user,
    "GET user/bulk": users.list_users,
    "GET user/anonymous": users.get_anonymous_user,
    "GET user/memberof": groups.list_groups_of_user,
    "GET user/{userId}/property": user_properties.list_properties,
    "GET user/{userId}/property/{key}": user_properties.get_property,
    "POST user/{userId}/property/{key}": user_properties.create_property,
    "PUT user/{userId}/property/{key}": user_properties.update_property,
    "DELETE user/{userId}/property/{key}": user_properties.delete_property,
    "GET group": groups.list_groups,
    "GET group/by-id": groups.get_group,
    "GET group/picker": groups.find_groups,
    "GET group/{groupId}/membersByGroupId": groups.list_members,
    "GET label": label_info.get_label,
    "GET longtask": long_tasks.list_tasks,
    "GET longtask/{id}": long_tasks.get_task,
    "POST content/archive": copies.archive_pages,
    "POST content/{id}/copy": copies.copy_page,
    "POST content/{id}/pagehierarchy/copy": copies.copy_tree,
    "DELETE content/{id}/pageTree": copies.delete_tree,
    "POST content/{id}/permission/check": permissions.check_permission,
    "POST content/{id}/version": children.restore_version,
    "DELETE content/{id}/version/{versionNumber}": children.delete_version,
    "GET content/{id}/notification/child-created": watches.list_watchers_of_content,
    "GET content/{id}/notification/created": watches.list_watchers_of_the_space,
    "GET content/search": search.search_content,
    "POST content/{id}/child/attachment": attachments.create_attachments,
    "PUT content/{id}/child/attachment": attachments.create_or_update_attachments,
    "PUT content/{id}/child/attachment/{attachmentId}": attachments.update_properties,
    "POST content/{id}/child/attachment/{attachmentId}/data": attachments.update_data,
    "GET content/{id}/child/attachment/{attachmentId}/download": attachments.download_attachment,
    "GET content/{id}/descendant": children.get_descendants,
    "GET content/{id}/descendant/{type}": children.list_descendants,
    "POST content/{id}/label": labels.add_labels,
    "DELETE content/{id}/label": labels.remove_named_label,
    "DELETE content/{id}/label/{label}": labels.remove_label,
    "GET content/{id}/restriction": restrictions.list_restrictions,
    "PUT content/{id}/restriction": restrictions.set_restrictions,
    "POST content/{id}/restriction": restrictions.add_restrictions,
    "DELETE content/{id}/restriction": restrictions.delete_restrictions,
    "GET content/{id}/restriction/byOperation": restrictions.list_by_operation,
    "GET content/{id}/restriction/byOperation/{operationKey}": restrictions.get_by_operation,
    "GET content/{id}/restriction/byOperation/{operationKey}/user": restrictions.is_restricted_to_user,
    "PUT content/{id}/restriction/byOperation/{operationKey}/user": restrictions.add_user,
    "DELETE content/{id}/restriction/byOperation/{operationKey}/user": restrictions.remove_user,
    "PUT content/{pageId}/move/{position}/{targetId}": children.move_content,
    "POST space": spaces.create_space,
    "PUT space/{spaceKey}": spaces.update_space,
    "DELETE space/{spaceKey}": spaces.delete_space,
    "GET space/{spaceKey}/label": label_info.list_labels_of_space,
    "POST space/{spaceKey}/label": label_info.add_labels_to_space,
    "DELETE space/{spaceKey}/label": label_info.remove_label_from_space,
    "GET space/{spaceKey}/watch": watches.list_watchers_of_space,
    "POST template": templates.create_template,
    "PUT template": templates.update_template,
    "GET template/page": templates.list_templates,
    "GET template/{contentTemplateId}": templates.get_template,
    "DELETE template/{contentTemplateId}": templates.delete_template,
}

_WATCHES = {
    "content/{contentId}": watches.of_content,
    "space/{spaceKey}": watches.of_space,
    "label/{labelName}": watches.of_label,
}
_PUBLISHED |= {
    f"{method} user/watch/{path}": handler
    for path, watch in _WATCHES.items()
    for method, handler in zip(("GET", "POST", "DELETE"), watch, strict=True)
}

_RETIRED: dict[str, Handler] = {
    "GET content": contents.list_content,
    "POST content": contents.create_content,
    "GET content/{id}": contents.get_content,
    "PUT content/{id}": contents.update_content,
    "DELETE content/{id}": contents.delete_content,
    "GET content/{id}/child": children.get_children,
    "GET content/{id}/child/attachment": children.list_children,
    "GET content/{id}/child/comment": children.list_children,
    "GET content/{id}/child/{type}": children.list_children,
    "GET content/{id}/history": children.get_history,
    "GET content/{id}/version": children.list_versions,
    "GET content/{id}/version/{versionNumber}": children.get_version,
    "GET content/{id}/label": labels.list_labels,
    "GET content/{id}/property": labels.list_properties,
    "POST content/{id}/property": labels.create_property,
    "GET content/{id}/property/{key}": labels.get_property,
    "POST content/{id}/property/{key}": labels.create_property,
    "PUT content/{id}/property/{key}": labels.update_property,
    "DELETE content/{id}/property/{key}": labels.delete_property,
    "GET space": spaces.list_spaces,
    "GET space/{spaceKey}": spaces.get_space,
    "GET space/{spaceKey}/content": spaces.get_space_content,
    "GET space/{spaceKey}/content/{type}": spaces.list_space_content,
}


def _route_of(name: str) -> str:
    method, _, path = name.partition(" ")
    return f"{method} /wiki/rest/api/{path}"


HANDLERS = {_route_of(name): handler for name, handler in (_PUBLISHED | _RETIRED).items()}
"""The handlers by the operation that each answers."""

ROUTES = tuple(_API.route(route, handler) for route, handler in HANDLERS.items())
