"""One question of the preflight, and what came back: never more than is needed to go on or to say why not."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Unpack

from token_conformance.catalogue.operations import published
from token_conformance.catalogue.scopes import needed_scopes
from token_conformance.exchange.client import Exchange, Parts, RefusedError, Send
from token_conformance.exchange.parallel import parallel_map
from token_conformance.live.variables import name_of
from token_conformance.model.answer import NotJsonError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.outcome import REFUSALS, Outcome, of_proof


@dataclass(frozen=True)
class Reply:
    """The outcome, with the value that was asked for if it works, or else with what came back."""

    outcome: Outcome
    value: str = ""
    detail: str = ""

    @property
    def works(self) -> bool:
        """Whether the value was there."""
        return self.outcome is Outcome.WORKS

    @property
    def is_refusal(self) -> bool:
        """Whether the caller was told no; a fault of the way there says nothing of the caller."""
        return self.outcome in REFUSALS

    def __str__(self) -> str:
        return " ".join(f"{self.outcome} {self.detail}".split())


def ask(exchange: Exchange, cell: Cell, member: str, **parts: Unpack[Parts]) -> Reply:
    """Ask for one member of the JSON object that the cell's endpoint answers with."""
    try:
        value = Send(exchange, cell)(**parts).json()[member]
    except RefusedError as refusal:
        return Reply(refusal.outcome, detail=f"({refusal})")
    except (NotJsonError, LookupError, TypeError) as error:
        return Reply(of_proof(error), detail=f"(a success without {member!r})")
    return Reply(Outcome.WORKS, str(value))


@dataclass(frozen=True)
class Probe:
    """Reads the thing that a variable names: `member` of the answer must be what `tells` says.

    `field` and `tells` are fields of the tenant; `parameter` is the place of the name in the path.
    """

    product: Product
    operation: str
    field: str
    member: str
    tells: str

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint to call."""
        return Endpoint(self.product, "preflight", self.operation)

    @property
    def parameter(self) -> str:
        """The place of the thing's name in the path; empty where the caller is the thing."""
        return self.operation.partition("{")[2].rstrip("}")

    def read(self, exchange: Exchange, credential: Credential, form: UrlForm) -> Reply:
        """Make the call."""
        path = {self.parameter: vars(exchange.target.tenant)[self.field]} if self.parameter else {}
        parts: Parts = {"path": path}
        return ask(exchange, Cell(self.endpoint, credential, form), self.member, **parts)


def probe_problems(exchange: Exchange, probes: Iterable[Probe]) -> list[str]:
    """A line for each thing that the account cannot read with its unscoped token at the site."""
    return [fault for fault in parallel_map(partial(_fault, exchange), probes) if fault]


def out_of_scope(exchange: Exchange, probes: Iterable[Probe]) -> Mapping[str, Collection[str]]:
    """By app: the operations that the gateway refuses to the scoped token for a missing scope."""
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


_WORDS = {
    Outcome.HIDDEN: "is not there, or the account may not see it; set it to one that the account sees in its browser",
    Outcome.FORBIDDEN: "may not be read by the account; let it, or set it to another one",
}


def _fault(exchange: Exchange, probe: Probe) -> str | None:
    reply = probe.read(exchange, Credential.UNSCOPED, UrlForm.SITE)
    tenant = vars(exchange.target.tenant)
    if not probe.parameter:
        return None if reply.works else _no_access(probe, reply)
    if not reply.works:
        words = _WORDS.get(reply.outcome, f"could not be read: {reply}; try again later")
        return f"{name_of(probe.field)}: {tenant[probe.field]} {words}"
    if reply.value != str(tenant[probe.tells]):
        own, other = name_of(probe.tells), name_of(probe.field)
        return f"{own}: is {tenant[probe.tells]}, but {other} leads to {reply.value}; set {own} to that"
    return None


def _no_access(probe: Probe, reply: Reply) -> str:
    title = probe.product.title
    return (
        f"{name_of('unscoped_token')}: {title} answers the account at the site with {reply}; give the account access to"
        f" {title}, or leave it out: unset its variables"
    )


def _probe(product: Product, field: str, path: str, member: str, tells: str | None = None) -> Probe:
    return Probe(product, f"GET {path}", field, member, tells or field)


_PROJECT = "/rest/api/3/project/{projectIdOrKey}"
_ISSUE = "/rest/api/3/issue/{issueIdOrKey}"
_DESK = "/rest/servicedeskapi/servicedesk/{serviceDeskId}"
_REQUEST = "/rest/servicedeskapi/request/{issueIdOrKey}"

WHO_AM_I = {
    "jira": _probe(Product.JIRA_PLATFORM, "account_id", "/rest/api/3/myself", "accountId"),
    "confluence": _probe(Product.CONFLUENCE, "account_id", "/wiki/rest/api/user/current", "accountId"),
}
"""By app: the call that tells callers who they are."""

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
"""What the requirements read and the settings name."""


def scopes_for(app: str, listed: Iterable[Endpoint], probes: Iterable[Probe]) -> frozenset[str]:
    """The smallest set of scopes with which a token of an app reaches the listed endpoints and the preflight's."""
    endpoints = [*listed, *(probe.endpoint for probe in probes)]
    return needed_scopes(published()[endpoint.operation] for endpoint in endpoints if endpoint.product.app == app)


def probes_of(products: Collection[Product]) -> list[Probe]:
    """What the preflight asks of a tenant with these products."""
    return [probe for probe in (*WHO_AM_I.values(), *PROBES) if probe.product in products]
