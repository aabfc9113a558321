"""The routes of version 1 of Confluence's API.

Some of its operations are no longer published, but clients still call them (rule G8).
"""

from token_conformance.edge.products.api import Api, ApiError
from token_conformance.edge.products.confluence.v1 import (
    analytics,
    attachments,
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
    grants,
    groups,
    permissions,
    user_properties,
    users,
    watches,
)
from token_conformance.edge.products.confluence.v1_site import (
    audit,
    conversions,
    macros,
    relations,
    settings,
    states,
    themes,
)
from token_conformance.edge.products.handler import Handler

_API = Api(error_response, anonymous_error=ApiError(403, "Request rejected because caller cannot access Confluence"))

_PUBLISHED: dict[str, Handler] = {
    "GET audit": audit.list_records,
    "POST audit": audit.create_record,
    "GET audit/since": audit.list_since,
    "GET audit/retention": audit.get_retention,
    "PUT audit/retention": audit.set_retention,
    "GET settings/theme": themes.list_themes,
    "GET settings/theme/selected": themes.get_selected_theme,
    "GET settings/theme/{themeKey}": themes.get_theme,
    "GET settings/systemInfo": settings.get_system_info,
    "GET content-states": states.list_own,
    "POST contentbody/convert/async/{to}": conversions.convert,
    "GET contentbody/convert/async/{id}": conversions.get_conversion,
    "POST contentbody/convert/async/bulk/tasks": conversions.convert_many,
    "GET contentbody/convert/async/bulk/tasks": conversions.get_conversions,
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
    "POST group": groups.create_group,
    "DELETE group/by-id": groups.delete_group,
    "POST group/userByGroupId": groups.add_member,
    "DELETE group/userByGroupId": groups.remove_member,
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
    "GET content/{id}/history/{version}/macro/id/{macroId}": macros.get_macro,
    "GET content/{id}/state": states.get_state,
    "PUT content/{id}/state": states.set_state,
    "DELETE content/{id}/state": states.remove_state,
    "GET content/{id}/state/available": states.list_available,
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
    "GET content/{id}/restriction/byOperation/{operationKey}/byGroupId/{groupId}": restrictions.is_restricted_to_group,
    "PUT content/{id}/restriction/byOperation/{operationKey}/byGroupId/{groupId}": restrictions.add_group,
    "DELETE content/{id}/restriction/byOperation/{operationKey}/byGroupId/{groupId}": restrictions.remove_group,
    "PUT content/{pageId}/move/{position}/{targetId}": children.move_content,
    "POST space": spaces.create_space,
    "PUT space/{spaceKey}": spaces.update_space,
    "DELETE space/{spaceKey}": spaces.delete_space,
    "GET space/{spaceKey}/label": label_info.list_labels_of_space,
    "POST space/{spaceKey}/label": label_info.add_labels_to_space,
    "DELETE space/{spaceKey}/label": label_info.remove_label_from_space,
    "GET space/{spaceKey}/settings": settings.get_settings,
    "PUT space/{spaceKey}/settings": settings.update_settings,
    "GET space/{spaceKey}/state": states.list_of_space,
    "GET space/{spaceKey}/state/content": states.list_contents,
    "GET space/{spaceKey}/state/settings": states.get_settings,
    "GET space/{spaceKey}/theme": themes.get_theme_of_space,
    "PUT space/{spaceKey}/theme": themes.set_theme_of_space,
    "DELETE space/{spaceKey}/theme": themes.reset_theme_of_space,
    "POST space/{spaceKey}/permission": grants.add_permission,
    "DELETE space/{spaceKey}/permission/{id}": grants.remove_permission,
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

_RELATION = "relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}"
_PUBLISHED |= {
    f"GET {_RELATION}": relations.list_targets,
    "GET relation/{relationName}/to/{targetType}/{targetKey}/from/{sourceType}": relations.list_sources,
    f"GET {_RELATION}/{{targetKey}}": relations.get_relation,
    f"PUT {_RELATION}/{{targetKey}}": relations.create_relation,
    f"DELETE {_RELATION}/{{targetKey}}": relations.delete_relation,
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
