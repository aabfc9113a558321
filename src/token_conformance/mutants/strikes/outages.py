"""Parts of the edge that are down, or fail every now and then."""

from collections import Counter

from starlette.responses import JSONResponse

from token_conformance.edge.faults import RequestFault
from token_conformance.edge.faults.limit import Limit
from token_conformance.edge.faults.strike import StruckRequest
from token_conformance.edge.state import State
from token_conformance.mutants.strikes.place import Place
from token_conformance.mutants.strikes.where import Where


def answering_only(status: int, where: Where) -> RequestFault:
    """One status is the answer to whatever comes to some places."""

    async def strike(request: StruckRequest) -> None:
        answer = JSONResponse({"code": status}, status)
        await (request.answer(answer) if where(Place.of(request.scope)) else request.pass_on())

    return RequestFault(strike, Limit())


def resetting(where: Where) -> RequestFault:
    """Every connection to some places is reset."""

    async def strike(request: StruckRequest) -> None:
        await (request.reset() if where(Place.of(request.scope)) else request.pass_on())

    return RequestFault(strike, Limit())


def every_third_fails(_: State) -> RequestFault:
    """Of the calls with one method to one path of the site, by whichever URL form, every third is answered 500."""
    calls: Counter[tuple[str, str]] = Counter()

    async def strike(request: StruckRequest) -> None:
        place = Place.of(request.scope)
        calls[place.method, place.path] += 1
        is_third = calls[place.method, place.path] % 3 == 0
        await (request.answer(JSONResponse({"code": 500}, 500)) if is_third else request.pass_on())

    return RequestFault(strike, Limit())
