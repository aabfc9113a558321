"""Faults: what the edge does wrong on request, written `NAME[:ARGUMENT][@LIMIT]`.

Examples are `reset`, `slow:0.1` and `429:2@after=20,every=3`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.edge.faults import actions
from token_conformance.edge.faults.certificate import NAME as WRONG_CERTIFICATE
from token_conformance.edge.faults.certificate import CertificateFault
from token_conformance.edge.faults.intercepted_request import Connections, FaultAction, InterceptedRequest
from token_conformance.edge.faults.limit import Limit, MatchCounter
from token_conformance.errors import FaultError, shortened

_ACTIONS: Mapping[str, Callable[[str], FaultAction]] = {
    "429": actions.too_many_requests,
    "429-date": actions.too_many_requests_until,
    "500": actions.internal_error,
    "503": actions.unavailable,
    "html-login": actions.login_page,
    "slow": actions.slow,
    "malformed-json": actions.malformed_json,
    "half-body": actions.half_body,
    "half-head": actions.half_head,
    "reset": actions.reset,
    "expired": actions.expired,
}

LONGEST = 1_000
"""The most characters of a fault, with its limit."""

NAMES = (*_ACTIONS, WRONG_CERTIFICATE)
"""The names of all faults."""


@dataclass(frozen=True)
class RequestFault:
    """A fault in the answers to requests, and the requests that it applies to."""

    action: FaultAction
    limit: Limit

    def in_front_of(self, app: ASGIApp, connections: Connections) -> ASGIApp:
        """An application that does the fault's action for these requests, and passes all others on to `app`."""
        counter = MatchCounter(self.limit)

        async def faulty(scope: Scope, receive: Receive, send: Send) -> None:
            is_faulty = counter.count(scope["method"], scope["path"])
            request = InterceptedRequest(app, connections, scope, receive, send)
            await (self.action(request) if is_faulty else request.pass_on())

        return faulty


Fault = RequestFault | CertificateFault


def parse_fault(text: str) -> Fault:
    """Parse a fault; raises FaultError with one line that says what is wrong."""
    if len(text) > LONGEST:
        raise FaultError(
            f"fault {shortened(repr(text))}: has more than {LONGEST} characters; shorten the path of its limit"
        )
    words, _, limit = text.partition("@")
    name, _, argument = words.partition(":")
    try:
        return _fault(name, argument, Limit.parse(limit))
    except FaultError as error:
        raise FaultError(f"fault {text!r}: {error}") from None


def with_faults(app: ASGIApp, faults: Iterable[Fault], connections: Connections) -> ASGIApp:
    """An application with all of the faults in front of it; the first fault gets each request first.

    A fault counts only the requests that the faults before it passed on.
    """
    for fault in reversed(list(faults)):
        if isinstance(fault, RequestFault):
            app = fault.in_front_of(app, connections)
    return app


def _fault(name: str, argument: str, limit: Limit) -> Fault:
    if name == WRONG_CERTIFICATE:
        return CertificateFault.of(argument, limit)
    if name not in _ACTIONS:
        raise FaultError(f"{name!r} is not a fault; the faults are {', '.join(NAMES)}")
    return RequestFault(_ACTIONS[name](argument), limit)
