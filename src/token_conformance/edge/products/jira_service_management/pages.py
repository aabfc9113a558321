"""The pages of Jira Service Management, its URLs, and the things that a request names in its path."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, HasId, whole_number
from token_conformance.edge.tenant.service_desk import CustomerRequest, Desk, Organization, Queue, RequestType

Item = TypeVar("Item")
Thing = TypeVar("Thing", bound=HasId)
DEFAULT_LIMIT = 50
"""The items on a page without `limit`."""


def url(call: Call, path: str) -> str:
    """The URL of a resource, such as `servicedesk/1`."""
    return f"{call.base}/rest/servicedeskapi/{path}"


def page_of(request: Request, items: Sequence[Item], bean: Callable[[Call, Item], dict[str, Any]]) -> Response:
    """Answer with the page that `start` and `limit` ask for. Raises ApiError (400) when one is not an integer."""
    start, limit = whole_number(request, "start", 0), whole_number(request, "limit", DEFAULT_LIMIT, minimum=1)
    before = {"prev": _url(request, start=max(start - limit, 0), limit=limit)} if start else {}
    after = {"next": _url(request, start=start + limit, limit=limit)} if start + limit < len(items) else {}
    links = {"self": _url(request), **after, **before}
    return JSONResponse(_page(Call.of(request), items, bean, (start, limit), links))


def first_page(
    call: Call, path: str, items: Sequence[Item], bean: Callable[[Call, Item], dict[str, Any]]
) -> dict[str, Any]:
    """The first page of a list at a path such as `request/1/comment`, which is a member of another answer."""
    here, has_more = url(call, path), len(items) > DEFAULT_LIMIT
    after = {"next": f"{here}?start={DEFAULT_LIMIT}&limit={DEFAULT_LIMIT}"} if has_more else {}
    return _page(call, items, bean, (0, DEFAULT_LIMIT), {"self": here, **after})


def _page(
    call: Call,
    items: Sequence[Item],
    bean: Callable[[Call, Item], dict[str, Any]],
    window: tuple[int, int],
    links: dict[str, str],
) -> dict[str, Any]:
    start, limit = window
    values = [bean(call, item) for item in items[start : start + limit]]
    return {
        "_expands": [],
        "size": len(values),
        "start": start,
        "limit": limit,
        "isLastPage": start + limit >= len(items),
        "_links": {"base": url(call, "").rstrip("/"), "context": "", **links},
        "values": values,
    }


def _url(request: Request, **parameters: int) -> str:
    url = request.url.include_query_params(**parameters)
    return f"{Call.of(request).base}{url.path}" + (f"?{url.query}" if url.query else "")


def listed(request: Request, name: str) -> list[str]:
    """The values of a parameter that may be repeated, and that may divide values by commas."""
    values = ",".join(request.query_params.getlist(name)).split(",")
    return [value.strip() for value in values if value.strip()]


def hidden(kind: str) -> ApiError:
    """The 404 for a thing that does not exist, or that the caller may not see."""
    return ApiError(404, f"The {kind} you are trying to view does not exist or you cannot see it.")


def with_id(things: Iterable[Thing], wanted: str, kind: str) -> Thing:
    """The thing with this id. Raises ApiError (404)."""
    found = next((thing for thing in things if thing.id == wanted), None)
    if found is None:
        raise hidden(kind)
    return found


def desk_of(request: Request) -> Desk:
    """The service desk in the path. Raises ApiError (404)."""
    return desk_with_id(request, request.path_params["serviceDeskId"])


def desk_with_id(request: Request, wanted: str) -> Desk:
    """The service desk with this id. Raises ApiError (404)."""
    return with_id(Call.of(request).state.service_desk.desks, wanted, "service desk")


def type_of(request: Request) -> RequestType:
    """The request type in the path, at the desk in the path. Raises ApiError (404)."""
    desk = desk_of(request)
    types = (one for one in Call.of(request).state.service_desk.request_types if one.desk is desk)
    return with_id(types, request.path_params["requestTypeId"], "request type")


def queue_of(request: Request) -> Queue:
    """The queue in the path, at the desk in the path. Raises ApiError (404)."""
    desk = desk_of(request)
    queues = (one for one in Call.of(request).state.service_desk.queues if one.desk is desk)
    return with_id(queues, request.path_params["queueId"], "queue")


def organization_with_id(request: Request, wanted: str) -> Organization:
    """The organization with this id. Raises ApiError (404)."""
    return with_id(Call.of(request).state.service_desk.organizations, wanted, "organization")


def request_of(request: Request) -> CustomerRequest:
    """The customer's request in the path. Raises ApiError (404)."""
    found = Call.of(request).state.service_desk.request(request.path_params["issueIdOrKey"])
    if found is None:
        raise hidden("request")
    return found


def accounts_in(request: Request, body: dict[str, Any], name: str = "accountIds") -> list[str]:
    """The account ids that a body lists. Raises ApiError (400) for one that no user has."""
    ids, users = account_ids(body, name), Call.of(request).state.jira.users
    if not all(each in users for each in ids):
        raise ApiError(400, f"'{name}' must be a list of account ids of users.")
    return ids


def account_ids(body: dict[str, Any], name: str = "accountIds") -> list[str]:
    """The account ids that a body lists. Raises ApiError (400) without a list."""
    if name not in body:
        raise ApiError(400, f"'{name}' must be a list of account ids.")
    ids: list[str] = body[name]
    return ids
