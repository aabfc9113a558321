"""What both versions of Confluence's API share: readers of the query string, and what the local model does not know."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from starlette.requests import Request

from token_conformance.edge.products.api import ApiError

Bean = dict[str, Any]
Item = TypeVar("Item")

NOT_MODELLED = 501
"""The status of an `ApiError` that the local model answers in its own words."""


def unmodelled(what: str) -> ApiError:
    """The error of a request whose answer is unknown; `what` follows "The local model does not know"."""
    return ApiError(NOT_MODELLED, f"The local model does not know {what}.")


def wanted(request: Request, name: str) -> set[str] | None:
    """The values of a query parameter, which may be repeated or a list with commas; None without the parameter."""
    lists = request.query_params.getlist(name)
    return {value.strip() for values in lists for value in values.split(",")} if lists else None


def matches(request: Request, name: str, *values: str | None) -> bool:
    """Whether a query parameter names one of these values; true without the parameter."""
    chosen = wanted(request, name)
    return chosen is None or not chosen.isdisjoint(filter(None, values))


def has_title(request: Request, title: str) -> bool:
    """Whether this is the `title` of the query string, which is one value and may hold commas; true without it."""
    return request.query_params.get("title", title) == title


def is_on(request: Request, name: str, *, default: bool = False) -> bool:
    """A query parameter that is true or false. Raises ApiError (400) for any other value."""
    value = request.query_params.get(name, str(default)).lower()
    if value not in {"true", "false"}:
        raise ApiError(400, f"The query parameter '{name}' must be true or false.")
    return value == "true"


def in_order(request: Request, items: Iterable[Item], keys: Mapping[str, Callable[[Item], Any]]) -> list[Item]:
    """The items in the order of `sort`, which has a `-` before its name for the reverse; without it as they are.

    Raises ApiError (400) for a name that is not one of the keys.
    """
    order = request.query_params.get("sort")
    if order is None:
        return list(items)
    key = keys.get(order.removeprefix("-"))
    if key is None:
        raise ApiError(400, f"The query parameter 'sort' must be one of {', '.join(keys)}, with or without a '-'.")
    return sorted(items, key=key, reverse=order.startswith("-"))
