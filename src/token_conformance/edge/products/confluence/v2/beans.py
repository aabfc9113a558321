"""The JSON of resources in version 2 of Confluence's API. Links are relative to the site's `/wiki` (rule G7)."""

from token_conformance.edge.products.api import iso_timestamp
from token_conformance.edge.products.confluence.answers import Bean
from token_conformance.edge.products.confluence.bodies import body_bean
from token_conformance.edge.products.confluence.paths import (
    comment_path,
    preview_path,
    servlet_path,
    tiny_path,
    web_path,
)
from token_conformance.edge.tenant.confluence_content import (
    Attachment,
    Comment,
    Content,
    Label,
    Property,
    Space,
    Task,
    Version,
    Versioned,
)


def space_bean(space: Space) -> Bean:
    """A space."""
    return {
        "id": space.id,
        "key": space.key,
        "name": space.name,
        "type": "global",
        "status": "current",
        "authorId": space.author,
        "createdAt": iso_timestamp(space.created),
        "homepageId": space.homepage_id,
        "description": None,
        "icon": None,
        "_links": {"webui": f"/spaces/{space.key}"},
    }


def content_bean(content: Content, body_format: str | None) -> Bean:
    """A page or blog post, with its body if the request names a format."""
    of_page = {
        "parentId": content.parent_id,
        "parentType": "page" if content.parent_id else None,
        "position": 0,
        "ownerId": content.owner,
        "lastOwnerId": content.last_owner,
    }
    return {
        "id": content.id,
        "status": content.status,
        "title": content.title,
        "spaceId": content.space.id,
        **(of_page if content.type == "page" else {}),
        **({"subtype": "live"} if content.is_live else {}),
        "authorId": content.author,
        "createdAt": iso_timestamp(content.created),
        "version": version_bean(content.latest),
        "body": body_bean(content.body, body_format),
        "_links": {
            "webui": web_path(content),
            "editui": f"/pages/resumedraft.action?draftId={content.id}",
            "tinyui": tiny_path(content),
        },
    }


def comment_bean(content: Content, comment: Comment, body_format: str | None) -> Bean:
    """A comment at the foot of a page or blog post."""
    return {
        "id": comment.id,
        "status": "current",
        "title": comment.title,
        ("pageId" if content.type == "page" else "blogPostId"): content.id,
        **({"parentCommentId": comment.parent_id} if comment.parent_id else {}),
        "version": version_bean(comment.latest),
        "body": body_bean(comment.body, body_format),
        "_links": {"webui": comment_path(content, comment)},
    }


def attachment_bean(content: Content, attachment: Attachment) -> Bean:
    """A version of a file on a page or blog post."""
    webui, download = preview_path(content, attachment), servlet_path(content, attachment)
    return {
        "id": attachment.id,
        "status": "current",
        "title": attachment.title,
        ("pageId" if content.type == "page" else "blogPostId"): content.id,
        "createdAt": iso_timestamp(attachment.first.created),
        "mediaType": attachment.media_type,
        "mediaTypeDescription": None,
        "fileId": attachment.file_id,
        "comment": attachment.comment,
        "fileSize": len(attachment.data),
        "webuiLink": webui,
        "downloadLink": download,
        "version": file_version_bean(attachment),
        "_links": {"webui": webui, "download": download},
    }


def label_bean(label: Label) -> Bean:
    """A label."""
    return {"id": label.id, "name": label.name, "prefix": label.prefix}


def task_bean(task: Task, body_format: str | None) -> Bean:
    """A task, which is a check box on a page."""
    of_page = task.content.type == "page"
    return {
        "id": task.id,
        "localId": task.local_id,
        "spaceId": task.content.space.id,
        ("pageId" if of_page else "blogPostId"): task.content.id,
        "status": "complete" if task.completed else "incomplete",
        "body": body_bean(task.body, body_format),
        "createdBy": task.author,
        "assignedTo": None,
        "completedBy": task.completed_by,
        "createdAt": iso_timestamp(task.created),
        "updatedAt": iso_timestamp(task.updated),
        "dueAt": None,
        "completedAt": iso_timestamp(task.completed) if task.completed else None,
    }


def property_bean(item: Property) -> Bean:
    """A property of a content, a comment or a file."""
    return {"id": item.id, "key": item.key, "value": item.value, "version": _property_version(item)}


def space_property_bean(item: Property) -> Bean:
    """A property of a space."""
    created = {"createdAt": iso_timestamp(item.created), "createdBy": item.author, "authorId": item.author}
    return {**property_bean(item), **created}


def _property_version(item: Property) -> Bean:
    return {
        "number": item.version,
        "message": item.message,
        "minorEdit": False,
        "authorId": item.author,
        "createdAt": iso_timestamp(item.created),
    }


def version_bean(version: Version) -> Bean:
    """A version of a text."""
    return {
        "number": version.number,
        "message": version.message,
        "minorEdit": version.is_minor,
        "authorId": version.author,
        "createdAt": iso_timestamp(version.created),
    }


def file_version_bean(attachment: Attachment) -> Bean:
    """A version of a file; its message is the comment."""
    return {
        "number": attachment.version,
        "message": "",
        "minorEdit": False,
        "authorId": attachment.author,
        "createdAt": iso_timestamp(attachment.created),
    }


def details_bean(bean: Bean, newest: int) -> Bean:
    """A version (its JSON) with its neighbours; `newest` is the number of the newest version."""
    number = bean["number"]
    before = {"prevVersion": number - 1} if number > 1 else {}
    after = {"nextVersion": number + 1} if number < newest else {}
    return {**bean, "contentTypeModified": False, "collaborators": [bean["authorId"]], **before, **after}


def versioned_bean(text: Versioned, version: Version, kind: str, body_format: str | None) -> Bean:
    """A version of a text with the text as it was; `kind` is the name of that member."""
    was = {"title": version.title, "id": text.id, "body": body_bean(version.body, body_format)}
    return {**version_bean(version), kind: was}
