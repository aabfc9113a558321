"""The routes of version 2 of Confluence's API. What it says of pages, it says of blog posts too, but for trees."""

import re

from token_conformance.edge.products.api import Api, ApiError
from token_conformance.edge.products.confluence.v2 import (
    absent,
    comments,
    contents,
    files,
    likes,
    nodes,
    on_content,
    permitted,
    properties,
    spaces,
    tasks,
    tree,
    users,
    writes,
)
from token_conformance.edge.products.confluence.v2.answers import error_response
from token_conformance.edge.products.confluence.v2.find import NODES
from token_conformance.edge.products.handler import Handler

_API = Api(error_response, anonymous_error=ApiError(404))

_OF_BOTH: dict[str, Handler] = {
    "GET {kind}s": contents.list_contents,
    "POST {kind}s": writes.create_content,
    "GET {kind}s/{id}": contents.get_content,
    "PUT {kind}s/{id}": writes.update_content,
    "DELETE {kind}s/{id}": writes.delete_content,
    "GET {kind}s/{id}/attachments": files.list_on_content,
    "GET {kind}s/{id}/footer-comments": comments.list_on_content,
    "GET {kind}s/{id}/inline-comments": comments.list_inline,
    "GET {kind}s/{id}/labels": on_content.list_labels,
    "GET {kind}s/{id}/likes/count": likes.count_of_content,
    "GET {kind}s/{id}/likes/users": likes.list_of_content,
    "GET {kind}s/{id}/operations": permitted.list_on_content,
    "GET {kind}s/{id}/versions": on_content.list_versions,
    "GET {kind}s/{{kind}-id}/versions/{version-number}": on_content.get_version,
    "GET spaces/{id}/{kind}s": contents.list_contents_of_space,
    "GET labels/{id}/{kind}s": on_content.list_labelled,
}

_OF_OTHERS: dict[str, Handler] = {
    "PUT pages/{id}/title": writes.update_title,
    "GET pages/{id}/children": tree.list_children,
    "POST content/convert-ids-to-types": on_content.convert_ids,
    "GET labels": on_content.list_all_labels,
    "GET labels/{id}/attachments": on_content.list_labelled_files,
    "GET footer-comments": comments.list_comments,
    "POST footer-comments": comments.create_comment,
    "GET footer-comments/{comment-id}": comments.get_comment,
    "PUT footer-comments/{comment-id}": comments.update_comment,
    "DELETE footer-comments/{comment-id}": comments.delete_comment,
    "GET footer-comments/{id}/children": comments.list_answers,
    "GET footer-comments/{id}/versions": comments.list_versions,
    "GET footer-comments/{id}/versions/{version-number}": comments.get_version,
    "GET footer-comments/{id}/likes/count": likes.count_of_comment,
    "GET footer-comments/{id}/likes/users": likes.list_of_comment,
    "GET footer-comments/{id}/operations": permitted.list_on_comment,
    "GET inline-comments": absent.list_nothing,
    "GET attachments": files.list_files,
    "GET attachments/{id}": files.get_file,
    "DELETE attachments/{id}": files.delete_file,
    "GET attachments/{id}/operations": permitted.list_on_file,
    "GET attachments/{id}/footer-comments": comments.list_on_file,
    "GET attachments/{id}/labels": on_content.list_labels_of_file,
    "GET attachments/{id}/versions": files.list_versions,
    "GET attachments/{attachment-id}/versions/{version-number}": files.get_version,
    "GET spaces": spaces.list_spaces,
    "POST spaces": spaces.create_space,
    "GET spaces/{id}": spaces.get_space,
    "GET spaces/{id}/labels": on_content.list_labels_of_space,
    "GET spaces/{id}/content/labels": on_content.list_labels_in_space,
    "GET spaces/{id}/operations": permitted.list_on_space,
    "GET spaces/{id}/permissions": spaces.list_permissions,
    "POST users-bulk": users.list_users,
    "POST user/access/check-access-by-email": users.list_without_access,
    "GET tasks": tasks.list_tasks,
    "GET tasks/{id}": tasks.get_task,
    "PUT tasks/{id}": tasks.update_task,
}

_OF_PROPERTIES: dict[str, Handler] = {
    "GET {owner}s/{{owner}-id}/properties": properties.list_properties,
    "POST {owner}s/{{owner}-id}/properties": properties.create_property,
    "GET {owner}s/{{owner}-id}/properties/{property-id}": properties.get_property,
    "PUT {owner}s/{{owner}-id}/properties/{property-id}": properties.update_property,
    "DELETE {owner}s/{{owner}-id}/properties/{property-id}": properties.delete_property,
}

