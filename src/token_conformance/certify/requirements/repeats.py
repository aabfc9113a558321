"""R1 and R2: which calls are repeated, when, and how often."""

from collections import Counter
from collections.abc import Iterator

from token_conformance.certify.observation.observation import Ended, WireRequest
from token_conformance.certify.requirements.address import resource, shown
from token_conformance.certify.requirements.requirement import (
    Observations,
    Requirement,
    failing,
    passing,
    violating,
    warning,
)
from token_conformance.certify.requirements.result import Check, Level
from token_conformance.certify.requirements.trace import Trace, traces
from token_conformance.certify.subject.subject import Action

_LIMITED = 429
_WAIT = 0.9
"""The shortest wait in seconds: `Retry-After` is 1, and clocks differ a little."""

_MOST = 20
"""More tries of one call count as endless; products that give up do so after three to ten tries."""


def _waits(observations: Observations) -> Iterator[Check]:
    for trace in traces(observations.get("rate-limited")):
        if limited := [call for call in trace.calls if call.status == _LIMITED]:
            yield _waited(trace, limited)
    for trace in traces(observations.get("rate-limited-for-ever")):
        if limited := [call for call in trace.calls if call.status == _LIMITED]:
            yield _gave_up(trace, limited)


def _waited(trace: Trace, limited: list[WireRequest]) -> Check:
    gaps = [next_try.started - (call.ended or call.started) for call in limited if (next_try := _next(trace, call))]
    if not gaps:
        gave_up = f"gave up at the first 429{trace.quoted_output}"
        return (warning if trace.run.action in R2.actions else failing)(trace, gave_up, *limited)
    if min(gaps) < _WAIT:
        return failing(trace, f"asked again {min(gaps):.1f} seconds after a 429 that said `Retry-After: 1`", *limited)
    if _next(trace, limited[-1]) is None:
        return warning(trace, f"gave up after {len(limited)} answers of 429{trace.quoted_output}", *limited)
    return passing(trace)


def _gave_up(trace: Trace, limited: list[WireRequest]) -> Check:
    times = max(Counter(map(_target, limited)).values())
    if times > _MOST:
        return failing(trace, f"sent one call {times} times, and was answered 429 each time", *limited)
    if trace.run.ended is Ended.TIMED_OUT:
        endless = f"had not given up after {trace.run.seconds:.0f} seconds and {times} answers of 429"
        return warning(trace, endless, *limited)
    return passing(trace)


def _next(trace: Trace, call: WireRequest) -> WireRequest | None:
    """The next call with the same method for the same resource."""
    return next((other for other in trace.after(call) if _target(other) == _target(call)), None)


def _target(call: WireRequest) -> tuple[str, str]:
    return call.method, resource(call)


def _writes(observations: Observations) -> Iterator[Check]:
    for scenario in R2.scenarios:
        for trace in traces(observations.get(scenario)):
            if failed := next(filter(_is_failed_write, trace.calls), None):
                again = _next(trace, failed)
                repeated = f"repeated {shown(failed, trace.observation)}"
                yield violating(trace, repeated, failed, again) if again else passing(trace)


def _is_failed_write(call: WireRequest) -> bool:
    is_failed = call.status is None or call.status >= 500  # noqa: PLR2004  # a server's error
    return call.method == "POST" and is_failed and not call.not_modelled


R1 = Requirement(
    id="R1",
    name="429 is waited out",
    level=Level.PLUS,
    title="429 with Retry-After is waited out, a bounded number of times.",
    scenarios=("rate-limited", "rate-limited-for-ever"),
    checks=_waits,
    passed="429 was waited out, and given up after a while.",
    remedy="Wait as many seconds as `Retry-After` says, and ask again a few times.",
    unobserved="No call was answered 429.",
    after="T2",
)

R2 = Requirement(
    id="R2",
    name="no POST is repeated",
    level=Level.PLUS,
    title="A POST is not repeated after an error of the server or a broken connection.",
    scenarios=("create-fails", "create-times-out"),
    checks=_writes,
    passed="No POST was repeated.",
    remedy="Repeat no POST: what it asked for may have been done. Report the failure.",
    unobserved="No POST failed.",
    after="T2",
    actions=frozenset({str(Action.CREATE_ISSUE), str(Action.CREATE_PAGE)}),
    lacking="it creates nothing",
)
