"""T10: a scoped token without a scope that the call needs."""

from collections import Counter
from collections.abc import Iterator

from token_conformance.certify.observation.observation import Ended, WireRequest
from token_conformance.certify.requirements.address import resource, shown
from token_conformance.certify.requirements.requirement import Observations, Requirement, failing, passing, violating
from token_conformance.certify.requirements.result import Check, Level
from token_conformance.certify.requirements.trace import Trace, traces

_MOST = 2
"""A second try may use another kind of paging or another version of the API; a third is a loop."""


def _mismatches(observations: Observations) -> Iterator[Check]:
    for trace in traces(observations.get("lacking-gateway")):
        if refused := [call for call in trace.at_gateway if call.status == 401]:  # noqa: PLR2004  # "scope does not match"
            yield _check(trace, refused)


def _check(trace: Trace, refused: list[WireRequest]) -> Check:
    call, times = _most_repeated(refused)
    if times > _MOST or trace.run.ended is Ended.TIMED_OUT:
        loop = f"was refused {times} times for {shown(call, trace.observation)}"
        return (violating if times > _MOST else failing)(trace, loop, *refused)
    if fallback := _fallback(trace, refused):
        went_on = f"went on at the site with the token: {shown(fallback, trace.observation)}"
        return violating(trace, went_on, refused[0], fallback)
    if trace.run.succeeded:
        return failing(trace, f"ended as a success in spite of {shown(refused[0], trace.observation)}", refused[0])
    if trace.has_output and not trace.run.output.strip():
        return failing(trace, "failed without a word", refused[0])
    return passing(trace)


def _most_repeated(refused: list[WireRequest]) -> tuple[WireRequest, int]:
    (target, times), *_ = Counter((call.method, resource(call)) for call in refused).most_common(1)
    return next(call for call in refused if (call.method, resource(call)) == target), times


def _fallback(trace: Trace, refused: list[WireRequest]) -> WireRequest | None:
    """A later call to the site for a resource that the gateway refused."""
    resources = {resource(call) for call in refused}
    at_site = trace.at_site
    later = (call for call in trace.after(refused[0]) if call in at_site)
    return next((call for call in later if resource(call) in resources), None)


T10 = Requirement(
    id="T10",
    name="a missing scope is reported",
    level=Level.CORE,
    title="A missing scope ends in a clear failure, without a loop and without the site.",
    scenarios=("lacking-gateway",),
    checks=_mismatches,
    passed="“scope does not match” ended in a failure, and was not tried again.",
    remedy="Report 401 “scope does not match” as it is; neither repeating the call nor the site helps.",
    unobserved="No call was refused for its scope.",
    after="T2",
)
