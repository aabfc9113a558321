"""Jira's errors, and the two shapes of its pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.not_modelled import not_modelled
from token_conformance.edge.products.api import ApiError, Call, whole_number


class InvalidFieldsError(ApiError):
    """Some fields of the request have invalid values; `errors` says what is wrong, by the name of the field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(400)
        self.errors = dict(errors)


class NotModelledError(ApiError):
    """The local model does not know what Jira answers; the message says in one sentence why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(501, sentence)


def error_response(error: ApiError) -> Response:
    """Write an error as Jira does: a message about the whole request, and errors by field."""
    if isinstance(error, NotModelledError):
        return not_modelled(error.message)
    messages = [error.message] if error.message else []
    fields = error.errors if isinstance(error, InvalidFieldsError) else {}
    return JSONResponse({"errorMessages": messages, "errors": fields}, error.status)


def not_found(kind: str) -> ApiError:
    """The 404 for a resource that does not exist, and for one that the caller may not see: Jira answers both alike."""
    return ApiError(404, f"{kind} does not exist or you do not have permission to see it.")


T = TypeVar("T")


def ordered(request: Request, items: Iterable[T], keys: Mapping[str, Callable[[T], Any]]) -> list[T]:
    """The items sorted by the parameter `orderBy`, such as `-name`, with one of these keys.

    Raises NotModelledError for another one.
    """
    order = request.query_params.get("orderBy", "")
    if not order:
        return list(items)
    key = keys.get(order.lstrip("+- "))
    if key is None:
        raise NotModelledError(f"The local model does not know orderBy={order} of this operation.")
    return sorted(items, key=key, reverse=order.startswith("-"))


def refuse_members(body: Mapping[str, Any], names: str) -> None:
    """Raise NotModelledError if the body has one of these members, which have a meaning that the model lacks."""
    for name in names.split():
        if body.get(name) not in (None, "", [], {}):
            raise NotModelledError(f"The local model does not know '{name}' in the body of this operation.")


@dataclass(frozen=True)
class Window:
    """The part of a list that a request asks for with `startAt` and `maxResults`."""

    start_at: int
    max_results: int

    @classmethod
    def of(cls, request: Request, default_size: int = 50) -> "Window":
        """The window of a request. Raises ApiError (400) when a parameter is not an integer, or negative."""
        return cls(whole_number(request, "startAt", 0), whole_number(request, "maxResults", default_size))

    @property
    def end(self) -> int:
        """Where the next window starts."""
        return self.start_at + self.max_results

    def part(self, items: Sequence[T]) -> Sequence[T]:
        """The items in the window."""
        return items[self.start_at : self.end]

    def named_page(self, name: str, items: Sequence[T], bean: Callable[[T], Any]) -> dict[str, Any]:
        """The older shape of a page: its items are in a member with a name of their own, such as `comments`."""
        return {
            "startAt": self.start_at,
            "maxResults": self.max_results,
            "total": len(items),
            name: [bean(item) for item in self.part(items)],
        }


def page(request: Request, items: Sequence[T], bean: Callable[[T], Any], default_size: int = 50) -> dict[str, Any]:
    """The newer shape of a page: its items are in `values`, and it links to itself and to the next page."""
    return page_of(request, Window.of(request, default_size), items, bean)


def page_of(request: Request, window: Window, items: Sequence[T], bean: Callable[[T], Any]) -> dict[str, Any]:
    """As `page`, but in a window that was read before the items were found."""
    is_last = window.end >= len(items)
    next_page = {} if is_last or not window.max_results else {"nextPage": _link(request, startAt=window.end)}
    return {
        "self": _link(request),
        **next_page,
        **window.named_page("values", items, bean),
        "isLast": is_last,
    }


def _link(request: Request, **changed: int) -> str:
    relative = URL(path=request.url.path, query=request.url.query).include_query_params(**changed)
    return f"{Call.of(request).base}{relative}"
