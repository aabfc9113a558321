"""T4 to T6: the token is only in the Authorization header, only goes over verified TLS, and goes to no foreign host."""

from collections.abc import Iterator

from token_conformance.certify.observation.observation import Observation, Place, WireRequest
from token_conformance.certify.requirements.address import carries_token, is_foreign, shown
from token_conformance.certify.requirements.requirement import Observations, Requirement, passing, violating
from token_conformance.certify.requirements.result import Check, Level
from token_conformance.certify.requirements.trace import Trace, traces
from token_conformance.certify.subject.subject import Action

_REDIRECTS = range(300, 400)
_WRONG_CERTIFICATES = {
    "untrusted-certificate": "an untrusted certificate",
    "other-name-certificate": "a certificate for another host",
}
"""The certificates that a product must refuse, by the scenarios that present them."""

_LISTS = {Action.LIST_PROJECTS, Action.LIST_SPACES, Action.SEARCH}


def _places(observations: Observations) -> Iterator[Check]:
    for trace in _all(observations):
        sent = [call for call in trace.calls if carries_token(call)]
        if wrong := next((call for call in sent if set(call.places) - {Place.HEADER}), None):
            places = " and ".join(sorted(set(wrong.places) - {Place.HEADER}))
            yield violating(trace, f"sent the token in the {places} of {shown(wrong, trace.observation)}", wrong)
        elif sent:
            yield passing(trace)


def _tls(observations: Observations) -> Iterator[Check]:
    for trace in _all(observations):
        if plain := next((call for call in trace.requests if call.scheme == "http" and carries_token(call)), None):
            yield violating(trace, f"sent the token over plain http: {shown(plain, trace.observation)}", plain)
    for scenario, certificate in _WRONG_CERTIFICATES.items():
        if observation := observations.get(scenario):
            yield from _untrusted(observation, certificate)


def _untrusted(observation: Observation, certificate: str) -> Iterator[Check]:
    for trace in traces(observation):
        if encrypted := next((call for call in trace.requests if call.scheme == "https" and call.came_through), None):
            yield violating(trace, f"took {certificate} and sent {shown(encrypted, observation)}", encrypted)
        elif observation.untrusted:  # a handshake that was broken off
            yield passing(trace)


def _foreign_hosts(observations: Observations) -> Iterator[Check]:
    for trace in _all(observations):
        leaks = (call for call in trace.requests if is_foreign(call, trace.observation) and carries_token(call))
        if call := next(leaks, None):
            yield violating(trace, f"sent the token to a foreign host: {shown(call, trace.observation)}", call)
        elif trace.observation.scenario in T6.scenarios and _received_foreign_url(trace):
            yield passing(trace)


def _received_foreign_url(trace: Trace) -> bool:
    """Whether a run got an answer that points to the foreign host."""
    if trace.observation.scenario == "redirect-to-foreign":
        return any(call.status in _REDIRECTS for call in trace.calls)
    is_list = trace.run.action in _LISTS or trace.observation.scenario != "next-foreign"
    return is_list and any(map(_is_answered, trace.calls))


def _is_answered(call: WireRequest) -> bool:
    return carries_token(call) and call.status in range(200, 400)


def _all(observations: Observations) -> Iterator[Trace]:
    for observation in observations.values():
        yield from traces(observation)


T4 = Requirement(
    id="T4",
    name="token in the header only",
    level=Level.CORE,
    title="The credential stands in the Authorization header and nowhere else.",
    scenarios=("unscoped-site", "scoped-gateway"),
    checks=_places,
    passed="The token was in no URL, body, cookie or other header.",
    remedy="Send the credential in the Authorization header only.",
    unobserved="No request carried a credential.",
    after="T2",
)

T5 = Requirement(
    id="T5",
    name="TLS is verified",
    level=Level.CORE,
    title="An untrusted certificate and one for another host are refused, and the token never goes over plain http.",
    scenarios=(*_WRONG_CERTIFICATES, "redirect-to-plain-http"),
    checks=_tls,
    passed="Wrong certificates were refused, and no token went over plain http.",
    remedy="Verify certificates and the host that they name, and send the Authorization header over https only, also"
    " after a redirect.",
    unobserved="No TLS handshake was tried with a wrong certificate.",
    after="T2",
)

T6 = Requirement(
    id="T6",
    name="no token to foreign hosts",
    level=Level.CORE,
    title="No credential goes to a foreign host, whatever an answer points to.",
    scenarios=("redirect-to-foreign", "next-foreign", "attachment-foreign"),
    checks=_foreign_hosts,
    passed="No foreign host got the token, though answers pointed to one.",
    remedy="Send the Authorization header to the site and to api.atlassian.com only, whatever a redirect, a `next` or"
    " a content URL names.",
    unobserved="No answer that points to a foreign host was received.",
    after="T2",
)
