"""Who watches contents, spaces and labels, in version 1 of Confluence's API."""

from collections.abc import Callable
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, caller, no_content
from token_conformance.edge.products.confluence.answers import Bean
from token_conformance.edge.products.confluence.v1.answers import PAGING, page
from token_conformance.edge.products.confluence.v1.items import content_in_path, space_in_path
from token_conformance.edge.products.confluence.v1.parts import user_bean
from token_conformance.edge.products.confluence.v1_people.users import known_user
from token_conformance.edge.products.handler import Handler, honours

Watched = Callable[[Request], set[str]]


class Watch(NamedTuple):
    """The three handlers of one kind of thing that can be watched."""

    is_watching: Handler
    watch: Handler
    stop: Handler


def _watch(watched: Watched) -> Watch:
    """The handlers for the account ids that watch what a path names; the user is the `accountId`, or the caller."""

    @honours("accountId")
    async def is_watching(request: Request) -> Response:
        return JSONResponse({"watching": _watcher(request) in watched(request)})

    @honours("accountId")
    async def watch(request: Request) -> Response:
        _check_origin(request)
        watched(request).add(_watcher(request))
        return no_content()

    @honours("accountId")
    async def stop(request: Request) -> Response:
        _check_origin(request)
        watched(request).discard(_watcher(request))
        return no_content()

    return Watch(is_watching, watch, stop)


def _check_origin(request: Request) -> None:
    """Raises ApiError (403) without the header that a page of another site cannot send."""
    if request.headers.get("x-atlassian-token") not in {"nocheck", "no-check"}:
        raise ApiError(403, "XSRF check failed: send the header 'X-Atlassian-Token: no-check'.")


def _watcher(request: Request) -> str:
    return known_user(request, request.query_params.get("accountId") or caller(request))


def _of_content(request: Request) -> set[str]:
    """Those of a page, blog post or attachment; a public client stops watching each file that it uploads (claimed)."""
    content_id, confluence = request.path_params["contentId"], Call.of(request).state.confluence
    files = {file.id: file for _, file in confluence.attachments()}
    found = confluence.contents.get(content_id) or files.get(content_id)
    if found is None:
        raise ApiError(404, f"No content found with id : {content_id}")
    return found.watchers


def _of_label(request: Request) -> set[str]:
    """Those of a label that a content has ever had. Raises ApiError (404)."""
    name, confluence = request.path_params["labelName"], Call.of(request).state.confluence
    if name not in confluence.labels:
        raise ApiError(404, f"No label found with name : {name}")
    return confluence.site.label_watchers.setdefault(name, set())


of_content = _watch(_of_content)
of_space = _watch(lambda request: space_in_path(request).watchers)
of_label = _watch(_of_label)


@honours(PAGING)
async def list_watchers_of_content(request: Request) -> Response:
    """List who watches a page."""
    content = content_in_path(request)
    return _list(
        request, content.watchers, lambda bean: {"type": "page", "watcher": bean, "contentId": int(content.id)}
    )


@honours(PAGING)
async def list_watchers_of_the_space(request: Request) -> Response:
    """List who watches the space of a page."""
    space = content_in_path(request).space
    return _list(request, space.watchers, lambda bean: {"type": "space", "watcher": bean, "spaceKey": space.key})


@honours(PAGING)
async def list_watchers_of_space(request: Request) -> Response:
    """List who watches a space."""
    space = space_in_path(request)
    return _list(request, space.watchers, lambda bean: {"type": "space", "watcher": bean, "spaceKey": space.key})


def _list(request: Request, watchers: set[str], bean: Callable[[Bean], Bean]) -> Response:
    call = Call.of(request)
    return page(request, sorted(watchers), lambda one: bean(_user(user_bean(call, one))), key=str, limit=200)


def _user(bean: Bean) -> Bean:
    """A user as a watcher."""
    facts = {"operations": None, "isExternalCollaborator": False, "externalCollaborator": False, "isGuest": None}
    return bean | facts | {"personalSpace": None}
