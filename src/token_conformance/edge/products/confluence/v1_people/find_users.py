"""Search for users by CQL, in version 1 of Confluence's API: one comparison, of the type or of one field of a user."""

from collections.abc import Callable, Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import Call
from token_conformance.edge.products.confluence.answers import Bean, unmodelled
from token_conformance.edge.products.confluence.cql.tokens import Token, parse_error, tokens
from token_conformance.edge.products.confluence.v1.answers import PAGING, page
from token_conformance.edge.products.confluence.v1.parts import user_bean
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.people import User

_FIELDS: Mapping[str, Callable[[User, str], bool]] = {
    "type =": lambda _, value: value.casefold() == "user",
    "user =": lambda user, value: user.account_id == value,
    "user.accountid =": lambda user, value: user.account_id == value,
    "user.fullname ~": lambda user, value: user.matches(value),
    "user.fullname =": lambda user, value: user.display_name.casefold() == value.casefold(),
    "user ~": lambda user, value: user.matches(value),
}
_LENGTH = 3


@honours(f"{PAGING} cql")
async def search_users(request: Request) -> Response:
    """Search users by `cql`."""
    call, cql = Call.of(request), request.query_params.get("cql", "")
    matches = _matcher(cql)
    found = [user.account_id for user in call.state.jira.users.values() if matches(user)]
    bean, total = partial(_result, call), len(found)
    return page(request, found, bean, key=str, totalSize=total, cqlQuery=cql, searchDuration=1)


def _matcher(cql: str) -> Callable[[User], bool]:
    """What a query compares. Raises ApiError: 400 for what is no CQL, 501 for more than one comparison of a user."""
    words: list[Token] = list(tokens(cql))
    if len(words) < _LENGTH or words[0].quoted or words[1].text not in {"=", "~", "!=", "!~"}:
        raise parse_error(cql)
    compare = _FIELDS.get(f"{words[0].text.casefold()} {words[1].text}")
    if compare is None or len(words) != _LENGTH:
        raise unmodelled("this search for users")
    return lambda user: compare(user, words[2].text)


def _result(call: Call, account_id: str) -> Bean:
    user = call.state.jira.users[account_id]
    return {
        "user": user_bean(call, account_id),
        "title": user.display_name,
        "excerpt": "",
        "url": f"/people/{account_id}",
        "breadcrumbs": [],
        "entityType": "user",
        "iconCssClass": "",
        "lastModified": None,
        "score": 0.0,
    }
