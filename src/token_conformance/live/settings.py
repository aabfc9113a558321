"""The settings of a live run. All of them are checked at once, so that the user sees every problem in one run."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from secrets import token_hex
from typing import Any, Self, TypeVar

from token_conformance.errors import ProblemsError, UserError
from token_conformance.live import network
from token_conformance.live.cloud_id import Identity
from token_conformance.live.discovery.findings import Findings, Thing
from token_conformance.live.environment import environment
from token_conformance.live.probes import Place
from token_conformance.live.problems import absent_from, problems_of
from token_conformance.live.service_account import scheme_of, shape_warnings
from token_conformance.live.values import site_name
from token_conformance.live.variables import THINGS, VARIABLES, name_of
from token_conformance.model.account import Account
from token_conformance.model.cell import Cell, Credential, Product, UrlForm
from token_conformance.model.target import Source, Target
from token_conformance.model.tenant import Tenant
from token_conformance.redaction.output import current_redactor

T = TypeVar("T")

_NUMBERS = {"board_id", "sprint_id"}
"""The fields of a tenant that are numbers."""


class SettingsError(ProblemsError):
    """Every problem of the settings; the message has one line for each."""


@dataclass(frozen=True)
class LiveSettings:
    """The tenant and the account as the user describes them; names of things that are not set are empty.

    `given` are the values of the things that the user has set, by field, and `found` those that were found in the
    tenant. `lacking` maps each need that the tenant does not meet to the reason, and `places` a field whose thing is
    missing to where a run could create it. `absent` maps each product that is
    left out to the reason, and `cloud_id` is the id that the tenant must have, if the user set one. `warnings` are
    lines on tokens that look like other ones. `site_label` is the user's own word for the site, if there is one.
    """

    tenant: Tenant
    account: Account
    absent: Mapping[Product, str]
    cloud_id: str | None
    proxy: str | None
    ca_file: Path | None
    warnings: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, Thing] = field(default_factory=dict)
    lacking: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    site_label: str | None = None

    def target(self, identity: Identity) -> Target:
        """The target with the identity that was looked up."""
        tenant = replace(
            self.tenant,
            cloud_id=identity.cloud_id,
            account_id=identity.account_id,
            service_account_id=identity.service_account_id,
        )
        source: Source = "edge" if identity.is_local_model else "live"
        return Target("live", tenant, self.account, self.proxy, self.ca_file, source)

    @property
    def reader(self) -> Place:
        """The credential and URL form with which the tenant is read outside of cells, by what the user has set."""
        is_unscoped = bool(self.account.unscoped)
        return (Credential.UNSCOPED, UrlForm.SITE) if is_unscoped else (Credential.SCOPED, UrlForm.GATEWAY)

    def require_writer(self) -> None:
        """Raise UserError without the token with which things are created, looked at and deleted."""
        if not self.account.unscoped:
            name = name_of("unscoped_token")
            raise UserError(f"{name}: is not set, but things are created and deleted with it; set it, or do not write")

    @property
    def is_complete(self) -> bool:
        """Whether every thing of the products that are not left out is set, so that there is nothing to find."""
        things = [variable for variable in VARIABLES if variable.product and variable.product not in self.absent]
        return all(variable.field in self.given for variable in things)

    @property
    def findings(self) -> Findings:
        """What was found, to be passed to a worker."""
        return Findings(self.given, dict(self.found), dict(self.lacking), dict(self.absent))

    def with_found(self, findings: Findings) -> Self:
        """The settings with the things that were found; what the user has set stays."""
        values = {name: thing.value for name, thing in findings.things.items()}
        return replace(
            self,
            tenant=replace(self.tenant, **_fields(values)),
            absent={**self.absent, **findings.absent},
            found=findings.things,
            lacking=findings.lacking,
            places=findings.places,
        )

    def reason_not_sent(self, cell: Cell, needs: Collection[str]) -> str | None:
        """Why a cell with some needs cannot be sent to this tenant with these tokens; None if it can."""
        if lacking := next((reason for need, reason in self.lacking.items() if need in needs), None):
            return f"not sent: {lacking}"
        if cell.credential is Credential.NONE or self.account.token(cell.credential, cell.endpoint.product):
            return None
        kind = (
            f"{cell.credential} token"
            if cell.credential is not Credential.SCOPED
            else f"token with scopes for {cell.endpoint.product.app.title()}"
        )
        return f"not sent: no {kind} is set"


def load(root: Path) -> LiveSettings:
    """The settings from the environment and from the file `.env` of a folder; raises SettingsError."""
    try:
        return read(environment(root))
    except SettingsError:
        raise
    except UserError as error:
        raise SettingsError([str(error)]) from None


def read(variables: Mapping[str, str]) -> LiveSettings:
    """The settings from variables; raises SettingsError with every problem of the variables."""
    _protect_secrets(variables)
    problems = problems_of(variables)
    proxy = _or_problem(problems, network.proxy, variables)
    ca_file = _or_problem(problems, network.ca_file, variables)
    if problems:
        raise SettingsError(problems)
    value = {variable.field: variables.get(variable.name, "") for variable in VARIABLES}
    account = replace(_account(value), service_account_scheme=scheme_of(variables))
    current_redactor().protect(account)
    current_redactor().protect_url(proxy or "", "proxy password")
    return LiveSettings(
        _tenant(value),
        account,
        absent_from(variables),
        value["cloud_id"] or None,
        proxy,
        ca_file,
        tuple(shape_warnings(variables)),
        {name: value[name] for name in THINGS if value[name]},
        site_label=value["site_label"] or None,
    )


def _protect_secrets(variables: Mapping[str, str]) -> None:
    """Ensure that no line about a problem shows a token, also if it is not of the shape that tokens have."""
    for variable in VARIABLES:
        if variable.is_token:
            current_redactor().protect_secret(variables.get(variable.name, ""), variable.field.replace("_", " "))


def _or_problem(problems: list[str], part: Callable[[Mapping[str, str]], T], variables: Mapping[str, str]) -> T | None:
    try:
        return part(variables)
    except UserError as error:
        problems.append(str(error))
        return None


def _tenant(value: Mapping[str, str]) -> Tenant:
    names = {field.name: value.get(field.name, "") for field in fields(Tenant)}
    return Tenant(**_fields(names | {"site": site_name(value["site"]), "cloud_id": ""}))


def _fields(values: Mapping[str, str]) -> dict[str, Any]:
    """Fields of a tenant from their texts: two of them are numbers."""
    return {name: int(text or 0) if name in _NUMBERS else text for name, text in values.items()}


def _account(value: Mapping[str, str]) -> Account:
    """The account; its invalid token is random, and does not look like a token of Atlassian."""
    return Account(
        value["email"],
        unscoped=value["unscoped_token"],
        scoped_jira=value["scoped_jira_token"],
        scoped_confluence=value["scoped_confluence_token"],
        invalid=f"NO-TOKEN-{token_hex(16)}",
        service_account=value["service_account_token"],
        service_account_email=value["service_account_email"],
    )
