"""Pages of Confluence's lists: a cursor is an opaque string in the link to the next page."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from starlette.requests import Request

from token_conformance.edge.products.api import ApiError, whole_number

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """The part of a list that one answer shows; `cursor` identifies the next part, and is None on the last page."""

    items: Sequence[Item]
    start: int
    limit: int
    total: int
    cursor: str | None


def by_id(item: Any) -> str:
    """The key of an item that has an id."""
    return str(item.id)


def page_of(
    request: Request, items: Sequence[Item], *, start: int = 0, key: Callable[[Item], str] = by_id, limit: int = 25
) -> Page[Item]:
    """The page that `limit` and `cursor` of the request ask for; without a cursor it starts at `start`.

    Raises ApiError (400) when the limit is not a positive integer, or the cursor is not one of this list.
    """
    limit = whole_number(request, "limit", limit, minimum=1)
    keys = [_cursor(key(item)) for item in items]
    cursor = request.query_params.get("cursor")
    if cursor is not None:
        start = _position_after(cursor, keys)
    shown = items[start : start + limit]
    is_last = start + limit >= len(items)
    return Page(shown, start, limit, len(items), None if is_last else keys[start + limit - 1])


def _position_after(cursor: str, cursors: Sequence[str]) -> int:
    if cursor not in cursors:
        raise ApiError(400, "The query parameter 'cursor' is none that this list gave out.")
    return cursors.index(cursor) + 1


def _cursor(key: str) -> str:
    return urlsafe_b64encode(f"after {key}".encode()).decode().rstrip("=")
