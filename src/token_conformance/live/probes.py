"""The calls of the preflight: they read the things that the settings name, and their answers show problems."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Unpack

from token_conformance.catalogue.operations import Operation, published
from token_conformance.catalogue.scopes import needed_scopes
from token_conformance.exchange.client import Exchange, Parts, RefusedError, Send
from token_conformance.exchange.parallel import parallel_map
from token_conformance.live.variables import name_of
from token_conformance.model.answer import NotJsonError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.outcome import REFUSALS, Outcome, of_proof
from token_conformance.model.path_tree import parameters_of


@dataclass(frozen=True)
class Reply:
    """The outcome of a call, with the value that was read if it works, or else with a description of the answer."""

    outcome: Outcome
    value: str = ""
    detail: str = ""

    @property
    def works(self) -> bool:
        """Whether the answer contained the value."""
        return self.outcome is Outcome.WORKS

    @property
    def is_refusal(self) -> bool:
        """Whether the caller was refused; a fault of the network or a server says nothing about the caller."""
        return self.outcome in REFUSALS

    def __str__(self) -> str:
        return " ".join(f"{self.outcome} {self.detail}".split())


def ask(exchange: Exchange, cell: Cell, member: str, **parts: Unpack[Parts]) -> Reply:
    """Read one member of the JSON object that the cell's endpoint answers with."""
    try:
        value = Send(exchange, cell)(**parts).json()[member]
    except RefusedError as refusal:
        return Reply(refusal.outcome, detail=f"({refusal})")
    except (NotJsonError, LookupError, TypeError) as error:
        return Reply(of_proof(error), detail=f"(a success without {member!r})")
    return Reply(Outcome.WORKS, str(value))


Place = tuple[Credential, UrlForm]
"""A credential and the URL form that it is sent to."""

_SITE = (Credential.UNSCOPED, UrlForm.SITE)


@dataclass(frozen=True)
class Probe:
    """Reads the thing that a variable names: `member` of the answer must equal the setting `expected`.

    `field` and `expected` are fields of the tenant.
    """

    product: Product
    operation: str
    field: str
    member: str
    expected: str

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint to call."""
        return Endpoint(self.product, "preflight", self.operation)

    @property
    def parameter(self) -> str:
        """The path parameter that takes the thing's name; empty if the call reads the caller itself."""
        return next(iter(parameters_of(self.operation)), "")

    def read(self, exchange: Exchange, credential: Credential, form: UrlForm) -> Reply:
        """Make the call."""
        path = {self.parameter: vars(exchange.target.tenant)[self.field]} if self.parameter else {}
        parts: Parts = {"path": path}
        return ask(exchange, Cell(self.endpoint, credential, form), self.member, **parts)


def probe_problems(exchange: Exchange, probes: Iterable[Probe], place: Place = _SITE) -> list[str]:
    """One line for each thing that the account cannot read at a place: with its unscoped token at the site."""
    return [problem for problem in parallel_map(partial(_problem, exchange, place), probes) if problem]


def out_of_scope(exchange: Exchange, probes: Iterable[Probe]) -> Mapping[str, Collection[str]]:
    """By app, the operations that the gateway refuses to the scoped token because of a missing scope."""
    refused: dict[str, list[str]] = defaultdict(list)
    by_operation = {probe.operation: probe for probe in probes}
    for probe, is_refused in zip(
        by_operation.values(), parallel_map(partial(_lacks_scope, exchange), by_operation.values()), strict=True
    ):
        if is_refused:
            refused[probe.product.app].append(probe.operation)
    return refused


def _lacks_scope(exchange: Exchange, probe: Probe) -> bool:
    return probe.read(exchange, Credential.SCOPED, UrlForm.GATEWAY).outcome is Outcome.SCOPE_MISMATCH


_REMEDIES = {
    Outcome.HIDDEN: "does not exist, or the account may not see it; set it to one that the account sees in a browser",
    Outcome.FORBIDDEN: "may not be read by the account; give it access, or set it to another one",
}


