"""Which of several calls of a paste is explained: the first one that failed and was not answered afterwards."""

from collections.abc import Sequence
from http import HTTPStatus

from token_conformance.advice.explanation.exchange import Exchange

_PASSING = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}


def failed_calls(found: Sequence[Exchange]) -> list[list[Exchange]]:
    """The refused exchanges of each call that failed, in the order of the calls.

    A call that was answered when it was sent again did not fail. Calls whose failures last are before those that a
    server was only too busy for, because a busy server explains no other failure.
    """
    calls: dict[tuple[str, str, str], list[Exchange]] = {}
    for one in found:
        call = (one.method, one.host, one.path)
        if one.is_bad:
            calls.setdefault(call, []).append(one)
        elif one.is_good:
            calls.pop(call, None)
    return sorted(calls.values(), key=lambda exchanges: all(map(_passes, exchanges)))


def failed_of(found: Sequence[Exchange]) -> Exchange:
    """The exchange to explain: of the first call that failed, the last answer that lasts, because it is the newest.

    Without such a call, the last exchange that was refused, or has a telling header or an address.
    """
    if calls := failed_calls(found):
        return ([one for one in calls[0] if not _passes(one)] or calls[0])[-1]
    bad = [one for one in found if one.is_bad]
    telling = [one for one in found if one.headers or one.path]
    return (bad or telling or found)[-1]


def _passes(one: Exchange) -> bool:
    """Whether the same call can be answered a moment later."""
    return one.status in _PASSING or (one.status or 0) >= HTTPStatus.INTERNAL_SERVER_ERROR
