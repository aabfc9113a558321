"""Handlers of the products, each with the query parameters, values of `expand` and members of a body that it honours.

A published parameter that a handler does not honour is refused as not modelled, because an answer that ignored it would
look right and be wrong. A parameter that is not published is ignored, as Atlassian does.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.products.body import Shape

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Handler:
    """The function that answers for an operation, and what it honours: names of parameters, and values of `expand`.

    `body` is what it reads of JSON in the body of a request, with the types; None if it reads no JSON.
    """

    answer: Answer
    query: frozenset[str]
    expand: frozenset[str]
    body: Shape | None = field(default=None, compare=False)  # a dict has no hash; one function, one shape

    def not_honoured(self, request: Request, operation: Operation) -> str | None:
        """The first part of the query string that has a meaning which the handler does not honour, or None.

        A retired operation has no published parameters, so each one that its handler does not honour is refused.
        """
        return next(self._not_honoured(request, operation), None)

    def _not_honoured(self, request: Request, operation: Operation) -> Iterator[str]:
        is_retired = not operation.gateway_path
        for name, value in request.query_params.multi_items():
            if name == "expand" and (is_retired or name in operation.query):
                yield from (f"expand={one}" for one in self._unknown_values(value, operation))
            elif name not in self.query and (is_retired or name in operation.query):
                yield name

    def _unknown_values(self, value: str, operation: Operation) -> Iterator[str]:
        """The values that the handler does not honour; those that a list of published values lacks have no meaning."""
        for one in filter(None, (part.strip() for part in value.split(","))):
            if one not in self.expand and (not operation.expand or one in operation.expand):
                yield one


def honours(query: str = "", *, expand: str = "", body: Shape | None = None) -> Callable[[Answer], Handler]:
    """Declare what a handler honours: published query parameters, and values of `expand`, divided by spaces.

    A parameter that changes nothing that a caller can see here, such as `notifyUsers`, is honoured too. `body` has the
    members that it reads of a JSON object; a body in which one of them has the wrong type is answered with 400.
    """
    return lambda answer: Handler(answer, frozenset(query.split()), frozenset(expand.split()), body)
