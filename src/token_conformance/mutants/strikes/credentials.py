"""The edge takes one credential for another: what was sent is replaced before the edge sees it."""

from collections.abc import Collection
from dataclasses import replace

from starlette.datastructures import Headers
from starlette.types import Scope

from token_conformance.edge.accounts import seeded_account, tokens_of
from token_conformance.edge.credentials import kind_of
from token_conformance.edge.faults import RequestFault
from token_conformance.edge.faults.limit import Limit
from token_conformance.edge.faults.strike import StruckRequest
from token_conformance.model import Credential, Product
from token_conformance.mutants.strikes.place import Place
from token_conformance.mutants.strikes.where import Where
from token_conformance.tenant import SEEDED

_ACCOUNT = seeded_account(SEEDED)
_TOKENS = tokens_of(_ACCOUNT, SEEDED.account_id)


def taking(sent: Collection[Credential], for_: Credential, where: Where) -> RequestFault:
    """Take some credentials of the seeded tenant for another one of it, in some places."""

    async def strike(request: StruckRequest) -> None:
        place = Place.of(request.scope)
        if _credential(request.scope) in sent and where(place):
            request = replace(request, scope=_with(request.scope, _value(for_, place)))
        await request.pass_on()

    return RequestFault(strike, Limit())


def _credential(scope: Scope) -> Credential:
    return Credential(kind_of(Headers(scope=scope).get("authorization"), _TOKENS))


def _value(credential: Credential, place: Place) -> str | None:
    return _ACCOUNT.authorization(credential, Product.CONFLUENCE if place.is_confluence else Product.JIRA_PLATFORM)


def _with(scope: Scope, authorization: str | None) -> Scope:
    headers = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
    added = [(b"authorization", authorization.encode())] if authorization else []
    return {**scope, "headers": headers + added}
