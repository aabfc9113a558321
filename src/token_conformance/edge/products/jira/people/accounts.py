"""Users who are added to the site and removed from it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.beans import user_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.people import User

_PRODUCTS = ("jira-core", "jira-servicedesk", "jira-product-discovery", "jira-software")
_NOT_ALLOWED = "You do not have permission to administer users."
_FIRST_ACCOUNT = "000000:00000000-acc0-4000-8000-{:012}"


@honours(body={"emailAddress": str, "products": [str], "displayName": str, "name": str, "password": str})
async def create_user(request: Request) -> Response:
    """Answer `POST user`; one who is there already is answered as if new, as is published.

    `name` and `password` are published as without effect. A user has access to all products here.
    """
    view, body = View.of(request), await json_object(request)
    view.require_account(_NOT_ALLOWED)
    email, products = body.get("emailAddress", ""), body.get("products")
    if "@" not in email or products is None or set(products) - set(_PRODUCTS):
        raise ApiError(400, "'emailAddress' and 'products' are required in the request's body, with known products.")
    users = view.jira.users
    user = next((each for each in users.values() if each.email.casefold() == email.casefold()), None)
    if user is None:
        account_id = _FIRST_ACCOUNT.format(int(view.jira.next_id(User)))
        user = users[account_id] = User(account_id, body.get("displayName") or email.partition("@")[0], email)
    return JSONResponse(user_bean(ApiVersion.of(request), user), 201)


@honours("accountId")
async def remove_user(request: Request) -> Response:
    """Answer `DELETE user`: what the user has written stays, and shows a user who is not active."""
    view = View.of(request)
    caller = view.require_account(_NOT_ALLOWED)
    user = view.user(request.query_params.get("accountId", ""))
    if user.account_id == caller:
        raise NotModelledError("The local model does not know what becomes of a caller who removes himself.")
    view.jira.users.remove(user.account_id)
    return no_content()


HANDLERS = {"POST user": create_user, "DELETE user": remove_user}
