"""The faults that replace a credential before the edge reads it, or that answer in place of the edge."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import Scope

from token_conformance.edge.access.credentials import credential_of
from token_conformance.edge.access.tokens import seeded_account, tokens_of
from token_conformance.edge.faults.fault import RequestFault
from token_conformance.edge.faults.intercepted_request import InterceptedRequest
from token_conformance.edge.faults.limit import Limit
from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import Credential, Product
from token_conformance.model.tenant import SEEDED
from token_conformance.proof.fidelity.ask import WIDE
from token_conformance.proof.mutants.place import Place, Where
from token_conformance.proof.mutants.reply import Reply

_ACCOUNT = seeded_account(SEEDED)
_TOKENS = tokens_of(_ACCOUNT, SEEDED.account_id) | {
    own.value: own.token(SEEDED.email, SEEDED.account_id) for own in WIDE.values()
}
"""The tokens of the edges that run the suites, and that are asked for observations."""


def taking(sent: Collection[Credential], for_: Credential, where: Where) -> RequestFault:
    """Take some credentials of the seeded tenant for another one of it, in some places."""

    async def strike(request: InterceptedRequest) -> None:
        place = Place.of(request.scope)
        if _credential(request.scope) in sent and where(place):
            request = replace(request, scope=_with(request.scope, _value(for_, place)))
        await request.pass_on()

    return RequestFault(strike, Limit())


def _credential(scope: Scope) -> Credential:
    return credential_of(Headers(scope=scope).get("authorization"), _TOKENS)


def _value(credential: Credential, place: Place) -> str | None:
    return _ACCOUNT.authorization(credential, Product.CONFLUENCE if place.is_confluence else Product.JIRA_PLATFORM)


def _with(scope: Scope, authorization: str | None) -> Scope:
    headers = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
    added = [(b"authorization", authorization.encode())] if authorization else []
    return {**scope, "headers": headers + added}


def opaque_for_jwt(where: Where) -> RequestFault:
    """Read a Bearer value that has the three parts of a JWT as any other text, in some places."""

    async def strike(request: InterceptedRequest) -> None:
        value = Headers(scope=request.scope).get("authorization", "")
        if value.startswith("Bearer ") and value.count(".") == 2 and where(Place.of(request.scope)):  # noqa: PLR2004  # a JWT's dots
            request = replace(request, scope=_with(request.scope, value.replace(".", "-")))
        await request.pass_on()

    return RequestFault(strike, Limit())


_CREATIONS = {"POST /rest/api/3/issue", "POST /wiki/api/v2/pages", "POST /rest/servicedeskapi/request"}


def keeping_nothing(state: State) -> RequestFault:
    """A request that creates a thing is answered as usual, but the thing is deleted at once."""

    async def strike(request: InterceptedRequest) -> None:
        if Place.of(request.scope).operation not in _CREATIONS:
            return await request.pass_on()
        reply = Reply.of(*await request.carry_out())
        if reply.is_success:
            _delete(state, reply.json())
        return await request.answer(reply.response())

    return RequestFault(strike, Limit())


def _delete(state: State, created: dict[str, object]) -> None:
    state.jira.issues.pop(str(created.get("key", created.get("issueKey"))), None)
    state.confluence.contents.pop(str(created.get("id")), None)


def answering_only(status: int, where: Where) -> RequestFault:
    """Every request to some places is answered with one status."""

    async def strike(request: InterceptedRequest) -> None:
        answer = JSONResponse({"code": status}, status)
        await (request.answer(answer) if where(Place.of(request.scope)) else request.pass_on())

    return RequestFault(strike, Limit())


def resetting(where: Where) -> RequestFault:
    """Every connection to some places is reset."""

    async def strike(request: InterceptedRequest) -> None:
        await (request.reset_connection() if where(Place.of(request.scope)) else request.pass_on())

    return RequestFault(strike, Limit())


def every_third_fails(_: State) -> RequestFault:
    """Every third call with the same method to the same path of the site, by either URL form, is answered 500."""
    calls: Counter[tuple[str, str]] = Counter()

    async def strike(request: InterceptedRequest) -> None:
        place = Place.of(request.scope)
        calls[place.method, place.path] += 1
        is_third = calls[place.method, place.path] % 3 == 0
        await (request.answer(JSONResponse({"code": 500}, 500)) if is_third else request.pass_on())

    return RequestFault(strike, Limit())
