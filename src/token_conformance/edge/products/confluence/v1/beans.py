"""The JSON of spaces, pages, blog posts, comments and files in version 1 of Confluence's API.

A part of a resource is shown only if `expand` names it. `_expandable` has the paths of parts that are not shown, and an
empty string for a part that has no path. Links name the site at both URL forms (rule G7).
"""

from collections.abc import Callable, Mapping

from token_conformance.edge.products.api import Call
from token_conformance.edge.products.confluence.answers import Bean, unmodelled
from token_conformance.edge.products.confluence.bodies import body_bean
from token_conformance.edge.products.confluence.expand import BODIES, Expand
from token_conformance.edge.products.confluence.paths import (
    comment_path,
    preview_path,
    servlet_path,
    tiny_path,
    web_path,
)
from token_conformance.edge.products.confluence.space_permissions import Held, permissions_of
from token_conformance.edge.products.confluence.v1.parts import (
    content_url,
    file_history_bean,
    file_version_bean,
    group_bean,
    history_bean,
    labels_bean,
    property_bean,
    restrictions_bean,
    some,
    user_bean,
    version_bean,
)
from token_conformance.edge.tenant.confluence_content import Attachment, Comment, Content, Space

NOTHING = Expand()
_CHILDREN_SHOWN = 25

Part = Callable[[Expand], Bean | list[Bean]]


def space_bean(call: Call, space: Space, expand: Expand = NOTHING) -> Bean:
    """A space; unlike in version 2, its id is a number."""
    home = call.state.confluence.contents.get(space.homepage_id)
    parts: Mapping[str, Part] = {
        "description": lambda _: _description(space),
        "permissions": lambda _: [_permission(call, one) for one in permissions_of(call, space)],
    }
    if home is not None:
        parts = {**parts, "homepage": lambda below: content_bean(call, home, below)}
    paths = {"homepage": f"/rest/api/content/{space.homepage_id}"} if home else {}
    return {
        "id": int(space.id),
        "key": space.key,
        "name": space.name,
        "type": "global",
        "status": "current",
        **_shown(parts, expand, paths),
        "_links": {"self": f"{call.site}/wiki/rest/api/space/{space.key}", "webui": f"/spaces/{space.key}"},
    }


def _permission(call: Call, one: Held) -> Bean:
    group = call.state.jira.groups.find(one.subject) if one.kind == "group" else None
    subject = group_bean(call, group) if group else user_bean(call, one.subject)
    return {
        "id": int(one.id),
        "subjects": {one.kind: {"results": [subject], "size": 1}, "_expandable": {}},
        "operation": {"operation": one.operation, "targetType": one.target},
        "anonymousAccess": False,
        "unlicensedAccess": False,
    }


def _description(space: Space) -> Bean:
    return {"plain": {"value": space.description, "representation": "plain", "embeddedContent": []}}


def content_bean(call: Call, content: Content, expand: Expand = NOTHING) -> Bean:
    """A page or blog post."""
    path, space_path = f"/rest/api/content/{content.id}", f"/rest/api/space/{content.space.key}"
    parts: Mapping[str, Part] = {
        "space": lambda below: space_bean(call, content.space, below),
        "container": lambda below: space_bean(call, content.space, below),
        "version": lambda _: version_bean(call, content.id, content.latest),
        "history": lambda below: history_bean(call, content, below),
        "ancestors": lambda _: [content_bean(call, page) for page in call.state.confluence.ancestors(content)],
        "metadata": lambda below: _metadata(call, content, below),
        "restrictions": lambda _: restrictions_bean(call, content),
        "extensions": lambda _: {},
        "body": lambda below: _bodies(content.body, below),
        "children": lambda below: children_bean(call, content, below),
    }
    children = {"page": f"{path}/child/page"} if content.type == "page" else {}
    paths = {
        "space": space_path,
        "container": space_path,
        "history": f"{path}/history",
        "restrictions": f"{path}/restriction/byOperation",
        "children": f"{path}/child" if children else "",
        "descendants": f"{path}/descendant" if children else "",
        "operations": "",
    }
    return {
        "id": content.id,
        "type": content.type,
        "status": content.status,
        "title": content.title,
        **({"subtype": "live"} if content.is_live else {}),
        **_shown(parts, expand, paths),
        "_links": {
            "self": content_url(call, content.id),
            "webui": web_path(content),
            "tinyui": tiny_path(content),
        },
    }


