"""A run beside the requests that its process sent: what a requirement looks at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from token_conformance.certify.observation.observation import ActionRun, Ended, Observation, WireRequest
from token_conformance.certify.requirements.address import carries_token, is_at_gateway, is_at_site, shown
from token_conformance.certify.scenarios.scenario import Given

_QUOTED = 160
_MOST = 3
_ERROR = re.compile(r"^\W*[\w.]*(error|exception|rejection|fail\w*)\b.*:\s.*[^,{\s]$", re.IGNORECASE)
"""A line such as `AxiosError: Request failed` or `curl: (22) ...`, and no part of a dumped object."""

_WORD = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True)
class Trace:
    """One run of an action in a scenario, with its own requests in the order in which they were sent."""

    scene: Observation
    run: ActionRun
    requests: tuple[WireRequest, ...]

    @property
    def at_site(self) -> list[WireRequest]:
        """The calls that took the token to the site."""
        return [call for call in self.calls if is_at_site(call, self.scene) and carries_token(call)]

    @property
    def at_gateway(self) -> list[WireRequest]:
        """The calls that took the token to the gateway."""
        return [call for call in self.calls if is_at_gateway(call) and carries_token(call)]

    @property
    def calls(self) -> list[WireRequest]:
        """The requests for something of a product, at the site or the gateway."""
        return [request for request in self.requests if is_at_site(request, self.scene) or is_at_gateway(request)]

    @property
    def is_complete(self) -> bool:
        """Whether the product called it a success and showed all that there is; a person is taken at their word."""
        return self.run.succeeded and (self.run.ended is Ended.MANUAL or not self.run.missing)

    @property
    def is_resolved(self) -> bool:
        """Whether an answer came from somebody who knew whose token it is."""
        known = self.at_gateway if self.scene.token is Given.SCOPED else self.calls
        return any(not call.credential.is_stranger and call.status and call.status < 300 for call in known)  # noqa: PLR2004  # a success

    @property
    def is_false_success(self) -> bool:
        """Whether the product called a success what cannot be one, or is not a whole one."""
        return self.run.succeeded and not (self.is_complete and self.is_resolved)

    @property
    def is_told(self) -> bool:
        """Whether what the user saw was caught; of a person's run it is only what the person gave."""
        return self.run.ended not in {Ended.MANUAL, Ended.NOT_STARTED} or bool(self.run.output.strip())

    @property
    def ending(self) -> str:
        """How the run ended, for a sentence that begins with the action's name."""
        if self.run.ended is Ended.NOT_STARTED:
            return f"could not be started{self.words}"
        if self.run.ended is Ended.TIMED_OUT:
            return f"had not ended after {self.run.seconds:.0f} seconds"
        if self.run.ended is Ended.TOO_MUCH_OUTPUT:
            return "put out more than can be kept, and was stopped"
        if self.run.succeeded:
            return f"ended as a success and did not show {_listed(self.run.missing)}"
        return f"failed{self.words}{self.last_call}"

    @property
    def words(self) -> str:
        """The last words that the user saw, quoted."""
        lines = [line.strip() for text in (self.run.stdout, self.run.stderr) for line in text.splitlines()]
        said = [line for line in lines if _ERROR.search(line)] or [line for line in lines if _WORD.search(line)]
        return f" (“{said[-1][:_QUOTED]}”)" if said else " without a word"

    @property
    def last_call(self) -> str:
        """The last call, after a semicolon."""
        return f"; its last call was {shown(self.calls[-1], self.scene)}" if self.calls else "; it made no call"


def _listed(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _MOST} more" if len(texts) > _MOST else ""
    return ", ".join(map(repr, texts[:_MOST])) + more


def traces(scene: Observation | None) -> list[Trace]:
    """The runs of a scenario, each with what was sent from its start to the next one's; none where it was not run."""
    if scene is None:
        return []
    runs = sorted(scene.runs, key=lambda run: run.started)
    return [_trace(scene, runs, number) for number in range(len(runs))]


def _trace(scene: Observation, runs: Sequence[ActionRun], number: int) -> Trace:
    start = runs[number].started if number else -inf
    end = runs[number + 1].started if number + 1 < len(runs) else inf
    sent = sorted(scene.requests, key=lambda request: request.started)
    return Trace(scene, runs[number], tuple(request for request in sent if start <= request.started < end))