def _problem(exchange: Exchange, place: Place, probe: Probe) -> str | None:
    reply = probe.read(exchange, *place)
    tenant = vars(exchange.target.tenant)
    if reply.outcome is Outcome.SCOPE_MISMATCH:
        return None  # `out_of_scope` reports it, with the scopes that the token needs
    if not probe.parameter:
        return None if reply.works else _no_access(probe, place, reply)
    if not reply.works:
        remedy = _REMEDIES.get(reply.outcome, f"could not be read: {reply}; try again later")
        return f"{name_of(probe.field)}: {tenant[probe.field]} {remedy}"
    if reply.value != str(tenant[probe.expected]):
        own, other = name_of(probe.expected), name_of(probe.field)
        return f"{own}: is {tenant[probe.expected]}, but {other} belongs to {reply.value}; set {own} to that"
    return None


def _no_access(probe: Probe, place: Place, reply: Reply) -> str:
    product, (credential, form) = probe.product, place
    token = name_of("unscoped_token" if credential is Credential.UNSCOPED else f"scoped_{product.app}_token")
    return (
        f"{token}: {product.title} answers the account at the {form} with {reply}; give the account access to"
        f" {product.title}, or leave it out: set {name_of('leave_out')}={product}"
    )


def _probe(product: Product, field: str, path: str, member: str, expected: str | None = None) -> Probe:
    return Probe(product, f"GET {path}", field, member, expected or field)


_PROJECT = "/rest/api/3/project/{projectIdOrKey}"
_ISSUE = "/rest/api/3/issue/{issueIdOrKey}"
_DESK = "/rest/servicedeskapi/servicedesk/{serviceDeskId}"
_REQUEST = "/rest/servicedeskapi/request/{issueIdOrKey}"

WHO_AM_I = {
    "jira": _probe(Product.JIRA_PLATFORM, "account_id", "/rest/api/3/myself", "accountId"),
    "confluence": _probe(Product.CONFLUENCE, "account_id", "/wiki/rest/api/user/current", "accountId"),
}
"""By app, the call that answers who the caller is."""

PROBES = (
    _probe(Product.JIRA_PLATFORM, "project_key", _PROJECT, "key"),
    _probe(Product.JIRA_PLATFORM, "issue_key", _ISSUE, "key"),
    _probe(Product.JIRA_PLATFORM, "attachment_id", "/rest/api/3/attachment/{id}", "id"),
    _probe(Product.JIRA_SOFTWARE, "board_id", "/rest/agile/1.0/board/{boardId}", "id"),
    _probe(Product.JIRA_SOFTWARE, "sprint_id", "/rest/agile/1.0/sprint/{sprintId}", "id"),
    _probe(Product.JIRA_WORK_MANAGEMENT, "business_issue_key", _ISSUE, "key"),
    _probe(Product.JIRA_PRODUCT_DISCOVERY, "idea_project_key", _PROJECT, "key"),
    _probe(Product.JIRA_PRODUCT_DISCOVERY, "idea_key", _ISSUE, "key"),
    _probe(Product.JIRA_SERVICE_MANAGEMENT, "service_desk_id", _DESK, "id"),
    _probe(Product.JIRA_SERVICE_MANAGEMENT, "request_key", _REQUEST, "issueKey"),
    _probe(Product.CONFLUENCE, "space_id", "/wiki/api/v2/spaces/{id}", "key", "space_key"),
    _probe(Product.CONFLUENCE, "page_id", "/wiki/api/v2/pages/{id}", "id"),
)
"""The things that the settings name and the requirements read."""


def scopes_for(app: str, operations: Iterable[Operation], probes: Iterable[Probe]) -> frozenset[str]:
    """The smallest set of scopes with which a token of an app can call some operations and those of the probes."""
    return needed_scopes(operation for operation in (*operations, *called_by(probes)) if operation.app == app)


def called_by(probes: Iterable[Probe]) -> list[Operation]:
    """The operations that probes call."""
    return [published()[probe.endpoint.operation] for probe in probes]


def probes_of(products: Collection[Product]) -> list[Probe]:
    """The probes for a tenant with these products."""
    return [probe for probe in (*WHO_AM_I.values(), *PROBES) if probe.product in products]
