"""Traces: each run with the requests that its process sent, as requirements judge them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from token_conformance.certify.observation.observation import ActionRun, Ended, Observation, WireRequest
from token_conformance.certify.requirements.address import carries_token, is_at_gateway, is_at_site, shown
from token_conformance.certify.scenarios.scenario import Given

_QUOTE_LENGTH = 160
_LISTED = 3
_ERROR = re.compile(r"^\W*[\w.]*(error|exception|rejection|fail\w*)\b.*:\s.*[^,{\s]$", re.IGNORECASE)
"""A line such as `AxiosError: Request failed` or `curl: (22) ...`, but not a part of a dumped object."""

_WORD = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True)
class Trace:
    """One run of an action in a scenario, with its requests in the order in which they were sent."""

    observation: Observation
    run: ActionRun
    requests: tuple[WireRequest, ...]

    @property
    def at_site(self) -> list[WireRequest]:
        """The calls that carried a token to the site."""
        return [call for call in self.calls if is_at_site(call, self.observation) and carries_token(call)]

    @property
    def at_gateway(self) -> list[WireRequest]:
        """The calls that carried a token to the gateway."""
        return [call for call in self.calls if is_at_gateway(call) and carries_token(call)]

    @property
    def calls(self) -> list[WireRequest]:
        """The requests to a product, at the site or the gateway."""
        return [request for request in self.requests if is_at_site(request, self.observation) or is_at_gateway(request)]

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
            return f"ended as a success and did not show {_listed(self.run.missing)}"
        return f"failed{self.quoted_output}{self.last_call}"

    @property
    def quoted_output(self) -> str:
        """The last error in the output, or else the last line with a word, quoted."""
        lines = [line.strip() for text in (self.run.stdout, self.run.stderr) for line in text.splitlines()]
        found = [line for line in lines if _ERROR.search(line)] or [line for line in lines if _WORD.search(line)]
        return f" (“{found[-1][:_QUOTE_LENGTH]}”)" if found else " without a word"

    @property
    def last_call(self) -> str:
        """The last call, as the end of a sentence, with a semicolon in front."""
        return f"; its last call was {shown(self.calls[-1], self.observation)}" if self.calls else "; it made no call"


def _listed(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _LISTED} more" if len(texts) > _LISTED else ""
    return ", ".join(map(repr, texts[:_LISTED])) + more


def traces(observation: Observation | None) -> list[Trace]:
    """The runs of a scenario, each with the requests from its start to the next run's; no observation has none."""
    if observation is None:
        return []
    runs = sorted(observation.runs, key=lambda run: run.started)
    return [_trace(observation, runs, number) for number in range(len(runs))]


def _trace(observation: Observation, runs: Sequence[ActionRun], number: int) -> Trace:
    start = runs[number].started if number else -inf
    end = runs[number + 1].started if number + 1 < len(runs) else inf
    sent = sorted(observation.requests, key=lambda request: request.started)
    return Trace(observation, runs[number], tuple(request for request in sent if start <= request.started < end))
