"""Jira's answers that are no resource: its JSON shape of an error, and the words it hides a thing behind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Call, Refusal, whole_number


class InvalidFields(Refusal):
    """The request's fields cannot be taken; says of each, by its name, what is wrong."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(400)
        self.errors = dict(errors)


def refuse(refusal: Refusal) -> Response:
    """Answer a refusal as Jira does: messages for the request as a whole, errors for its fields."""
    messages = [refusal.message] if refusal.message else []
    fields = refusal.errors if isinstance(refusal, InvalidFields) else {}
    return JSONResponse({"errorMessages": messages, "errors": fields}, refusal.status)


def hidden(thing: str) -> Refusal:
    """The 404 that does not tell a thing that is missing from one that the caller may not see."""
    return Refusal(404, f"{thing} does not exist or you do not have permission to see it.")


def no_content() -> Response:
    """The answer of a change that has nothing to show."""
    return Response(status_code=204)


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
