"""Users, and what they watch, in version 1 of Confluence's API."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, caller, no_content
from token_conformance.edge.products.confluence.answers import wanted
from token_conformance.edge.products.confluence.v1.answers import base_links, single
from token_conformance.edge.products.confluence.v1.parts import user_bean
from token_conformance.edge.products.handler import honours


@honours()
async def get_current_user(request: Request) -> Response:
    """Get the caller."""
    return single(request, user_bean(Call.of(request), caller(request)))


@honours("accountId")
async def get_user(request: Request) -> Response:
    """Get a user, by the `accountId`."""
    account_id = request.query_params.get("accountId", "")
    return single(request, user_bean(Call.of(request), _known(request, account_id)))


@honours("accountId")
async def list_users(request: Request) -> Response:
    """Get users, by one or more `accountId`; unknown ones are left out."""
    call, ids = Call.of(request), wanted(request, "accountId") or set()
    beans = [user_bean(call, account_id) for account_id in sorted(ids) if account_id in call.state.jira.users]
    return JSONResponse({"results": beans, "start": 0, "limit": 200, "size": len(beans), "_links": base_links(call)})


@honours("accountId")
async def is_watching(request: Request) -> Response:
    """Say whether a user watches a page, blog post or attachment: the `accountId`, or else the caller."""
    return JSONResponse({"watching": _watcher(request) in _watchers(request)})


@honours("accountId")
async def watch(request: Request) -> Response:
    """Let a user watch a page, blog post or attachment."""
    _check_origin(request)
    _watchers(request).add(_watcher(request))
    return no_content()


@honours("accountId")
async def stop_watching(request: Request) -> Response:
    """Let a user no longer watch a page, blog post or attachment."""
    _check_origin(request)
    _watchers(request).discard(_watcher(request))
    return no_content()


def _check_origin(request: Request) -> None:
    """Raises ApiError (403) without the header that a page of another site cannot send."""
    if request.headers.get("x-atlassian-token") not in {"nocheck", "no-check"}:
        raise ApiError(403, "XSRF check failed: send the header 'X-Atlassian-Token: no-check'.")


def _watcher(request: Request) -> str:
    return _known(request, request.query_params.get("accountId") or caller(request))


def _watchers(request: Request) -> set[str]:
    """Those of a page, blog post or attachment; a public client stops watching each file that it uploads (claimed)."""
    content_id, confluence = request.path_params["contentId"], Call.of(request).state.confluence
    files = {file.id: file for _, file in confluence.attachments()}
    found = confluence.contents.get(content_id) or files.get(content_id)
    if found is None:
        raise ApiError(404, f"No content found with id : {content_id}")
    return found.watchers


def _known(request: Request, account_id: str) -> str:
    """The account id, if the tenant has the user. Raises ApiError (404)."""
    if account_id not in Call.of(request).state.jira.users:
        raise ApiError(404, f"No user found with accountId : {account_id}")
    return account_id
