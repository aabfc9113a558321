"""A requirement, and the checks of single runs that its finding is made of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from token_conformance.certify.observation.observation import Observation, WireRequest
from token_conformance.certify.requirements.address import anonymous, call_of
from token_conformance.certify.requirements.result import Check, Finding, Level, Result
from token_conformance.certify.requirements.trace import Trace, traces

MOST_CALLS = 10
"""The most requests that a check carries: of a loop, the first ones show enough."""


def passing(trace: Trace) -> Check:
    """A run that meets the requirement."""
    return Check(trace.observation.scenario, Result.PASS, trace.run.action)


def failing(trace: Trace, description: str, *calls: WireRequest) -> Check:
    """A run that violates the requirement; `description` continues a sentence that starts with the action's name.

    `calls` are the requests that show it.
    """
    return _described(Result.FAIL, trace, description, calls)


def warning(trace: Trace, description: str, *calls: WireRequest) -> Check:
    """A run that a user should know about, though it does not violate the requirement."""
    return _described(Result.WARN, trace, description, calls)


def _described(result: Result, trace: Trace, description: str, calls: Iterable[WireRequest]) -> Check:
    observation = trace.observation
    sent = tuple(call_of(call, observation) for call in islice(calls, MOST_CALLS))
    return Check(observation.scenario, result, trace.run.action, anonymous(description, observation), sent)


Observations = Mapping[str, Observation]
"""The observations of one subject, by the ids of their scenarios."""

_NO_REQUEST = (
    "No request of it came through the door in any scenario. A product that ignores HTTPS_PROXY needs --jail. One that"
    " fails before it asks anything says why in its output: `{action}` {ending}."
)
_NO_TLS_CONNECTION = (
    "It broke off every TLS handshake. Make it trust the certificate authority that SSL_CERT_FILE, REQUESTS_CA_BUNDLE"
    " and NODE_EXTRA_CA_CERTS name."
)


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """What a subject must do, judged by its observations alone: `title` in a sentence, `name` in a few words.

    `checks` gives the results of single runs. `scenarios` are the ids of the scenarios that it needs, `actions` the
    actions that can show it; if empty, all actions of the scenarios. `reads` are the ids of scenarios that decide how
    the runs of others are judged. `passed` and `unobserved` are the sentences of
    these results; `remedy` follows the sentence of a failure. `after` is the id of the requirement that is the reason,
    if it is not met, why this one is not observed.
    """

    id: str
    name: str
    level: Level
    title: str
    scenarios: tuple[str, ...]
    checks: Callable[[Observations], Iterable[Check]]
    passed: str
    remedy: str
    unobserved: str
    actions: frozenset[str] = frozenset()
    reads: tuple[str, ...] = ()
    after: str = ""

    def finding(self, observations: Observations) -> Finding:
        """Judge a subject. The same observations always give the same finding."""
        if not any(observation.requests for observation in observations.values()):
            return self._unobserved(_no_request(observations))
        checks = list(self.checks(dict(sorted(observations.items()))))
        if failed := _of(checks, Result.FAIL):
            return self._decided(Result.FAIL, f"{_sentence(failed)} {self.remedy}", failed)
        if warned := _of(checks, Result.WARN):
            return self._decided(Result.WARN, _sentence(warned), warned)
        if missing := [scenario for scenario in self.scenarios if scenario not in observations]:
            return self._unobserved(f"{', '.join(missing)}: not run. Run all scenarios.")
        return self._passed_or_unobserved(checks)

    def is_excused(self, observations: Observations) -> bool:
        """Whether the subject declares every action that could show the requirement as unsupported."""
        needed = [observations[scenario] for scenario in self.scenarios if scenario in observations]
        return len(needed) == len(self.scenarios) and all(map(self._lacks_actions, needed))

    def _lacks_actions(self, observation: Observation) -> bool:
        ran = {run.action for run in observation.runs}
        unsupported = observation.unsupported.keys()
        return bool(self._relevant(unsupported)) and not self._relevant(ran)

    def _relevant(self, actions: Iterable[str]) -> set[str]:
        return {action for action in actions if not self.actions or action in self.actions}

    def _passed_or_unobserved(self, checks: Sequence[Check]) -> Finding:
        passed = _of(checks, Result.PASS)
        if not passed:
            reasons = [check.description for check in _of(checks, Result.NOT_OBSERVED)]
            return self._unobserved((reasons or [self.unobserved])[0])
        shown_by = ", ".join(dict.fromkeys(check.action for check in passed))
        return self._decided(Result.PASS, f"{self.passed} Shown by {shown_by}.", passed)

    def _decided(self, result: Result, sentence: str, checks: Sequence[Check]) -> Finding:
        scenarios = tuple(dict.fromkeys(check.scenario for check in checks))
        return Finding(self.id, result, sentence, scenarios, tuple(checks))

    def _unobserved(self, reason: str) -> Finding:
        return Finding(self.id, Result.NOT_OBSERVED, reason, self.scenarios)


def _no_request(observations: Observations) -> str:
    if any(observation.untrusted for observation in observations.values()):
        return _NO_TLS_CONNECTION
    first = next((trace for _, observation in sorted(observations.items()) for trace in traces(observation)), None)
    if first is None:
        return "No action was run. Describe some."
    return _NO_REQUEST.format(action=first.run.action, ending=first.ending)


def _of(checks: Sequence[Check], result: Result) -> list[Check]:
    return [check for check in checks if check.result is result]


def _sentence(checks: Sequence[Check]) -> str:
    """The first check in full, because an author corrects one after the other; of the others only the names."""
    first, *_ = checks
    others = [f"`{name}`" for name in dict.fromkeys(check.action for check in checks) if name != first.action]
    return f"{first.sentence} Also seen with {', '.join(others)}." if others else first.sentence
