"""Cursors: Confluence's lists are walked by an opaque place in them, and its own links say which."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from starlette.requests import Request

from token_conformance.edge.products.api import Refusal, whole_number


class HasId(Protocol):
    """Anything that a list can hold."""

    @property
    def id(self) -> str:
        """What a cursor remembers of the last one shown."""


Item = TypeVar("Item", bound=HasId)


@dataclass(frozen=True)
class Page(Generic[Item]):
    """The part of a list that one answer shows; `cursor` leads to the next part, if there is one."""

    items: Sequence[Item]
    start: int
    limit: int
    total: int
    cursor: str | None


def page_of(request: Request, items: Sequence[Item], *, start: int = 0) -> Page[Item]:
    """What `limit` and `cursor` of the request choose, from `start` on where there is no cursor.

    Raises Refusal (400) for a limit that is no number, or a cursor that this list did not give out.
    """
    limit = whole_number(request, "limit", 25, minimum=1)
    cursor = request.query_params.get("cursor")
    if cursor is not None:
        start = _place(cursor, items)
    shown = items[start : start + limit]
    is_last = start + limit >= len(items)
    return Page(shown, start, limit, len(items), None if is_last else _cursor(shown[-1]))


def _place(cursor: str, items: Sequence[HasId]) -> int:
    cursors = [_cursor(item) for item in items]
    if cursor not in cursors:
        raise Refusal(400, "The query parameter 'cursor' is none that this list gave out.")
    return cursors.index(cursor) + 1


def _cursor(item: HasId) -> str:
    return urlsafe_b64encode(f"after {item.id}".encode()).decode().rstrip("=")
