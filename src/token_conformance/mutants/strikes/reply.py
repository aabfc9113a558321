"""An answer of the edge on its way out, and a strike that changes it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Message

from token_conformance.edge.faults import RequestFault
from token_conformance.edge.faults.limit import Limit
from token_conformance.edge.faults.strike import StruckRequest
from token_conformance.mutants.strikes.place import Place
from token_conformance.mutants.strikes.where import Where, anywhere


@dataclass(frozen=True)
class Reply:
    """An answer, whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @classmethod
    def of(cls, start: Message, body: bytes) -> Self:
        """What an application has answered."""
        headers = dict(Headers(raw=start["headers"]))
        headers.pop("content-length", None)  # it is counted anew
        return cls(start["status"], headers, body)

    @property
    def is_success(self) -> bool:
        """Whether the status is one of success (2xx)."""
        return 200 <= self.status < 300  # noqa: PLR2004  # the bounds of the class of success

    def json(self) -> Any:
        """The body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def with_json(self, value: object) -> Self:
        """The answer with another body."""
        return replace(self, body=json.dumps(value).encode())

    def without(self, header: str) -> Self:
        """The answer without one of its headers."""
        return replace(self, headers={name: value for name, value in self.headers.items() if name != header})

    def response(self) -> Response:
        """The answer as an application."""
        return Response(self.body, self.status, self.headers)


Change = Callable[[Place, Reply], Reply]


def answering(change: Change, where: Where = anywhere) -> RequestFault:
    """Change what the edge answers in some places."""

    async def strike(request: StruckRequest) -> None:
        place = Place.of(request.scope)
        if not where(place):
            return await request.pass_on()
        reply = Reply.of(*await request.carry_out())
        return await request.answer(change(place, reply).response())

    return RequestFault(strike, Limit())
