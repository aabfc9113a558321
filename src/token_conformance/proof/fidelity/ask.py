"""Sends the requests of observations to an edge, each with the observation's kind of credential."""

from collections.abc import Iterable

from token_conformance.catalogue.evidence import Observation, ObservedCredential, observations
from token_conformance.catalogue.operations import published
from token_conformance.edge.access.own_tokens import every_scope, holding
from token_conformance.edge.access.tokens import tokens_of
from token_conformance.edge.access.world import KNOWN, World
from token_conformance.edge.faults.fault import Fault
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.state import State
from token_conformance.exchange.client import Exchange, Names, Parts, RefusedError
from token_conformance.live.observing.login import made_up_jwt
from token_conformance.model.account import basic
from token_conformance.model.cell import Cell, Credential, Endpoint, Product
from token_conformance.model.target import Target
from token_conformance.model.tenant import Tenant
from token_conformance.proof.fidelity.comparison import Disagreements, disagreements

WIDE = every_scope()
"""Tokens with all scopes of an app, which `edge_to_ask` has: nobody published all scopes of an observed token."""


class _Asking(Exchange):
    """An exchange that sends the header of one observation, and also accepts a request that is a whole URL."""

    header: str | None = None
    """The value of the `Authorization` header of the next request."""

    def url(self, cell: Cell, path: Names) -> str:
        template = cell.endpoint.path_template
        return template if template.startswith("https://") else super().url(cell, path)

    def authorization(self, cell: Cell) -> str | None:  # noqa: ARG002  # as the exchange has it
        return self.header


def edge_to_ask(state: State | None = None, world: World = KNOWN, faults: Iterable[Fault] = ()) -> Edge:
    """An edge for `compared`, which also has tokens with all scopes of an app."""
    return Edge(state, world=world, faults=faults, own_tokens=WIDE.values())


def compared(edge: Edge) -> Disagreements:
    """Every observation with its differences from the answer of an `edge_to_ask`, asked one after the other."""
    with _Asking(Target("edge", edge.tenant, edge.account, edge.proxy_url, edge.ca_file)) as exchange:
        return {row: _differences(edge, exchange, row) for row in observations()}


def _differences(edge: Edge, exchange: _Asking, observation: Observation) -> list[str]:
    method, _, path = observation.request.partition(" ")
    product = Product.CONFLUENCE if path.startswith("/wiki") else Product.JIRA_PLATFORM
    endpoint = Endpoint(product, observation.id, f"{method} {path}")
    exchange.header = _authorization(edge, observation, product)
    try:
        cell = Cell(endpoint, Credential.NONE, observation.url_form)
        answer = exchange.send(cell, **_parts(edge.tenant, observation))
    except RefusedError as error:
        return [f"no answer: {error}"]
    return disagreements(observation, answer, edge.tenant)


def _authorization(edge: Edge, observation: Observation, product: Product) -> str | None:
    account = edge.account
    values = {
        ObservedCredential.BEARER: f"Bearer {account.unscoped}",
        ObservedCredential.SERVICE_ACCOUNT_BEARER: f"Bearer {account.service_account}",
        ObservedCredential.SERVICE_ACCOUNT_BASIC: basic(account.service_account_email, account.service_account),
        ObservedCredential.OAUTH: f"Bearer {made_up_jwt()}",
        ObservedCredential.SCOPED: holding(account, WIDE).authorization(Credential.SCOPED, product),
    }
    if observation.credential is ObservedCredential.MISSING_SCOPE:
        return _without_scope(edge, observation.request, product)
    if observation.credential in values:
        return values[observation.credential]
    return account.authorization(Credential(observation.credential), product)


def _without_scope(edge: Edge, request: str, product: Product) -> str | None:
    """A scoped token of the right app that may not call the operation, although it may call others."""
    owner = edge.account.token(Credential.SCOPED, product) or ""
    operation = published()[request]
    lacking = [
        value
        for value, token in tokens_of(edge.account, edge.tenant.account_id).items()
        if value.startswith(owner) and not token.allows(operation)
    ]
    return basic(edge.account.email, lacking[0])


def _parts(tenant: Tenant, observation: Observation) -> Parts:
    """The path parameters, query and body of an observed request, which the observations leave out."""
    issue = {"project": {"key": tenant.project_key}, "issuetype": {"name": "Task"}, "summary": "An observation"}
    needed: dict[str, Parts] = {
        "POST /rest/api/3/issue": {"json": {"fields": issue}},
        "GET /rest/api/3/projectvalidate/key": {"query": {"key": tenant.project_key}},
        "GET /rest/api/3/projectvalidate/validProjectKey": {"query": {"key": tenant.project_key}},
        "GET /rest/api/2/user/search": {"query": {"query": tenant.email}},
        "POST /rest/api/2/search": {"json": {"jql": f"project = {tenant.project_key}"}},
        "GET /rest/api/3/search/jql": {"query": {"jql": f"project = {tenant.project_key}", "fields": "summary"}},
        "GET /wiki/api/v2/pages": {"query": {"limit": 1}},
    }
    names = {
        "issueIdOrKey": tenant.issue_key,
        "projectIdOrKey": tenant.project_key,
        "id": tenant.page_id,
        "name": "a file",
    }
    return {"path": names, **needed.get(observation.request, {})}
