"""The customers of a service desk with closed access: list, add and remove."""

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError, Call, json_object, no_content
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira_service_management.beans import customer_bean
from token_conformance.edge.products.jira_service_management.pages import account_ids, accounts_in, desk_of, page_of


@honours("query start limit")
async def list_customers(request: Request) -> Response:
    """List the customers of a service desk, or those whose name or e-mail address starts with `query`."""
    users, query = Call.of(request).state.jira.users, request.query_params.get("query", "")
    customers = [users[account_id] for account_id in sorted(_customers(request))]
    return page_of(request, [user for user in customers if user.matches(query)], customer_bean)


@honours(body={"accountIds": [str]})
async def add_customers(request: Request) -> Response:
    """Add customers to a service desk; those who exist are added, also if others do not."""
    customers, wanted = _customers(request), set(account_ids(await json_object(request)))
    known = wanted & Call.of(request).state.jira.users.keys()
    customers |= known
    if known != wanted:
        raise ApiError(400, "Some of the 'accountIds' are not those of users; the others were added.")
    return no_content()


@honours(body={"accountIds": [str]})
async def remove_customers(request: Request) -> Response:
    """Remove customers from a service desk; an account that is not a customer changes nothing."""
    customers = _customers(request)
    customers.difference_update(accounts_in(request, await json_object(request)))
    return no_content()


def _customers(request: Request) -> set[str]:
    return Call.of(request).state.service_desk.customers[desk_of(request).id]
