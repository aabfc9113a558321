"""T4 to T6: the credential stands where it belongs, behind a verified certificate, and goes to no stranger."""

from collections.abc import Iterator

from token_conformance.certify.observation.observation import Observation, Place, WireRequest
from token_conformance.certify.requirements.address import carries_token, is_foreign, shown
from token_conformance.certify.requirements.requirement import Check, Observations, Requirement, broken, kept
from token_conformance.certify.requirements.result import Level, Result
from token_conformance.certify.requirements.trace import Trace, traces
from token_conformance.certify.subject.subject import Action

_REDIRECTS = range(300, 400)
_LISTS = {Action.LIST_PROJECTS, Action.LIST_SPACES, Action.SEARCH}


def _places(observations: Observations) -> Iterator[Check]:
    for trace in _all(observations):
        sent = [call for call in trace.calls if carries_token(call)]
        if wrong := next((call for call in sent if set(call.places) - {Place.HEADER}), None):
            places = " and ".join(sorted(set(wrong.places) - {Place.HEADER}))
            yield broken(trace, f"sent the token in the {places} of {shown(wrong, trace.scene)}")
        elif sent:
            yield kept(trace)


def _tls(observations: Observations) -> Iterator[Check]:
    for trace in _all(observations):
        if plain := next((call for call in trace.requests if call.scheme == "http" and carries_token(call)), None):
            yield broken(trace, f"sent the token over plain http: {shown(plain, trace.scene)}")
    if scene := observations.get("untrusted-certificate"):
        yield from _untrusted(scene)


def _untrusted(scene: Observation) -> Iterator[Check]:
    for trace in traces(scene):
        if encrypted := next((call for call in trace.requests if call.scheme == "https"), None):
            yield broken(trace, f"took an untrusted certificate and sent {shown(encrypted, scene)}")
    if scene.untrusted:
        yield Check(scene.scenario, Result.PASS, "a broken-off handshake")


def _strangers(observations: Observations) -> Iterator[Check]:
    for trace in _all(observations):
        stray = (call for call in trace.requests if is_foreign(call, trace.scene) and carries_token(call))
        if call := next(stray, None):
            yield broken(trace, f"sent the token to a foreign host: {shown(call, trace.scene)}")
        elif trace.scene.scenario in T6.scenarios and _is_lured(trace):
            yield kept(trace)


def _is_lured(trace: Trace) -> bool:
    """Whether a run got the answer that leads to the foreign host."""
    if trace.scene.scenario == "redirect-to-foreign":
        return any(call.status in _REDIRECTS for call in trace.calls)
    is_list = trace.run.action in _LISTS or trace.scene.scenario != "next-foreign"
    return is_list and any(map(_is_answered, trace.calls))


def _is_answered(call: WireRequest) -> bool:
    return carries_token(call) and call.status in range(200, 400)


def _all(observations: Observations) -> Iterator[Trace]:
    for scene in observations.values():
        yield from traces(scene)


T4 = Requirement(
    id="T4",
    level=Level.CORE,
    title="The credential stands in the Authorization header and nowhere else.",
    scenarios=("unscoped-site", "scoped-gateway"),
    look=_places,
    passed="The token was in no URL, body, cookie or other header.",
    remedy="Send the credential in the Authorization header only.",
    unobserved="No request carried a credential. See T1 and T2.",
)

T5 = Requirement(
    id="T5",
    level=Level.CORE,
    title="An untrusted certificate is refused, and the token never goes over plain http.",
    scenarios=("untrusted-certificate", "redirect-to-plain-http"),
    look=_tls,
    passed="An untrusted certificate was refused, and no token went over plain http.",
    remedy="Verify certificates, and send the Authorization header over https only, also after a redirect.",
    unobserved="No TLS handshake was tried with the untrusted certificate. See T2.",
)

T6 = Requirement(
    id="T6",
    level=Level.CORE,
    title="No credential goes to a foreign host, whatever an answer points to.",
    scenarios=("redirect-to-foreign", "next-foreign", "attachment-foreign"),
    look=_strangers,
    passed="No foreign host got the token, though answers pointed to one.",
    remedy="Send the Authorization header to the site and to api.atlassian.com only, whatever a redirect, a `next` or"
    " a content URL names.",
    unobserved="No answer that points to a foreign host was received. See T2.",
)
