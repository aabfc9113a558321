"""The service account of a live run: how its token is sent, what its text shows, and whether it can be used."""

from collections.abc import Iterator, Mapping

from token_conformance.catalogue.credentials import CredentialKind, credential_kinds
from token_conformance.errors import UserError
from token_conformance.exchange.client import Exchange
from token_conformance.live import values
from token_conformance.live.probes import Probe, Reply
from token_conformance.live.variables import name_of
from token_conformance.model.account import Scheme
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.outcome import Outcome

_TOKEN, _ADDRESS = name_of("service_account_token"), name_of("service_account_email")
_SCHEME = name_of("service_account_scheme")
_LEAVE_OUT = f"or unset {_TOKEN} and {_ADDRESS} to leave it out"

_KINDS = {
    "unscoped_token": "unscoped",
    "scoped_jira_token": "scoped-jira",
    "scoped_confluence_token": "scoped-confluence",
    "service_account_token": "service-account",
}
"""The kind of credential, as the catalogue calls it, that each variable is for."""


def is_set(variables: Mapping[str, str]) -> bool:
    """Whether the user has set a service account."""
    return {_TOKEN, _ADDRESS} <= variables.keys()


def scheme_of(variables: Mapping[str, str]) -> Scheme:
    """The scheme with which its token is sent; raises UserError for one that does not exist."""
    value = variables.get(_SCHEME, Scheme.BEARER)
    if problem := values.scheme(value):
        raise UserError(f"{_SCHEME}: {problem}")
    return Scheme(value.capitalize())


def shape_warnings(variables: Mapping[str, str]) -> Iterator[str]:
    """One line for each token that begins like one of another kind than its variable is for.

    It is a warning, because the catalogue has no documented source for the shape of tokens.
    """
    for field, kind_id in _KINDS.items():
        token, own = variables.get(name_of(field), ""), credential_kinds()[kind_id]
        other = next((kind for kind in credential_kinds().values() if token.startswith(kind.prefix)), None)
        if other and not token.startswith(own.prefix):
            yield f"{name_of(field)}: begins like another kind, {_begins(other)}; {_begins(own)}"


def _begins(kind: CredentialKind) -> str:
    """How a credential of a kind begins, and how this is known."""
    evidence = kind.shape.evidence
    return f"{kind.title}: {kind.prefix} ({evidence.grade}: {evidence.source})"


def read(exchange: Exchange, probe: Probe) -> Reply:
    """Let the service account read the thing of a probe at the gateway."""
    return probe.read(exchange, Credential.SERVICE_ACCOUNT, UrlForm.GATEWAY)


def problems(replies: Mapping[Probe, Reply], person: str) -> list[str]:
    """One line for each thing that the service account cannot read; `person` is the id of the other account."""
    if not any(reply.works for reply in replies.values()):
        return [_unusable(next(iter(replies.values())))]
    if any(reply.value == person for probe, reply in replies.items() if not probe.parameter):
        return [f"{_TOKEN}: belongs to the account in {name_of('email')}; set a service account's, {_LEAVE_OUT}"]
    return [_unreadable(probe, reply) for probe, reply in replies.items() if not reply.works]


def _unusable(reply: Reply) -> str:
    """The problem of a token that cannot read anything."""
    if reply.outcome is Outcome.SCOPE_MISMATCH:
        return f"{_TOKEN}: has none of the scopes of this run; `token-conformance scopes` lists them"
    if reply.is_refusal:
        return (
            f"{_TOKEN}: is refused at the gateway, where it was sent as Bearer: {reply}; it is misspelled, expired or"
            f" revoked, or the service account may not use the site; create one at admin.atlassian.com, {_LEAVE_OUT}"
        )
    return f"{_TOKEN}: could not be checked, because the gateway answered {reply}; try again later"


def _unreadable(probe: Probe, reply: Reply) -> str:
    if reply.outcome is Outcome.SCOPE_MISMATCH:
        return f"{_TOKEN}: lacks a scope for {probe.operation}; create one with all scopes of the run, {_LEAVE_OUT}"
    what = name_of(probe.field) if probe.parameter else probe.product.title
    return f"{what}: the service account cannot use it ({reply}); give it access, {_LEAVE_OUT}"
