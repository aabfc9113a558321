"""A requirement, and the checks of single runs that its finding is made of."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from token_conformance.certify.observation.observation import Observation, WireRequest
from token_conformance.certify.requirements.address import anonymous, call_of, operation_of
from token_conformance.certify.requirements.result import Check, Finding, Level, Result
from token_conformance.certify.requirements.trace import Trace, traces
from token_conformance.certify.subject.subject import Holder
from token_conformance.edge.server import http2

MOST_CALLS = 10
"""The most requests that a check carries: of a loop, the first ones show enough."""

NOT_SERVED = re.compile(r"The local model does not know what \S+ \S+ answers\.")
"""What the model says of an operation that it does not serve. It says more where it serves it, and lacks one answer."""


def passing(trace: Trace) -> Check:
    """A run that meets the requirement."""
    return Check(trace.observation.scenario, Result.PASS, trace.run.action)


def violating(trace: Trace, description: str, *calls: WireRequest) -> Check:
    """A run that sent or showed what it must not; the answers do not matter. As `failing` otherwise."""
    return _described(Result.FAIL, trace, description, calls)


def failing(trace: Trace, description: str, *calls: WireRequest, remedy: str = "") -> Check:
    """A run that violates the requirement, unless it had an answer that the local model does not know.

    `description` continues a sentence that starts with the action's name. `calls` are the requests that show it,
    `remedy` is what to change if it is another thing than the requirement says.
    """
    return unknown(trace) if trace.not_modelled else _of_work(Result.FAIL, trace, description, calls, remedy)


def warning(trace: Trace, description: str, *calls: WireRequest) -> Check:
    """A run that a user should know about, though it does not violate the requirement; as `failing` otherwise."""
    return unknown(trace) if trace.not_modelled else _of_work(Result.WARN, trace, description, calls)


def unknown(trace: Trace) -> Check:
    """A run that shows nothing, since the local model does not know an answer that it rests on."""
    call = trace.not_modelled[0]
    gap = _gap(call, operation_of(call, trace.observation))
    reason = f"was not judged: the model does not {gap}"
    return _described(Result.NOT_OBSERVED, trace, reason, [call])


def _gap(call: WireRequest, name: str) -> str:
    if call.method == http2.METHOD:
        return "speak HTTP/2, and the product speaks nothing else"
    if not call.came_through:
        return f"answer {name} without a tunnel of its proxy (CONNECT); run the product with --jail"
    return f"serve {name}" if NOT_SERVED.fullmatch(call.not_modelled) else f"know what {name} answers to this call"


def _described(result: Result, trace: Trace, description: str, calls: Iterable[WireRequest], remedy: str = "") -> Check:
    observation = trace.observation
    sent = tuple(call_of(call, observation) for call in islice(calls, MOST_CALLS))
    return Check(observation.scenario, result, trace.run.action, anonymous(description, observation), sent, remedy)


def _of_work(result: Result, trace: Trace, description: str, calls: Iterable[WireRequest], remedy: str = "") -> Check:
    return replace(_described(result, trace, description, calls, remedy), of_work=True)


Observations = Mapping[str, Observation]
"""The observations of one subject, by the ids of their scenarios."""


def holders(observations: Observations) -> tuple[Holder, ...]:
    """Whose tokens the subject got in any of the scenarios."""
    found = {run.holder for observation in observations.values() for run in observation.runs}
    return tuple(holder for holder in Holder if holder in found)


_NO_REQUEST = (
    "No request of it came through the door in any scenario. A product that ignores HTTPS_PROXY needs --jail. One that"
    " fails before it asks anything says why in its output: `{action}` {ending}."
)
NO_TUNNEL = (
    "It sent requests for https addresses, with the token, to the proxy of HTTPS_PROXY itself and through no tunnel"
    " (CONNECT)"
)
"""Why nothing came through the door, as the beginning of a sentence."""
_IN_JAIL = (
    ", as axios before version 1 does with every proxy. Nothing else shows then: run it with --jail, where it has no"
    " proxy."
)
_NO_TLS_CONNECTION = (
    "It ended every TLS connection before a request, because it does not trust the authority that SSL_CERT_FILE names:"
    " run it with --jail, where every trust store on the disk has that authority alone. If it ran there, it cannot be"
    " driven here: its roots or the certificates that it accepts are in the program itself, or it speaks HTTP/2 alone."
)
_UNDRIVEN = (
    "was not judged: it failed in every scenario, and no request of it came through the door{output}. If it ignores"
    " HTTPS_PROXY, asks that proxy without a tunnel (CONNECT), or does not trust the authority that SSL_CERT_FILE"
    " names, run the product with --jail"
)


def undriven(checks: Iterable[Check], observations: Observations) -> list[Check]:
    """The checks, without blame for the work of actions that reached the door in no scenario, though others did.

    An action that reports a success without a request stays judged: what it says is wrong.
    """
    found = list(checks)
    if not any(check.of_work for check in found):
        return found
    every = [trace for observation in observations.values() for trace in traces(observation)]
    driven = {trace.run.action for trace in every if trace.came_through or trace.run.succeeded}
    first = {trace.run.action: trace for trace in reversed(every) if trace.run.action not in driven}
    return [
        _undriven(check, first[check.action]) if check.of_work and check.action in first else check for check in found
    ]


def _undriven(check: Check, trace: Trace) -> Check:
    said = anonymous(_UNDRIVEN.format(output=trace.quote), trace.observation)
    return Check(check.scenario, Result.NOT_OBSERVED, check.action, said)


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """What a subject must do, judged by its observations alone: `title` in a sentence, `name` in a few words.

    `checks` gives the results of single runs. `scenarios` are the ids of the scenarios that it needs. `actions` are the
    actions that can show it, and `lacking` says of a product that it has none of them; if empty, any action can show
    it; with `by_every_run`, it is observed only if every run shows it. `reads` are the ids of scenarios that decide how
    the runs of others are judged. `passed` and `unobserved` are the sentences of these results; `remedy` follows the
    sentence of a failure. `after` is the id of the requirement that is the reason, if it is not met, why this one is
    not observed. `of_person` says that only a person's token can show it, and `lacking` then that it takes none.
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
    lacking: str = ""
    by_every_run: bool = False
    reads: tuple[str, ...] = ()
    after: str = ""
    of_person: bool = False

    def finding(self, observations: Observations) -> Finding:
        """Judge a subject. The same observations always give the same finding."""
        if not any(observation.is_driven for observation in observations.values()):
            return self._unobserved(_no_request(observations))
        checks = undriven(self.checks(dict(sorted(observations.items()))), observations)
        if failed := _of(checks, Result.FAIL):
            return self._decided(Result.FAIL, f"{_sentence(failed)} {failed[0].remedy or self.remedy}", failed)
        if warned := _of(checks, Result.WARN):
            return self._decided(Result.WARN, _sentence(warned), warned)
        if missing := [scenario for scenario in self.scenarios if scenario not in observations]:
            return self._unobserved(f"{', '.join(missing)}: not run. Run all scenarios.")
        return self._passed_or_unobserved(checks, observations)

    def is_excused(self, observations: Observations) -> bool:
        """Whether it needs actions of some kind, and the subject declares all of these as unsupported.

        One that any action can show is never excused, unless it needs a kind of token that the subject does not take.
        """
        if self.of_person and holders(observations) == (Holder.SERVICE_ACCOUNT,):
            return True
        ran = {run.action for observation in observations.values() for run in observation.runs}
        unsupported = {action for observation in observations.values() for action in observation.unsupported}
        return bool(self.actions) and not self.actions & ran and self.actions <= unsupported

    def _passed_or_unobserved(self, checks: Sequence[Check], observations: Observations) -> Finding:
        passed, others = _of(checks, Result.PASS), _of(checks, Result.NOT_OBSERVED)
        if not passed or (self.by_every_run and others):
            others = others or list(map(unknown, self._not_modelled(observations)))
            return self._decided(Result.NOT_OBSERVED, others[0].sentence, others) if others else self._unobserved()
        shown_by = ", ".join(dict.fromkeys(check.action for check in passed))
        return self._decided(Result.PASS, f"{self.passed} Shown by {shown_by}.", passed)

    def _not_modelled(self, observations: Observations) -> Iterator[Trace]:
        """The runs of its scenarios with a call whose answer the local model does not know."""
        found = (trace for scenario in self.scenarios for trace in traces(observations.get(scenario)))
        return (trace for trace in found if trace.not_modelled)

    def _decided(self, result: Result, sentence: str, checks: Sequence[Check]) -> Finding:
        scenarios = tuple(dict.fromkeys(check.scenario for check in checks))
        return Finding(self.id, result, sentence, scenarios, tuple(checks))

    def _unobserved(self, reason: str = "") -> Finding:
        return Finding(self.id, Result.NOT_OBSERVED, reason or self.unobserved, self.scenarios)


def _no_request(observations: Observations) -> str:
    if any(observation.requests for observation in observations.values()):
        return NO_TUNNEL + _IN_JAIL
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
