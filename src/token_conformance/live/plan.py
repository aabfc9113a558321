"""The plan that a live run shows before its first cell; account and ids are masked, because logs are shared."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from token_conformance.exchange.write_guard import is_write
from token_conformance.live.discovery.needs import UNVERIFIED
from token_conformance.live.network import shown_proxy
from token_conformance.live.settings import LiveSettings
from token_conformance.model.account import Account
from token_conformance.model.cell import Cell, Credential, Product, UrlForm
from token_conformance.model.target import Target
from token_conformance.model.url import GATEWAY_HOST
from token_conformance.project import JOURNAL


def masked_email(email: str) -> str:
    """The address with its first letter and its domain, such as `c…@example.com`."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


def masked_id(identifier: str) -> str:
    """The last four characters of an id, enough to distinguish it from another id."""
    return f"…{identifier[-4:]}"


def hosts(target: Target) -> str:
    """The hosts that requests are sent to, and the proxy, if any."""
    through = f", through the proxy {shown_proxy(target.proxy)}" if target.proxy else ""
    return f"{target.tenant.site_host} and {GATEWAY_HOST}{through}"


def plan(
    settings: LiveSettings,
    target: Target,
    cells: list[Cell],
    unsent: Iterable[str] = (),
    *,
    allows_writes: bool,
    recordings: Path | None,
) -> Iterator[str]:
    """One line for each fact that a person should know before the run.

    `cells` are those that can be sent, and `unsent` has the reason of each other cell.
    """
    tenant, absent = target.tenant, settings.absent
    yield f"hosts: {hosts(target)} (cloud id {masked_id(tenant.cloud_id)})"
    if target.source == "edge":
        yield "stamped: recorded from the edge, because this tenant is the local model"
    yield f"account: {masked_email(tenant.email)} (account id {masked_id(tenant.account_id)})"
    yield from _service_account(target)
    yield f"products: {', '.join(product.title for product in Product if product not in absent)}"
    yield from (f"left out: {product.title} ({reason})" for product, reason in absent.items())
    yield from _things(settings)
    yield from (f"{reason} ({count} of the cells)" for reason, count in Counter(unsent).items())
    writing = sum(is_write(cell.endpoint) for cell in cells)
    sent = cells if allows_writes else [cell for cell in cells if not is_write(cell.endpoint)]
    yield f"sent: {len(sent)} cells, one request each; {_refused_logins(sent)} of them use a login that must be refused"
    yield f"written: {_written(writing, allows_writes=allows_writes)}"
    yield f"recorded: {f'below {recordings}' if recordings else 'nothing'}"


def _things(settings: LiveSettings) -> Iterator[str]:
    """What was found, and what the user has set. Names are left out: people's names can be among them."""
    for word, is_made in (("found", False), ("created for this run", True)):
        found = [f"{name}={_shown(one.value)}" for name, one in settings.found.items() if one.is_made is is_made]
        if found:
            yield f"{word}: {', '.join(found)}"
    if settings.found:
        yield f"not checked: {UNVERIFIED}"
    if settings.given:
        yield f"set: {', '.join(settings.given)}"


def _shown(value: str) -> str:
    """The value of a setting; the key of a personal space is the id of its account."""
    return masked_id(value) if value.startswith("~") else value


def _service_account(target: Target) -> Iterator[str]:
    """How the token of the service account is sent, if the run has one."""
    if isinstance(target.credentials, Account) and target.credentials.service_account:
        address, identifier = target.tenant.service_account_email, target.tenant.service_account_id
        scheme = target.credentials.service_account_scheme
        yield f"service account: {masked_email(address)} (account id {masked_id(identifier)}), sent as {scheme}"


def _written(count: int, *, allows_writes: bool) -> str:
    if not allows_writes:
        return f"nothing; {count} cells that write are skipped without --allow-writes"
    return (
        f"{count} cells create things and may change them; each thing is listed in {JOURNAL} before it is created,"
        " and deleted at the end"
    )


def _refused_logins(cells: list[Cell]) -> int:
    """How many requests look like failed logins to an administrator who monitors the account."""
    at_site = {(Credential.SCOPED, UrlForm.SITE), (Credential.SERVICE_ACCOUNT, UrlForm.SITE)}
    return sum(cell.credential is Credential.INVALID or (cell.credential, cell.url_form) in at_site for cell in cells)
