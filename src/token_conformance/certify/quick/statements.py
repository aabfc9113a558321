"""What a quick look has shown of a command: each statement is a pure function of the observations."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from token_conformance.certify.observation.observation import Place, WireRequest
from token_conformance.certify.quick.look import FIRST, SECOND, Look, is_accepted
from token_conformance.certify.requirements.address import carries_token, is_foreign, shown
from token_conformance.certify.requirements.messages import secret_in, speaks_of_authentication, unusual
from token_conformance.certify.requirements.trace import Trace
from token_conformance.edge.server import http2

NOT_SERVED = 501
_REFUSALS = (401, 403)
_REDIRECTS = range(300, 400)
_OPEN_TO_ALL = "/serverInfo"


class Mark(StrEnum):
    """What a statement says of the command."""

    GOOD = "good"
    BAD = "bad"
    UNSEEN = "not seen"


@dataclass(frozen=True)
class Statement:
    """One entry of the report. The sentence continues one that starts with the command, or says what was not seen."""

    mark: Mark
    sentence: str


def statements_of(look: Look) -> list[Statement]:
    """Everything that was seen, in the order in which a user reads it."""
    return [statement for statement in (each(look) for each in _ALL) if statement]


def not_served(look: Look) -> list[str]:
    """The calls that the local model does not serve, each once: nothing follows from its answers to them."""
    return list(dict.fromkeys(call for trace in _all(look) for call in _not_served(trace)))


def _not_served(trace: Trace) -> Iterator[str]:
    for call in trace.calls:
        if call.status == NOT_SERVED:
            yield _gap(call) or shown(call, trace.observation).partition(", ")[0]


def _gap(call: WireRequest) -> str:
    """What the local model does not serve of any call, if that is the reason."""
    if not call.came_through:
        return "a request for an https address without a tunnel of its proxy (CONNECT)"
    return "HTTP/2" if call.method == http2.METHOD else ""


def _at_site(look: Look) -> Statement | None:
    return _works(look.trace(FIRST), "an unscoped token at the site", Mark.UNSEEN)


def _at_gateway(look: Look) -> Statement | None:
    trace = look.trace(SECOND)
    if not is_accepted(look.trace(FIRST)) or trace is None:
        return None
    if trace.calls and not trace.at_gateway:
        why = ": your command has {site_url}; write {url} for the URL of either form" if _is_bound(look) else ""
        return Statement(Mark.BAD, f"did not use the gateway's URL, and called the site with a scoped token{why}")
    return _works(trace, "a scoped token at the gateway", Mark.BAD)


def _is_bound(look: Look) -> bool:
    return look.command.takes_only_site


def _works(trace: Trace | None, where: str, otherwise: Mark) -> Statement | None:
    if trace is None:
        return None
    if is_accepted(trace):
        return Statement(Mark.GOOD, f"worked with {where}")
    if any(_not_served(trace)):
        return Statement(Mark.UNSEEN, f"whether it works with {where}: the model does not serve all that it called")
    return Statement(otherwise, f"did not work with {where}: it {_end(trace)}")


def _end(trace: Trace) -> str:
    if trace.run.succeeded:
        return f"ended with status 0{trace.last_call}"
    return trace.ending


def _mistaken(look: Look) -> Statement | None:
    """A scoped token and the site's URL, which is the usual mistake."""
    trace = look.trace("scoped-site")
    if trace and is_accepted(trace):
        return Statement(Mark.GOOD, "found the gateway by itself from the site's URL, with a scoped token")
    return _honest(look, "scoped-site", "a scoped token at the site")


def _invalid(look: Look) -> Statement | None:
    return _honest(look, "invalid-site", "an invalid token at the site")


def _honest(look: Look, scenario: str, where: str) -> Statement | None:
    trace = look.trace(scenario)
    if trace is None or not is_accepted(look.trace(FIRST)):
        return None
    private = [call for call in trace.calls if not call.path.endswith(_OPEN_TO_ALL)]
    if any(_not_served(trace)) or not private:
        return Statement(Mark.UNSEEN, f"what it says with {where}: it got no answer that tells")
    if trace.run.succeeded:
        return Statement(Mark.BAD, f"ended as a success (status 0) with {where}{trace.last_call}")
    good = (one.said for name in (FIRST, SECOND) if is_accepted(one := look.trace(name)) and one)
    if speaks_of_authentication(unusual(trace.said, good)):
        return Statement(Mark.GOOD, f"failed with {where}, and spoke of authentication")
    silence = f", and did not speak of authentication{trace.quote}" if trace.quote else " without a word"
    return Statement(Mark.BAD, f"failed with {where}{silence}")


