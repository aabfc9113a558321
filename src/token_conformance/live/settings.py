"""The settings of a live run, all of them checked at once, so that one look shows everything that is to be mended."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from token_conformance.errors import UserError
from token_conformance.live import network
from token_conformance.live.cloud_id import Identity
from token_conformance.live.environment import environment
from token_conformance.live.problems import absent_from, problems_of
from token_conformance.live.values import site_name
from token_conformance.live.variables import VARIABLES
from token_conformance.model.account import Account
from token_conformance.model.cell import Product
from token_conformance.model.target import Source, Target
from token_conformance.model.tenant import Tenant

T = TypeVar("T")


class SettingsError(UserError):
    """Every fault of the settings; the message has a line for each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True)
class LiveSettings:
    """What the user says of their tenant; the names of what a missing product holds are empty.

    `absent` gives for each product that is left out the reason, and `cloud_id` is the one that the tenant must have,
    if the user names one.
    """

    tenant: Tenant
    account: Account
    absent: Mapping[Product, str]
    cloud_id: str | None
    proxy: str | None
    ca_file: Path | None

    def target(self, identity: Identity) -> Target:
        """The target, with what was found out about it."""
        tenant = replace(self.tenant, cloud_id=identity.cloud_id, account_id=identity.account_id)
        source: Source = "edge" if identity.is_local_model else "live"
        return Target("live", tenant, self.account, self.proxy, self.ca_file, source)


def load(root: Path) -> LiveSettings:
    """The settings of the environment and of the `.env` in a folder; raises SettingsError."""
    try:
        return read(environment(root))
    except SettingsError:
        raise
    except UserError as error:
        raise SettingsError([str(error)]) from None


def read(given: Mapping[str, str]) -> LiveSettings:
    """The settings that variables give; raises SettingsError with every fault that they have."""
    faults = problems_of(given)
    proxy = _noting(faults, network.proxy, given)
    ca_file = _noting(faults, network.ca_file, given)
    if faults:
        raise SettingsError(faults)
    value = {variable.field: given.get(variable.name, "") for variable in VARIABLES}
    return LiveSettings(_tenant(value), _account(value), absent_from(given), value["cloud_id"] or None, proxy, ca_file)


def _noting(faults: list[str], part: Callable[[Mapping[str, str]], T], given: Mapping[str, str]) -> T | None:
    try:
        return part(given)
    except UserError as error:
        faults.append(str(error))
        return None


def _tenant(value: Mapping[str, str]) -> Tenant:
    names = {field.name: value.get(field.name, "") for field in fields(Tenant)}
    numbers = {name: int(names[name] or 0) for name in ("board_id", "sprint_id")}
    return Tenant(**(names | numbers | {"site": site_name(value["site"]), "cloud_id": ""}))  # type: ignore[arg-type]  # the two numbers are numbers


def _account(value: Mapping[str, str]) -> Account:
    """The account; the invalid token is nobody's, and looks like none of Atlassian's."""
    return Account(
        value["email"],
        unscoped=value["unscoped_token"],
        scoped_jira=value["scoped_jira_token"],
        scoped_confluence=value["scoped_confluence_token"],
        invalid=f"NO-TOKEN-{token_hex(16)}",
    )