_OF_NODES: dict[str, Handler] = {
    "POST {node}": nodes.create_node,
    "GET {node}/{id}": nodes.get_node,
    "DELETE {node}/{id}": nodes.delete_node,
    "GET {node}/{id}/operations": permitted.list_on_node,
    "GET {node}/{id}/properties": properties.list_properties,
    "POST {node}/{id}/properties": properties.create_property,
}

_OF_TREES: dict[str, Handler] = {
    "GET {item}/{id}/direct-children": tree.list_direct_children,
    "GET {item}/{id}/descendants": tree.list_descendants,
    "GET {item}/{id}/ancestors": tree.list_ancestors,
}

_ABSENT = (
    "GET inline-comments/{comment-id}",
    "PUT inline-comments/{comment-id}",
    "DELETE inline-comments/{comment-id}",
    *(f"GET inline-comments/{{id}}/{part}" for part in ("children", "likes/count", "likes/users", "operations")),
    "GET inline-comments/{id}/versions",
    "GET inline-comments/{id}/versions/{version-number}",
    "GET custom-content",
    "POST custom-content",
    "GET pages/{id}/custom-content",
    "GET blogposts/{id}/custom-content",
    "GET spaces/{id}/custom-content",
    "GET custom-content/{id}",
    "PUT custom-content/{id}",
    "DELETE custom-content/{id}",
    *(f"GET custom-content/{{id}}/{part}" for part in ("attachments", "children", "footer-comments", "labels")),
    "GET custom-content/{id}/operations",
    "GET custom-content/{custom-content-id}/versions",
    "GET custom-content/{custom-content-id}/versions/{version-number}",
    "GET custom-content/{custom-content-id}/properties",
    "POST custom-content/{custom-content-id}/properties",
    *(
        f"{method} custom-content/{{custom-content-id}}/properties/{{property-id}}"
        for method in ("GET", "PUT", "DELETE")
    ),
    "GET classification-levels",
    *(f"{method} spaces/{{id}}/classification-level/default" for method in ("GET", "PUT", "DELETE")),
    *(
        f"{method} {kind}/{{id}}/classification-level{part}"
        for kind in ("pages", "blogposts", "whiteboards", "databases")
        for method, part in (("GET", ""), ("PUT", ""), ("POST", "/reset"))
    ),
)
"""Operations on things of which the tenant has none: 404 is documented for them.

Without an app there is no type of custom content, and without data classification no level.
"""

_KINDS = ("page", "blogpost")
_TREES = ("pages", *NODES)
_OF_ONE_PROPERTY = [(name, handler) for name, handler in _OF_PROPERTIES.items() if name.endswith("{property-id}")]
_OWNERS = (*_KINDS, "attachment", "comment", "space")
_PARTS = {"version-number": "number", "property-id": "property_id"}
"""Names of parts of a path that handlers read under another name; every other part is the id of what it is about."""


def _route_of(name: str) -> str:
    method, _, path = name.partition(" ")
    return f"{method} /wiki/api/v2/{path}"


def _template_of(route: str) -> str:
    return re.sub(r"\{([^}]+)\}", lambda found: f"{{{_PARTS.get(found[1], 'id')}}}", route.partition(" ")[2])


HANDLERS = {
    **{_route_of(name.replace("{kind}", kind)): handler for kind in _KINDS for name, handler in _OF_BOTH.items()},
    **{_route_of(name): handler for name, handler in _OF_OTHERS.items()},
    **{_route_of(name.replace("{owner}", one)): handler for one in _OWNERS for name, handler in _OF_PROPERTIES.items()},
    **{_route_of(name.replace("{node}", one)): handler for one in NODES for name, handler in _OF_NODES.items()},
    **{_route_of(name.replace("{owner}", one[:-1])): handler for one in NODES for name, handler in _OF_ONE_PROPERTY},
    **{_route_of(name.replace("{item}", one)): handler for one in _TREES for name, handler in _OF_TREES.items()},
    **{_route_of(name): absent.find_nothing for name in _ABSENT},
}
"""The handlers by the operation that each answers."""

ROUTES = tuple(_API.route(route, handler, template=_template_of(route)) for route, handler in HANDLERS.items())
