"""The report of a quick look: one line per scenario and per statement, no wider than a terminal; never a level."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from token_conformance.certify.observation.observation import Ended, Observation, Place, WireRequest
from token_conformance.certify.quick.look import FIRST, Look, is_accepted
from token_conformance.certify.quick.statements import Mark, not_served, statements_of
from token_conformance.certify.quick.variables import names
from token_conformance.certify.requirements.address import site_host
from token_conformance.certify.requirements.requirement import NO_TUNNEL
from token_conformance.certify.requirements.trace import Trace
from token_conformance.model.cell import Credential
from token_conformance.model.url import GATEWAY_HOST, GatewayPath
from token_conformance.report.wrapping import text_width, wrap

_LABEL, _MARK = 19, 10
_MOST_CALLS = 5
LABELS = {
    FIRST: "unscoped, site",
    "scoped-gateway": "scoped, gateway",
    "scoped-site": "scoped, site",
    "invalid-site": "invalid, site",
    "lacking-gateway": "lacks a scope",
    "untrusted-certificate": "wrong authority",
    "other-name-certificate": "wrong host name",
    "redirect-to-plain-http": "to plain http",
    "redirect-to-foreign": "to foreign host",
    "next-foreign": "foreign next page",
    "attachment-foreign": "foreign files",
}
"""The names of the scenarios in the report: kind of token and URL form, or where an answer points."""

STATEMENT = "A local model answered, not Atlassian; its tokens are made up."
_NO_CONTROL = (
    "It did not work with a token that is accepted, so the rest says little. What it asks for must exist:"
    " {project_key}, {issue_key}, {space_key}, {space_id}, {page_id} and {attachment_id} in the command are replaced by"
    " what exists."
)
_NEXT = "A certificate needs a subject file, which `token-conformance certify init` writes."
_UNTRUSTED = (
    "It ended the TLS connection before a request, so nothing was seen. It must trust the authority in SSL_CERT_FILE,"
    " which REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE and NODE_EXTRA_CA_CERTS name too. {jail}"
)
_UNTRUSTED_IN_JAIL = (
    "With --jail, where every trust store on the disk has that authority alone, nothing was seen either: its roots, or"
    " the certificates that it accepts, are in the program itself, or it speaks HTTP/2 alone. It cannot be driven here."
)
_UNTRUSTED_WITHOUT_JAIL = "Every trust store on the disk has it with --jail, which could not be tried ({reason})."
_SILENT = (
    "No request of it came through the proxy of HTTPS_PROXY{jail}. It read no variable that it was given, or ended"
    " before it asked anything. It got {count} variables, such as JIRA_URL, JIRA_EMAIL and JIRA_API_TOKEN;"
    " `certify quick --help` lists them. Add the ones that it reads: --env NAME={{url}} --env NAME={{email}}"
    " --env NAME={{token}}, or put {{url}}, {{email}} and {{token}} into the command. A server, such as one of MCP,"
    " waits for requests: `certify init --template mcp` has a client.{words}"
)
_NO_JAIL = ", and it could not be run in a network of its own ({reason})"
_JAILED = "nor out of a network of its own (--jail), where every request to Atlassian would have been seen"
_IN_JAIL = "{why}, so it ran in a network of its own: use --jail from now on."
_IGNORED = "Its requests ignored HTTPS_PROXY"
_NOT_TRUSTED = "Through the proxy, it did not trust the authority that SSL_CERT_FILE names"


def report(look: Look) -> list[str]:
    """The lines of the report."""
    return [line for paragraph in _paragraphs(look) if paragraph for line in ("", *paragraph)][1:]


def _paragraphs(look: Look) -> Iterator[list[str]]:
    yield wrap(STATEMENT, text_width())
    yield [line for scenario in look.observations for line in _scenario(look, scenario)]
    if not look.observations[FIRST].is_driven:
        yield wrap(_nothing(look), text_width())
        return
    if at_proxy := look.at_proxy:
        yield wrap(_IN_JAIL.format(why=_why_jailed(at_proxy)), text_width())
    yield ["The command:", *(line for each in statements_of(look) for line in _entry(each.mark, each.sentence, _MARK))]
    yield _unknown(look)
    if not is_accepted(look.trace(FIRST)):
        yield wrap(_NO_CONTROL, text_width())
    yield wrap(_NEXT, text_width())


def status_of(look: Look) -> int:
    """The exit status: 1 if something bad was seen, 3 if something was not seen, else 0."""
    marks = {statement.mark for statement in statements_of(look)}
    if not look.observations[FIRST].is_driven:
        return 3
    return 1 if Mark.BAD in marks else 3 if Mark.UNSEEN in marks else 0


def _why_jailed(at_proxy: Observation) -> str:
    if at_proxy.requests:
        return NO_TUNNEL
    return _NOT_TRUSTED if at_proxy.untrusted else _IGNORED


def _nothing(look: Look) -> str:
    if look.observations[FIRST].requests:
        return f"{NO_TUNNEL}. Nothing else was seen, and it could not be run without a proxy ({look.no_jail})."
    if look.observations[FIRST].untrusted:
        without = _UNTRUSTED_WITHOUT_JAIL.format(reason=look.no_jail)
        return _UNTRUSTED.format(jail=without if look.no_jail else _UNTRUSTED_IN_JAIL)
    jail = _NO_JAIL.format(reason=look.no_jail) if look.no_jail else f", {_JAILED}"
    trace = look.trace(FIRST)
    return _SILENT.format(jail=jail, count=len(names()), words=_last_words(trace) if trace else "")


def _last_words(trace: Trace) -> str:
    """How a command that called nothing was stopped, and what it put out last, as sentences."""
    longer = "; `start_seconds` in [limits] of a subject file waits longer" * (trace.run.ended is Ended.TIMED_OUT)
    stopped = f" It {trace.ending}{longer}." if trace.run.ended in {Ended.TIMED_OUT, Ended.TOO_MUCH_OUTPUT} else ""
    return stopped + (f" Its last words{trace.quote}." if trace.quote else "")


def _unknown(look: Look) -> list[str]:
    return [
        line
        for call in not_served(look)
        for line in wrap(f"The model does not serve {call}: not its fault.", text_width())
    ]


def _entry(head: str, text: str, width: int) -> list[str]:
    return wrap(text, text_width(), f"  {head:{width}}", " " * (width + 2))


def _scenario(look: Look, scenario: str) -> list[str]:
    trace = look.trace(scenario)
    return _entry(LABELS[scenario], f"{_called(trace)}; {_ended(trace)}", _LABEL) if trace else []


def _called(trace: Trace) -> str:
    if not trace.requests:
        return "broke off the TLS handshake" if trace.observation.untrusted else "called nothing"
    calls = [_call(request, trace) for request in trace.requests]
    runs = [(call, len(list(same))) for call, same in groupby(calls)]
    texts = [call if count == 1 else f"{call} ({count} times)" for call, count in runs]
    return ", ".join(texts[:_MOST_CALLS] + [f"and {len(texts) - _MOST_CALLS} more"] * (len(texts) > _MOST_CALLS))


def _call(request: WireRequest, trace: Trace) -> str:
    status = "no answer" if request.status is None else str(request.status)
    plain = "http://" if request.scheme == "http" else ""
    return f"{plain}{_host(request, trace)} with {_credential(request)} {status}"


def _host(request: WireRequest, trace: Trace) -> str:
    if request.host == site_host(trace.observation):
        return "the site"
    prefix = GatewayPath.split(request.path) if request.host == GATEWAY_HOST else None
    return f"gateway/{prefix.app}" if prefix else request.host


def _credential(request: WireRequest) -> str:
    if request.credential is not Credential.NONE:
        return f"the {request.credential} token"
    places: Sequence[Place] = [place for place in request.places if place is not Place.HEADER]
    return f"the token in the {' and '.join(places)}" if places else "no token"


def _ended(trace: Trace) -> str:
    run = trace.run
    return f"status {run.exit_status}" if run.ended is Ended.EXITED else run.ended