def _lacking(look: Look) -> Statement | None:
    trace = look.trace("lacking-gateway")
    if trace is None or not any(call.status in _REFUSALS for call in trace.at_gateway):
        return None  # it needs another scope than the one that was left out
    if trace.run.succeeded:
        return Statement(Mark.BAD, f"ended as a success (status 0) without the scope that it needs{trace.last_call}")
    return Statement(Mark.GOOD, "failed without the scope that it needs")


def _authority(look: Look) -> Statement | None:
    return _certificate(look, "untrusted-certificate", "a certificate of an authority that nobody trusts")


def _host_name(look: Look) -> Statement | None:
    return _certificate(look, "other-name-certificate", "a certificate of another host")


def _certificate(look: Look, scenario: str, wrong: str) -> Statement | None:
    trace = look.trace(scenario)
    if trace is None:
        return None
    if sent := [call for call in trace.requests if call.scheme == "https" and call.came_through]:
        what = " and sent the token" if any(map(carries_token, sent)) else ""
        return Statement(Mark.BAD, f"trusted {wrong}{what}")
    if trace.observation.untrusted:
        return Statement(Mark.GOOD, f"refused {wrong}")
    return Statement(Mark.UNSEEN, f"whether it trusts {wrong}: it made no connection")


def _foreign(look: Look) -> Statement | None:
    for trace in _all(look):
        leaks = (call for call in trace.requests if is_foreign(call, trace.observation) and carries_token(call))
        if leak := next(leaks, None):
            return Statement(Mark.BAD, f"sent the token to a foreign host: {shown(leak, trace.observation)}")
    return _pointed(look, "redirect-to-foreign", "to a foreign host", "sent the token to no foreign host")


def _plain(look: Look) -> Statement | None:
    for trace in _all(look):
        leaks = (call for call in trace.calls if call.scheme == "http" and carries_token(call))
        if leak := next(leaks, None):
            return Statement(Mark.BAD, f"sent the token over plain http: {shown(leak, trace.observation)}")
    return _pointed(look, "redirect-to-plain-http", "over plain http", "sent no token over plain http")


def _pointed(look: Look, scenario: str, where: str, sentence: str) -> Statement | None:
    """The statement on a command that sent no token elsewhere, in the scenario in which an answer points there."""
    trace = look.trace(scenario)
    if trace is None:
        return None
    if any(call.status in _REDIRECTS for call in trace.calls):
        return Statement(Mark.GOOD, f"{sentence}, though an answer pointed there")
    return Statement(Mark.UNSEEN, f"whether it sends the token {where}: no answer pointed there")


def _places(look: Look) -> Statement | None:
    for trace in _all(look):
        for call in filter(_is_misplaced, trace.calls):
            places = " and ".join(place for place in call.places if place is not Place.HEADER)
            return Statement(Mark.BAD, f"sent the token in the {places} of {shown(call, trace.observation)}")
    return None


def _is_misplaced(call: WireRequest) -> bool:
    return bool(set(call.places) - {Place.HEADER})


def _secret(look: Look) -> Statement | None:
    quotes = [quote for trace in _all(look) if (quote := secret_in(trace.run.output))]
    if quotes:
        return Statement(Mark.BAD, f"put out the token: “{quotes[0]}”")
    return Statement(Mark.GOOD, "put out the token nowhere")


def _all(look: Look) -> Iterable[Trace]:
    return [trace for scenario in look.observations if (trace := look.trace(scenario))]


_ALL: tuple[Callable[[Look], Statement | None], ...] = (
    _at_site,
    _at_gateway,
    _mistaken,
    _invalid,
    _lacking,
    _authority,
    _host_name,
    _foreign,
    _plain,
    _places,
    _secret,
)
