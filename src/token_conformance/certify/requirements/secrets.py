"""L1 and L2: tokens in the output of a product."""

from collections.abc import Iterable, Iterator

from token_conformance.certify.requirements.messages import secret_in
from token_conformance.certify.requirements.requirement import Observations, Requirement, passing, violating
from token_conformance.certify.requirements.result import Check, Level, Result
from token_conformance.certify.requirements.trace import Trace, traces

_NOISY = "noisy"


def _by_default(observations: Observations) -> Iterator[Check]:
    quiet = [observation for scenario, observation in observations.items() if scenario != _NOISY]
    for trace in (trace for observation in quiet for trace in traces(observation) if trace.has_output):
        yield _leak(trace)


def _at_noisiest(observations: Observations) -> Iterator[Check]:
    """A product whose output shows a token at the default level already fails L1 only, not L2 as well."""
    checks = [_leak(trace) for trace in traces(observations.get(_NOISY)) if trace.has_output]
    if _is_broken(checks) and _is_broken(_by_default(observations)):
        return
    yield from checks


def _is_broken(checks: Iterable[Check]) -> bool:
    return any(check.result is Result.FAIL for check in checks)


def _leak(trace: Trace) -> Check:
    shown = secret_in(trace.run.output)
    return violating(trace, f"put out the token: “{shown}”") if shown else passing(trace)


L1 = Requirement(
    id="L1",
    name="no token in the output",
    level=Level.CORE,
    title="The token is in no output at the default level, in whichever encoding.",
    scenarios=("unscoped-site", "scoped-gateway", "scoped-site", "invalid-site", "invalid-gateway"),
    checks=_by_default,
    passed="No output held the token, its base64 or its URL-encoded form.",
    remedy="Keep the Authorization header and the token out of messages, and out of the request that an error carries.",
    unobserved="No output was caught. Give what the product logs.",
)

L2 = Requirement(
    id="L2",
    name="no token in any log",
    level=Level.PLUS,
    title="The token is in no output at the noisiest level either.",
    scenarios=(_NOISY,),
    checks=_at_noisiest,
    passed="No output held the token, even with all the logging that there is.",
    remedy="Mask the Authorization header where requests are logged.",
    unobserved="The noisiest level showed nothing that the default level does not show.",
    after="L1",
    reads=L1.scenarios,
)
