"""D1 to D3: the site's URL is enough for both kinds of token."""

from collections import Counter
from collections.abc import Iterator

from token_conformance.certify.observation.observation import WireRequest
from token_conformance.certify.requirements.address import app_of, asks_who, carries_token, is_foreign, shown
from token_conformance.certify.requirements.requirement import Observations, Requirement, failing, passing, violating
from token_conformance.certify.requirements.result import Check, Level
from token_conformance.certify.requirements.trace import Trace, traces
from token_conformance.certify.requirements.works import configured_with_site, has_wrong_prefix
from token_conformance.model.url import TENANT_INFO_PATH


def _resolves(observations: Observations) -> Iterator[Check]:
    at_gateway = traces(observations.get("scoped-gateway"))
    working = {(trace.run.action, trace.run.holder) for trace in at_gateway if trace.is_complete}
    for trace in configured_with_site(observations, "scoped-site"):
        if not _uses_gateway(trace):
            yield failing(trace, f"did not use the gateway{trace.last_call}", *trace.calls[-1:])
        elif trace.is_complete:
            yield passing(trace)
        elif (trace.run.action, trace.run.holder) in working and not has_wrong_prefix(trace):
            yield failing(
                trace, f"works where the gateway is configured, but here it {trace.ending}", *trace.calls[-1:]
            )


def _uses_gateway(trace: Trace) -> bool:
    return any(trace.observation.cloud_id in call.path for call in trace.at_gateway)


def _lookups(observations: Observations) -> Iterator[Check]:
    for observation in observations.values():
        for trace in traces(observation):
            lookups = [
                call for call in trace.requests if call.path == TENANT_INFO_PATH and not is_foreign(call, observation)
            ]
            if authenticated := next(filter(carries_token, lookups), None):
                yield violating(trace, f"took a credential to {shown(authenticated, observation)}", authenticated)
            elif lookups:
                yield passing(trace)


def _tries(observations: Observations) -> Iterator[Check]:
    """A product that does not find the gateway is not judged here, but by D1."""
    scoped = [trace for trace in configured_with_site(observations, "scoped-site") if _uses_gateway(trace)]
    for trace in scoped:
        yield _remembers(trace, trace.at_site)
    if scoped:
        for trace in configured_with_site(observations, "unscoped-site"):
            yield _remembers(trace, [call for call in trace.at_site if asks_who(call) and trace.run.action != "whoami"])


def _remembers(trace: Trace, tried: list[WireRequest]) -> Check:
    """One try per app is enough, and a product that always uses the gateway needs no try."""
    times = max(Counter(map(app_of, tried)).values(), default=0)
    if times > 1:
        return failing(
            trace,
            f"tried the token {times} times at the site, the last time by {shown(tried[-1], trace.observation)}",
            *tried,
        )
    return passing(trace)


D1 = Requirement(
    id="D1",
    name="the gateway is found",
    level=Level.AUTO,
    title="From the site's URL alone, the cloud id is found and the gateway is used.",
    scenarios=("scoped-site",),
    checks=_resolves,
    passed="A scoped token worked with the site's URL alone.",
    remedy="Find the cloud id at https://SITE.atlassian.net/_edge/tenant_info, and send a scoped token's calls to the"
    " gateway.",
    unobserved="No action was run with a scoped token and the site's URL alone, and works at the gateway.",
    after="T2",
    reads=("scoped-gateway",),
)

D2 = Requirement(
    id="D2",
    name="cloud id without the token",
    level=Level.PLUS,
    title="The cloud id is asked for without credentials.",
    scenarios=("scoped-site",),
    checks=_lookups,
    passed="The cloud id was asked for without a credential.",
    remedy="Send no Authorization header to /_edge/tenant_info: it is open.",
    unobserved="The cloud id was not asked for at /_edge/tenant_info.",
    after="D1",
)

D3 = Requirement(
    id="D3",
    name="kind of token remembered",
    level=Level.AUTO,
    title="The kind of a token is found by one try and remembered, or the gateway is always used.",
    scenarios=("scoped-site", "unscoped-site"),
    checks=_tries,
    passed="No more than one try an app was needed to find the kind of the token.",
    remedy="Ask `myself` once, remember what it said of the token, and send the rest to where the token works.",
    unobserved="The gateway was not used with the site's URL alone.",
    after="D1",
    reads=("scoped-site",),
)
