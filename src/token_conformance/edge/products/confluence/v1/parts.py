"""The JSON of what resources of version 1 are made of: users, versions, history, labels and restrictions.

Links name the site at both URL forms (rule G7).
"""

from collections.abc import Callable, Mapping, Sequence

from token_conformance.edge.products.api import Call, iso_timestamp
from token_conformance.edge.products.confluence.answers import Bean
from token_conformance.edge.products.confluence.expand import Expand
from token_conformance.edge.tenant.confluence_content import Attachment, Content, Label, Property, Version, Versioned
from token_conformance.edge.tenant.people import Group

OPERATIONS = ("read", "update")
"""What the restrictions of a content can restrict."""

_LIMIT = 200
"""How many labels, users or groups a resource shows of its own."""


def content_url(call: Call, content_id: str) -> str:
    """The URL of a page, a blog post, a comment or a file."""
    return f"{call.site}/wiki/rest/api/content/{content_id}"


def user_bean(call: Call, account_id: str) -> Bean:
    """A user."""
    user = call.state.jira.users[account_id]
    picture = {"path": "/wiki/aa-avatar/default", "width": 48, "height": 48, "isDefault": True}
    return {
        "type": "known",
        "accountId": user.account_id,
        "accountType": user.account_type,
        "email": user.email,
        "publicName": user.display_name,
        "displayName": user.display_name,
        "profilePicture": picture,
        "_links": {"self": f"{call.site}/wiki/rest/api/user?accountId={user.account_id}"},
    }


def group_bean(call: Call, group: Group) -> Bean:
    """A group."""
    url = f"{call.site}/wiki/rest/api/group/by-id?id={group.id}"
    return {"type": "group", "name": group.name, "id": group.id, "_links": {"self": url}}


def version_bean(call: Call, content_id: str, version: Version) -> Bean:
    """A version of a page, a blog post or a comment."""
    return {
        **_version(call, version.author, version.number, version.message),
        "when": iso_timestamp(version.created),
        "minorEdit": version.is_minor,
        "_expandable": {"collaborators": "", "content": f"/rest/api/content/{content_id}"},
        "_links": {"self": f"{content_url(call, content_id)}/version/{version.number}"},
    }


def file_version_bean(call: Call, file: Attachment) -> Bean:
    """A version of a file."""
    return {
        **_version(call, file.author, file.version, file.comment),
        "when": iso_timestamp(file.created),
        "minorEdit": False,
    }


def file_history_bean(call: Call, file: Attachment) -> Bean:
    """Who put a file on a page, and when."""
    first = file.first
    return {"latest": True, "createdBy": user_bean(call, first.author), "createdDate": iso_timestamp(first.created)}


def _version(call: Call, author: str, number: int, message: str) -> Bean:
    return {"by": user_bean(call, author), "number": number, "message": message}


def history_bean(call: Call, text: Versioned, expand: Expand) -> Bean:
    """Who wrote a page, a blog post or a comment, and when."""
    parts: Mapping[str, Callable[[], Bean | None]] = {
        "lastUpdated": lambda: version_bean(call, text.id, text.latest),
        "previousVersion": lambda: version_bean(call, text.id, text.versions[-2]) if text.version > 1 else None,
        "nextVersion": lambda: None,
        "contributors": lambda: _contributors(call, text),
        "createdBy": lambda: user_bean(call, text.author),
    }
    shown = {name: part() for name, part in parts.items() if expand.has(name)}
    return {
        "latest": True,
        "createdBy": user_bean(call, text.author),
        "createdDate": iso_timestamp(text.created),
        **{name: part for name, part in shown.items() if part is not None},
        "_expandable": {name: "" for name in parts if name not in shown and name != "createdBy"},
        "_links": {"self": f"{content_url(call, text.id)}/history"},
    }


def _contributors(call: Call, text: Versioned) -> Bean:
    accounts = dict.fromkeys(version.author for version in text.versions)
    users = [user_bean(call, account_id) for account_id in accounts]
    return {"publishers": {"type": "", "users": users, "userKeys": []}}


def label_bean(label: Label) -> Bean:
    """A label."""
    return {"prefix": label.prefix, "name": label.name, "id": label.id, "label": label.name}


def property_bean(call: Call, content_id: str, item: Property) -> Bean:
    """A property of a page, a blog post, a comment or a file, with its version."""
    version = {
        "by": user_bean(call, item.author),
        "when": iso_timestamp(item.created),
        "number": item.version,
        "message": item.message,
        "minorEdit": False,
    }
    return {
        "id": item.id,
        "key": item.key,
        "value": item.value,
        "version": version,
        "_expandable": {"content": f"/rest/api/content/{content_id}"},
        "_links": {"self": f"{content_url(call, content_id)}/property/{item.key}"},
    }


def labels_bean(call: Call, content: Content) -> Bean:
    """The labels of a content, as a part of it."""
    return some([label_bean(label) for label in content.labels], f"{content_url(call, content.id)}/label")


def some(beans: Sequence[Bean], url: str | None = None, limit: int = _LIMIT) -> Bean:
    """The first of some resources, as a part of another; `url` lists all of them."""
    shown = list(beans[:limit])
    links = {"_links": {"self": url}} if url else {}
    return {"results": shown, "start": 0, "limit": limit, "size": len(shown), **links}


def restrictions_bean(call: Call, content: Content) -> Bean:
    """The restrictions of a content, by operation."""
    return {operation: restriction_bean(call, content, operation) for operation in OPERATIONS}


def restriction_bean(call: Call, content: Content, operation: str) -> Bean:
    """Who may read or update a content; nobody is named if everyone may."""
    named = content.group_restrictions.get(operation, [])
    groups = [group_bean(call, group) for group in call.state.jira.groups.listed if group.id in named]
    users = [user_bean(call, account_id) for account_id in content.restrictions.get(operation, [])]
    return {
        "operation": operation,
        "restrictions": {"user": some(users), "group": some(groups)},
        "_expandable": {"content": f"/rest/api/content/{content.id}"},
        "_links": {"self": f"{content_url(call, content.id)}/restriction/byOperation/{operation}"},
    }