def children_bean(call: Call, content: Content, expand: Expand) -> Bean:
    """What is directly below a page: pages, comments and files, each kind if `expand` names it."""
    url, path = content_url(call, content.id), f"/rest/api/content/{content.id}"
    kinds: Mapping[str, Callable[[Expand], list[Bean]]] = {
        "page": lambda below: [content_bean(call, page, below) for page in call.state.confluence.children(content)],
        "comment": lambda below: [comment_bean(call, content, comment, below) for comment in content.comments],
        "attachment": lambda below: [file_bean(call, content, file, below) for file in content.attachments.values()],
    }
    shown = {
        kind: some(beans(expand.below(kind)), f"{url}/child/{kind}", _CHILDREN_SHOWN)
        for kind, beans in kinds.items()
        if expand.has(kind)
    }
    hidden = {kind: f"{path}/child/{kind}" for kind in kinds if kind not in shown}
    return {**shown, "_expandable": hidden, "_links": {"self": f"{url}/child"}}


def comment_bean(call: Call, content: Content, comment: Comment, expand: Expand = NOTHING) -> Bean:
    """A comment at the foot of a page or blog post."""
    parts: Mapping[str, Part] = {
        "container": lambda below: content_bean(call, content, below),
        "space": lambda below: space_bean(call, content.space, below),
        "version": lambda _: version_bean(call, comment.id, comment.latest),
        "history": lambda below: history_bean(call, comment, below),
        "ancestors": lambda _: [comment_bean(call, content, above) for above in _comments_above(content, comment)],
        "metadata": lambda _: {"labels": some([]), "properties": _properties(call, comment)},
        "extensions": lambda _: {},
        "body": lambda below: _bodies(comment.body, below),
    }
    paths = {"container": f"/rest/api/content/{content.id}", "space": f"/rest/api/space/{content.space.key}"}
    return {
        "id": comment.id,
        "type": "comment",
        "status": "current",
        "title": comment.title,
        **_shown(parts, expand, paths),
        "extensions": {"location": "footer"},
        "_links": {"self": content_url(call, comment.id), "webui": comment_path(content, comment)},
    }


def file_bean(call: Call, content: Content, file: Attachment, expand: Expand = NOTHING) -> Bean:
    """The newest version of a file on a page; its version is always shown, and so is its metadata."""
    facts = {"mediaType": file.media_type, "comment": file.comment}
    parts: Mapping[str, Part] = {
        "container": lambda below: content_bean(call, content, below),
        "space": lambda below: space_bean(call, content.space, below),
        "version": lambda _: file_version_bean(call, file),
        "history": lambda _: file_history_bean(call, file),
        "metadata": lambda _: {**facts, "labels": some([]), "properties": _properties(call, file)},
        "extensions": lambda _: {},
    }
    paths = {"container": f"/rest/api/content/{content.id}", "space": f"/rest/api/space/{content.space.key}"}
    return {
        "id": file.id,
        "type": "attachment",
        "status": "current",
        "title": file.title,
        "version": file_version_bean(call, file),
        "metadata": facts,
        **_shown(parts, expand, paths),
        "extensions": {**facts, "fileSize": len(file.data)},
        "_links": {
            "self": content_url(call, file.id),
            "webui": preview_path(content, file),
            "download": servlet_path(content, file),
        },
    }


def _comments_above(content: Content, comment: Comment) -> list[Comment]:
    """The comments that a comment answers, the first one first."""
    above = [other for other in content.comments if other.id == comment.parent_id]
    return [*(before for other in above for before in _comments_above(content, other)), *above]


def _metadata(call: Call, content: Content, expand: Expand) -> Bean:
    path = f"/rest/api/content/{content.id}"
    parts: Mapping[str, Part] = {
        "labels": lambda _: labels_bean(call, content),
        "properties": lambda _: _properties(call, content),
    }
    return _shown(parts, expand, {"labels": f"{path}/label", "properties": f"{path}/property"})


def _properties(call: Call, owner: Content | Comment | Attachment) -> Bean:
    """The properties of a page, a blog post, a comment or a file, by their keys."""
    return {item.key: property_bean(call, owner.id, item) for item in owner.properties.values()}


def _bodies(text: str, expand: Expand) -> Bean:
    shown = [bean for name in BODIES if expand.has(name) for bean in body_bean(text, name).items()]
    return {**dict(shown), "_expandable": {name: "" for name in BODIES if not expand.has(name)}}


def _shown(parts: Mapping[str, Part], expand: Expand, paths: Mapping[str, str]) -> Bean:
    """The parts that `expand` names, and the paths of the others. Raises ApiError (501) for any other part."""
    for name in sorted({value.partition(".")[0] for value in expand.values} - {"title", *parts}):
        raise unmodelled(f"what `expand={name}` shows here")
    shown = {name: part(expand.below(name)) for name, part in parts.items() if expand.has(name)}
    others = dict.fromkeys(parts, "") | dict(paths)
    return {**shown, "_expandable": {name: path for name, path in others.items() if name not in shown}}
