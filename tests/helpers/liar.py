"""A site that lies: an edge that answers some requests otherwise, as a hostile server in front of it could."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.responses import JSONResponse, Response

from token_conformance.edge.faults.fault import RequestFault
from token_conformance.edge.faults.intercepted_request import InterceptedRequest
from token_conformance.edge.faults.limit import Limit

Answer = Callable[[], Response]


def json_answer(body: object, status: int = 200) -> Answer:
    """An answer with a JSON body."""
    return lambda: JSONResponse(body, status)


def redirect(location: str) -> Answer:
    """An answer that leads to another URL."""
    return lambda: Response(status_code=302, headers={"location": location})


@dataclass
class _Lie:
    method: str
    path: str
    answer: Answer
    query: str
    times: int
    carries_out: bool


@dataclass
class Liar:
    """The lies of a site, in the order in which they were told, and the requests that were sent to it."""

    lies: list[_Lie] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def tell(
        self,
        method: str,
        path: str,
        answer: Answer,
        *,
        query: str = "",
        times: int = 1_000,
        carries_out: bool = False,
    ) -> None:
        """Answer so the next `times` requests whose path ends like this; `carries_out` lets them take effect."""
        self.lies.append(_Lie(method, path, answer, query, times, carries_out))

    def fault(self) -> RequestFault:
        """The fault with which an edge tells the lies."""
        return RequestFault(self._intercept, Limit())

    def sent(self, method: str) -> list[str]:
        """The paths of the requests with a method."""
        return [path for sent, _, path in (request.partition(" ") for request in self.requests) if sent == method]

    async def _intercept(self, request: InterceptedRequest) -> None:
        method, path = request.scope["method"], request.scope["path"]
        query = dict(parse_qsl(request.scope["query_string"].decode()))
        self.requests.append(f"{method} {path}")
        for lie in self.lies:
            is_meant = lie.method == method and path.endswith(lie.path) and lie.query in {"", *query.values()}
            if is_meant and lie.times:
                lie.times -= 1
                if lie.carries_out:
                    await request.carry_out()
                return await request.answer(lie.answer())
        return await request.pass_on()
