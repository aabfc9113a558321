"""The settings of a live run. All of them are checked at once, so that the user sees every problem in one run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from token_conformance.errors import ProblemsError, UserError
from token_conformance.live import network
from token_conformance.live.cloud_id import Identity
from token_conformance.live.environment import environment
from token_conformance.live.problems import absent_from, problems_of
from token_conformance.live.service_account import scheme_of, shape_warnings
from token_conformance.live.values import site_name
from token_conformance.live.variables import VARIABLES
from token_conformance.model.account import Account
from token_conformance.model.cell import Product
from token_conformance.model.target import Source, Target
from token_conformance.model.tenant import Tenant
from token_conformance.redaction.output import current_redactor

T = TypeVar("T")


class SettingsError(ProblemsError):
    """Every problem of the settings; the message has one line for each."""


@dataclass(frozen=True)
class LiveSettings:
    """The tenant and the account as the user describes them; names of things in an absent product are empty.

    `absent` maps each product that is left out to the reason, and `cloud_id` is the id that the tenant must have, if
    the user set one. `warnings` are lines on tokens that look like other ones.
    """

    tenant: Tenant
    account: Account
    absent: Mapping[Product, str]
    cloud_id: str | None
    proxy: str | None
    ca_file: Path | None
    warnings: tuple[str, ...] = ()

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
    numbers = {name: int(names[name] or 0) for name in ("board_id", "sprint_id")}
    return Tenant(**(names | numbers | {"site": site_name(value["site"]), "cloud_id": ""}))  # type: ignore[arg-type]  # the two numbers are numbers


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
