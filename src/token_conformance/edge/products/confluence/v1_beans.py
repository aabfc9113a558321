"""The JSON of resources, pages and errors in version 1 of Confluence's API.

Links name the site at both URL forms (rule G7).
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, iso_timestamp, whole_number
from token_conformance.edge.products.confluence.paging import Item, page_of
from token_conformance.edge.products.confluence.v2_beans import attachment_paths, body_bean, web_path
from token_conformance.edge.tenant.confluence import Attachment, Content, Space

Bean = dict[str, Any]


def base_links(call: Call) -> Bean:
    """The URL that the relative links of an answer start with: the site, at both URL forms."""
    return {"base": f"{call.site}/wiki", "context": "/wiki"}


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


def space_bean(call: Call, space: Space, expand: str = "") -> Bean:
    """A space, with its home page if `expand` names it; unlike in version 2, its id is a number."""
    home = call.state.confluence.contents.get(space.homepage_id)
    if home and "homepage" in expand.split(","):
        shown: Bean = {"homepage": content_bean(call, home)}
    else:
        shown = {"_expandable": {"homepage": f"/rest/api/content/{space.homepage_id}"}}
    return {
        "id": int(space.id),
        "key": space.key,
        "name": space.name,
        "type": "global",
        "status": "current",
        **shown,
        "_links": {"self": f"{call.site}/wiki/rest/api/space/{space.key}", "webui": f"/spaces/{space.key}"},
    }


def content_bean(call: Call, content: Content, expand: str = "") -> Bean:
    """A page or blog post; its body is there only if `expand` names `body.storage` or `body.view`."""
    return {
        "id": content.id,
        "type": content.type,
        "status": "current",
        "title": content.title,
        "space": space_bean(call, content.space),
        "version": _version(call, content.author, content.created, content.version),
        "history": _history(call, content),
        "ancestors": _ancestors(call, content),
        "metadata": {"labels": _labels(content)},
        "body": _bodies(content, expand),
        "_links": {"self": f"{call.site}/wiki/rest/api/content/{content.id}", "webui": web_path(content)},
    }


def attachment_bean(call: Call, content: Content, attachment: Attachment) -> Bean:
    """The newest version of a file on a page."""
    webui, download = attachment_paths(content, attachment)
    facts = {"mediaType": attachment.media_type, "comment": attachment.comment}
    return {
        "id": attachment.id,
        "type": "attachment",
        "status": "current",
        "title": attachment.title,
        "version": _version(call, attachment.author, attachment.created, attachment.version),
        "metadata": facts,
        "extensions": {**facts, "fileSize": len(attachment.data)},
        "_links": {
            "self": f"{call.site}/wiki/rest/api/content/{attachment.id}",
            "webui": webui,
            "download": download,
        },
    }


def search_result_bean(call: Call, content: Content, expand: str = "") -> Bean:
    """A page or blog post, as a result of a search."""
    space = content.space
    return {
        "content": content_bean(call, content, expand),
        "title": content.title,
        "excerpt": "",
        "url": web_path(content),
        "resultGlobalContainer": {"title": space.name, "displayUrl": f"/spaces/{space.key}"},
        "breadcrumbs": [],
        "entityType": "content",
        "iconCssClass": f"aui-icon content-type-{content.type}",
        "lastModified": iso_timestamp(content.created),
        "friendlyLastModified": f"{content.created:%b %d, %Y}",
        "score": 0.0,
    }


def _version(call: Call, author: str, time: datetime, number: int) -> Bean:
    by = user_bean(call, author)
    return {"by": by, "when": iso_timestamp(time), "number": number, "message": "", "minorEdit": False}


def _history(call: Call, content: Content) -> Bean:
    author, created = user_bean(call, content.author), iso_timestamp(content.created)
    return {"latest": True, "createdBy": author, "createdDate": created}


def _ancestors(call: Call, content: Content) -> list[Bean]:
    """The pages above a page, with a few members each."""
    above = call.state.confluence.ancestors(content)
    return [{"id": page.id, "type": page.type, "status": "current", "title": page.title} for page in above]


def _labels(content: Content) -> Bean:
    labels = [{"id": label.id, "name": label.name, "label": label.name, "prefix": "global"} for label in content.labels]
    return {"results": labels, "start": 0, "limit": 200, "size": len(labels)}


def _bodies(content: Content, expand: str) -> Bean:
    formats = {name.rpartition("body.")[2] for name in expand.split(",")}
    return {
        name: bean for name in ("storage", "view") if name in formats for bean in body_bean(content.body, name).values()
    }


def page(
    request: Request,
    items: Sequence[Item],
    bean: Callable[[Call, Item], dict[str, Any]],
    **extra: object,
) -> Response:
    """Answer with a page of a list; `extra` members are added to it.

    Unlike in version 2, the link to the next page is relative to `base`, so it does not start with `/wiki`.
    """
    call, part = Call.of(request), page_of(request, items, start=whole_number(request, "start", 0))
    links = {**base_links(call), "self": f"{call.site}{_relative(request)}"}
    if part.cursor:
        next_page = _relative(request, next="true", cursor=part.cursor, limit=part.limit, start=part.start + part.limit)
        links["next"] = next_page.removeprefix("/wiki")
    results = [bean(call, item) for item in part.items]
    position = {"start": part.start, "limit": part.limit, "size": len(results)}
    return JSONResponse({"results": results, **position, **extra, "_links": links})


def with_expand(
    request: Request, bean: Callable[[Call, Item, str], dict[str, Any]]
) -> Callable[[Call, Item], dict[str, Any]]:
    """The bean function with the `expand` parameter of the request."""
    expand = request.query_params.get("expand", "")
    return lambda call, item: bean(call, item, expand)


def error_response(error: ApiError) -> Response:
    """Write an error."""
    return JSONResponse({"statusCode": error.status, "message": error.message}, error.status)


def content_in_path(request: Request) -> Content:
    """The page or blog post in the request's path. Raises ApiError (404)."""
    content_id = request.path_params["id"]
    found = Call.of(request).state.confluence.contents.get(content_id)
    if found is None:
        raise ApiError(404, f"No content found with id : {content_id}")
    return found


def _relative(request: Request, **parameters: str | int) -> str:
    url = request.url.include_query_params(**parameters)
    return f"{url.path}?{url.query}" if url.query else url.path
