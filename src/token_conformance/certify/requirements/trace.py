"""Traces: each run with the requests that its process sent, as requirements judge them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import pairwise
from math import inf

from token_conformance.certify.observation.observation import ActionRun, Ended, Observation, WireRequest
from token_conformance.certify.requirements.address import (
    anonymous,
    carries_token,
    is_at_gateway,
    is_at_site,
    shown,
    site_host,
)
from token_conformance.certify.scenarios.scenario import Given
from token_conformance.model.answer import start_of

_QUOTE_LENGTH = 80
LAST_CALL = ". Its last call"
"""The start of a description's last sentence."""
_LISTED = 3
_FIRST_WORD = re.compile(r"\W*[\w.]*")
_NAMES_ERROR = re.compile(r"(?:error|exception|rejection|fail\w*)\b", re.IGNORECASE)
_COLON = re.compile(r":\s")
_ENDS_OF_DUMPED_LINES = (",", "{")

_WORD = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True)
class Trace:
    """One run of an action in a scenario, with its requests in the order in which they were sent."""

    observation: Observation
    run: ActionRun
    requests: tuple[WireRequest, ...]

    @property
    def at_site(self) -> list[WireRequest]:
        """The calls that carried a token to the site, other than those whose answers the local model does not know."""
        sent = (call for call in self.calls if is_at_site(call, self.observation) and carries_token(call))
        return [call for call in sent if not call.not_modelled]

    @property
    def at_gateway(self) -> list[WireRequest]:
        """The calls that carried a token to the gateway."""
        return [call for call in self.calls if is_at_gateway(call) and carries_token(call)]

    @property
    def calls(self) -> list[WireRequest]:
        """The requests to a product, at the site or the gateway."""
        return [request for request in self.requests if is_at_site(request, self.observation) or is_at_gateway(request)]

    def after(self, call: WireRequest) -> list[WireRequest]:
        """The calls that arrived after one of them. Their times do not tell, because several may have the same."""
        calls = self.calls
        return calls[next(place for place, each in enumerate(calls, 1) if each is call) :]

    @property
    def came_through(self) -> bool:
        """Whether any of its requests came through the door."""
        return any(request.came_through for request in self.requests)

    @property
    def not_modelled(self) -> list[WireRequest]:
        """The calls whose answers the local model does not know, so that nothing can rest on them."""
        return [request for request in self.requests if request.not_modelled]

    @property
    def is_complete(self) -> bool:
        """Whether the product reported success and showed everything; of a run by hand, the person decides."""
        return self.run.succeeded and (self.run.ended is Ended.MANUAL or not self.run.missing)

    @property
    def is_resolved(self) -> bool:
        """Whether a call succeeded where the token is accepted, so that the answer is for the token's owner."""
        known = self.at_gateway if self.observation.token is Given.SCOPED else self.calls
        return any(not call.credential.is_stranger and call.status and call.status < 300 for call in known)  # noqa: PLR2004  # a success

    @property
    def is_false_success(self) -> bool:
        """Whether the product reported success, though the run is incomplete or the token was never accepted."""
        return self.run.succeeded and not (self.is_complete and self.is_resolved)

    @property
    def has_output(self) -> bool:
        """Whether the user's view was recorded: always for a process, by hand only if the person copied it."""
        return self.run.ended not in {Ended.MANUAL, Ended.NOT_STARTED} or bool(self.run.output.strip())

    @property
    def ending(self) -> str:
        """How the run ended; continues a sentence that starts with the action's name."""
        if self.run.ended is Ended.NOT_STARTED:
            return f"could not be started{self.quoted_output}"
        if self.run.ended is Ended.TIMED_OUT:
            return f"had not ended after {self.run.seconds:.0f} seconds"
        if self.run.ended is Ended.TOO_MUCH_OUTPUT:
            return "put out more than can be kept, and was stopped"
        if self.run.succeeded:
            return self._false_success
        return f"failed{self.quoted_output}{self.last_call}"

    @property
    def _false_success(self) -> str:
        if self.run.unmade:
            return f"ended as a success, though {self.run.unmade.strip('()')}"
        return f"ended as a success and did not show {_listed(self.run.missing)}"

    @cached_property
    def said(self) -> str:
        """The output without the names of the scenario's tenant, so that those of two scenarios can be compared."""
        names = (self.observation.cloud_id, site_host(self.observation))
        return reduce(lambda text, name: text.replace(name, ""), names, self.run.output)

    @property
    def quoted_output(self) -> str:
        """The last error in the output, or else the last line with a word, quoted; continues "it failed"."""
        return self.quote or " without a word"

    @property
    def quote(self) -> str:
        """The same in brackets, or an empty text if there is no word in the output."""
        lines = [line.strip() for text in (self.run.stdout, self.run.stderr) for line in text.splitlines()]
        found = [line for line in lines if _is_error(line)] or [line for line in lines if _WORD.search(line)]
        return f" (“{start_of(anonymous(found[-1], self.observation), _QUOTE_LENGTH)}”)" if found else ""

    @property
    def last_call(self) -> str:
        """The last call as a sentence of its own, which ends the one in front and needs a full stop itself."""
        return f"{LAST_CALL} was {shown(self.calls[-1], self.observation)}" if self.calls else ". It made no call"


def _is_error(line: str) -> bool:
    """Whether a line is like `AxiosError: Request failed`, but not a part of a dumped object.

    These are three patterns one after the other, since one pattern of all would take hours for some long lines.
    """
    word = _FIRST_WORD.match(line)
    error = _NAMES_ERROR.search(word[0]) if word else None
    colon = _COLON.search(line, error.end()) if error else None
    return colon is not None and colon.end() < len(line) and not line.endswith(_ENDS_OF_DUMPED_LINES)


def _listed(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _LISTED} more" if len(texts) > _LISTED else ""
    return ", ".join(map(repr, texts[:_LISTED])) + more


def traces(observation: Observation | None) -> list[Trace]:
    """The runs of a scenario, each with the requests from its start to the next run's; no observation has none."""
    if observation is None:
        return []
    runs = sorted(observation.runs, key=lambda run: run.started)
    sent = sorted(observation.requests, key=_started)
    starts = [-inf, *(run.started for run in runs[1:]), inf]
    bounds = [bisect_left(sent, start, key=_started) for start in starts]
    slices = [tuple(sent[first:end]) for first, end in pairwise(bounds)]
    return [Trace(observation, run, requests) for run, requests in zip(runs, slices, strict=False)]


def _started(request: WireRequest) -> float:
    return request.started
