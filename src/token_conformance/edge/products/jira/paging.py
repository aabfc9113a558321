"""Pages of a list: the window that a request asks for, and how Jira shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.datastructures import URL
from starlette.requests import Request

from token_conformance.edge.products.api import Call, whole_number

T = TypeVar("T")


@dataclass(frozen=True)
class Window:
    """The part of a list that a request asks for by `startAt` and `maxResults`."""

    start_at: int
    max_results: int

    @classmethod
    def of(cls, request: Request, usual: int = 50) -> "Window":
        """The window of a request. Raises Refusal (400) when it is not told in whole numbers."""
        return cls(whole_number(request, "startAt", 0), whole_number(request, "maxResults", usual))

    @property
    def end(self) -> int:
        """Where the next window starts."""
        return self.start_at + self.max_results

    def part(self, things: Sequence[T]) -> Sequence[T]:
        """The things in the window."""
        return things[self.start_at : self.end]

    def named_page(self, name: str, things: Sequence[T], show: Callable[[T], Any]) -> dict[str, Any]:
        """The older shape of a page, which keeps its things under their own name."""
        return {
            "startAt": self.start_at,
            "maxResults": self.max_results,
            "total": len(things),
            name: [show(thing) for thing in self.part(things)],
        }


def page(request: Request, things: Sequence[T], show: Callable[[T], Any], usual: int = 50) -> dict[str, Any]:
    """The newer shape of a page: its things as `values`, with a link to itself and to the next."""
    window = Window.of(request, usual)
    is_last = window.end >= len(things)
    following = {} if is_last or not window.max_results else {"nextPage": _link(request, startAt=window.end)}
    return {
        "self": _link(request),
        **following,
        **window.named_page("values", things, show),
        "isLast": is_last,
    }


def _link(request: Request, **changed: int) -> str:
    relative = URL(path=request.url.path, query=request.url.query).include_query_params(**changed)
    return f"{Call.of(request).base}{relative}"
