"""The wire log: every request of every scenario, a line of JSON each, and those of them to foreign hosts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from token_conformance.certify.observation.observation import Observation, WireRequest
from token_conformance.certify.requirements.address import is_foreign

WIRE = "wire.jsonl"
FOREIGN = "foreign.jsonl"

Sent = tuple[str, WireRequest]
"""The scenario of a request, and the request."""


def wire_log(observations: Mapping[str, Observation]) -> bytes:
    """All requests, scenario by scenario, in the order in which they came."""
    return _lines(
        (scenario, request) for scenario in sorted(observations) for request in observations[scenario].requests
    )


def foreign_log(observations: Mapping[str, Observation]) -> bytes:
    """Those of them that the edge refused."""
    return _lines(refused(observations))


def refused(observations: Mapping[str, Observation]) -> Iterator[Sent]:
    """The requests that went neither to the scenario's site nor to the gateway, or not over https."""
    for scenario in sorted(observations):
        seen = observations[scenario]
        yield from ((scenario, request) for request in seen.requests if _is_refused(seen, request))


def _is_refused(seen: Observation, request: WireRequest) -> bool:
    return request.scheme != "https" or is_foreign(request, seen)


def _lines(sent: Iterable[Sent]) -> bytes:
    entries = ({"scenario": scenario, **asdict(request)} for scenario, request in sent)
    return "".join(f"{json.dumps(entry, ensure_ascii=False, sort_keys=True)}\n" for entry in entries).encode()
