"""R1 and R2: what is repeated, when, and how often."""

from collections.abc import Iterator

from token_conformance.certify.observation.observation import Ended, WireRequest
from token_conformance.certify.requirements.address import resource, shown
from token_conformance.certify.requirements.requirement import Check, Observations, Requirement, broken, doubtful, kept
from token_conformance.certify.requirements.result import Level
from token_conformance.certify.requirements.trace import Trace, traces
from token_conformance.certify.subject.subject import Action

_LIMITED = 429
_WAIT = 0.9
"""Seconds: `Retry-After` says one, and clocks differ a little."""

_MOST = 20
"""Tries of one call that go without end; products that give up do so after three to ten."""


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
        return broken(trace, f"gave up at the first 429{trace.words}")
    if min(gaps) < _WAIT:
        return broken(trace, f"asked again {min(gaps):.1f} seconds after a 429 that said `Retry-After: 1`")
    if _next(trace, limited[-1]) is None:
        return doubtful(trace, f"gave up after {len(limited)} answers of 429{trace.words}")
    return kept(trace)


def _gave_up(trace: Trace, limited: list[WireRequest]) -> Check:
    times = len(limited)
    if times > _MOST:
        return broken(trace, f"asked {times} times and was answered 429 each time")
    if trace.run.ended is Ended.TIMED_OUT:
        return doubtful(trace, f"had not given up after {trace.run.seconds:.0f} seconds and {times} answers of 429")
    if trace.run.succeeded:
        return broken(trace, f"ended as a success, though every call was answered 429{trace.words}")
    return kept(trace)


def _next(trace: Trace, call: WireRequest) -> WireRequest | None:
    """The next call for the same thing."""
    later = (other for other in trace.calls if other.started > call.started)
    return next((other for other in later if _thing(other) == _thing(call)), None)


def _thing(call: WireRequest) -> tuple[str, str]:
    return call.method, resource(call)


def _writes(observations: Observations) -> Iterator[Check]:
    for scenario in R2.scenarios:
        for trace in traces(observations.get(scenario)):
            if failed := next(filter(_is_failed_write, trace.calls), None):
                again = _next(trace, failed)
                yield broken(trace, f"repeated {shown(failed, trace.scene)}") if again else kept(trace)


def _is_failed_write(call: WireRequest) -> bool:
    return call.method == "POST" and (call.status is None or call.status >= 500)  # noqa: PLR2004  # a server's error


R1 = Requirement(
    id="R1",
    level=Level.PLUS,
    title="429 with Retry-After is waited out, a bounded number of times.",
    scenarios=("rate-limited", "rate-limited-for-ever"),
    look=_waits,
    passed="429 was waited out, and given up after a while.",
    remedy="Wait as many seconds as `Retry-After` says, and ask again a few times.",
    unobserved="No call was answered 429. See T2.",
)

R2 = Requirement(
    id="R2",
    level=Level.PLUS,
    title="A POST is not repeated after an error of the server or a broken connection.",
    scenarios=("create-fails", "create-times-out"),
    look=_writes,
    passed="No POST was repeated.",
    remedy="Repeat no POST: what it asked for may have been done. Report the failure.",
    unobserved="No POST failed. See T2.",
    actions=frozenset({str(Action.CREATE_ISSUE), str(Action.CREATE_PAGE)}),
)
