"""Users in version 1 of Confluence's API."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, caller
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
    return single(request, user_bean(Call.of(request), user_in_query(request)))


@honours("accountId")
async def list_users(request: Request) -> Response:
    """Get users, by one or more `accountId`; unknown ones are left out."""
    call, ids = Call.of(request), wanted(request, "accountId") or set()
    hidden = {"_expandable": {"operations": "", "personalSpace": ""}}
    beans = [user_bean(call, account_id) | hidden for account_id in sorted(ids) if account_id in call.state.jira.users]
    return JSONResponse({"results": beans, "start": 0, "limit": 200, "size": len(beans), "_links": base_links(call)})


@honours()
async def get_anonymous_user(request: Request) -> Response:
    """Get the user that everybody without an account is."""
    call = Call.of(request)
    picture = {"path": "/wiki/aa-avatar/default", "width": 48, "height": 48, "isDefault": True}
    shown = {"type": "anonymous", "displayName": "Anonymous", "profilePicture": picture}
    return single(request, shown | {"_links": {"self": f"{call.site}/wiki/rest/api/user/anonymous"}})


def user_in_query(request: Request) -> str:
    """The account id of the query string, which is a user of the tenant. Raises ApiError (404)."""
    return known_user(request, request.query_params.get("accountId", ""))


def known_user(request: Request, account_id: str) -> str:
    """The account id, if the tenant has the user. Raises ApiError (404)."""
    if account_id not in Call.of(request).state.jira.users:
        raise ApiError(404, f"No user found with accountId : {account_id}")
    return account_id
