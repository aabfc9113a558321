"""Checks, before the first cell, that each token is of its kind, and that the things in the settings exist.

What the settings do not name is found in the tenant.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from token_conformance.catalogue.operations import Operation
from token_conformance.errors import UserError
from token_conformance.exchange.client import Exchange
from token_conformance.exchange.parallel import parallel_map
from token_conformance.live import service_account
from token_conformance.live.cloud_id import Identity, look_up
from token_conformance.live.discovery.tenant import discover
from token_conformance.live.probes import (
    WHO_AM_I,
    Probe,
    Reply,
    ask,
    out_of_scope,
    probe_problems,
    probes_of,
    scopes_for,
)
from token_conformance.live.settings import LiveSettings, SettingsError
from token_conformance.live.token_kind import TokenReplies, swapped, token_problems
from token_conformance.live.variables import name_of
from token_conformance.model.account import Scheme
from token_conformance.model.cell import FORMS, Cell, Credential, Product, UrlForm
from token_conformance.model.target import Target


@dataclass(frozen=True)
class Checked:
    """The settings with what was found in the tenant, by how many requests, and the identity of the tenant."""

    settings: LiveSettings
    identity: Identity
    requests: int = 0


class Preflight:
    """The checks of a live run, which will call `operations`; `trusts_tokens` accepts a scoped token at the site."""

    def __init__(
        self,
        settings: LiveSettings,
        open_exchange: Callable[[Target], Exchange],
        operations: Collection[Operation] = (),
        *,
        trusts_tokens: bool = False,
    ) -> None:
        self._settings = settings
        self._open = open_exchange
        self._trusts_tokens = trusts_tokens
        self._operations = operations

    def run(self) -> Checked:
        """Run the checks; raises SettingsError with one line for each problem."""
        checked = self.find()
        settings, identity = checked.settings, checked.identity
        probes = _probes(settings)
        with self._open(settings.target(identity)) as exchange:
            self._check_settings(exchange, settings, probes)
        if settings.account.service_account:
            identity = self._with_service_account(settings, identity, probes)
        return Checked(settings, identity, checked.requests)

    def discover(self) -> Checked:
        """Find what is not set, and check that what is set exists; raises SettingsError."""
        checked = self.find()
        set_ones = [probe for probe in _probes(checked.settings) if probe.field in checked.settings.given]
        with self._open(checked.settings.target(checked.identity)) as exchange:
            _raise_if_any(probe_problems(exchange, set_ones, checked.settings.reader))
        return checked

    def find(self) -> Checked:
        """Check the tokens, and find in the tenant what is not set; raises SettingsError."""
        identity = self._look_up()
        with self._open(self._settings.target(identity)) as exchange:
            known = replace(identity, account_id=self._check_tokens(exchange))
        if self._settings.is_complete:
            return Checked(self._settings, known)
        with self._open(self._settings.target(known)) as exchange:
            try:
                findings = discover(exchange, self._settings.reader, self._settings.given, self._settings.absent)
            except UserError as error:
                raise SettingsError(error.problems) from None
        return Checked(self._settings.with_found(findings), known, findings.requests)

    def _with_service_account(self, settings: LiveSettings, identity: Identity, probes: Sequence[Probe]) -> Identity:
        """The identity with the service account's id; its token is checked as Bearer, which is known to be accepted."""
        credentials = replace(settings.account, service_account_scheme=Scheme.BEARER)
        with self._open(replace(settings.target(identity), credentials=credentials)) as exchange:
            found = list(parallel_map(partial(service_account.read, exchange), probes))
        replies = dict(zip(probes, found, strict=True))
        _raise_if_any(service_account.problems(replies, identity.account_id))
        return replace(identity, service_account_id=replies[WHO_AM_I["jira"]].value)

    def _look_up(self) -> Identity:
        with self._open(self._settings.target(Identity())) as exchange:
            try:
                return look_up(exchange, self._settings.cloud_id)
            except UserError as error:
                raise SettingsError([str(error)]) from None

    @property
    def _apps(self) -> list[str]:
        """The apps of the run for which there is a scoped token, Jira first."""
        account = self._settings.account
        tokens = {"jira": account.scoped_jira, "confluence": account.scoped_confluence}
        absent = {product.app for product in self._settings.absent} - {"jira"}
        return [app for app, token in tokens.items() if token and app not in absent]

    def _check_tokens(self, exchange: Exchange) -> str:
        """Check that each token is of its kind; returns the account's id."""
        tokens = [(app, Credential.SCOPED) for app in self._apps]
        if self._settings.account.unscoped:
            tokens.insert(0, ("jira", Credential.UNSCOPED))
        replies = list(parallel_map(lambda token: self._replies(exchange, *token), tokens))
        unscoped = replies.pop(0) if self._settings.account.unscoped else None
        _raise_if_any(token_problems(unscoped, replies, trusts=self._trusts_tokens) or self._swapped(exchange, replies))
        if unscoped:
            return unscoped.site.value
        jira = replies[0]
        _raise_if_any([self._lacks("jira", [WHO_AM_I["jira"].operation])] if jira.lacks_scopes else [])
        return jira.gateway.value

    def _replies(self, exchange: Exchange, app: str, credential: Credential) -> TokenReplies:
        field = "unscoped_token" if credential is Credential.UNSCOPED else f"scoped_{app}_token"
        replies = parallel_map(partial(_who, exchange, app, credential), FORMS)
        return TokenReplies(field, WHO_AM_I[app].product, *replies)

    def _swapped(self, exchange: Exchange, scoped: list[TokenReplies]) -> list[str]:
        """The problem of two scoped tokens that are set to each other's variable, if that is the case."""
        if len(scoped) < 2 or not all(token.lacks_scopes for token in scoped):  # noqa: PLR2004  # two can be exchanged
            return []
        account = self._settings.account
        exchanged_tokens = replace(
            account, scoped_jira=account.scoped_confluence, scoped_confluence=account.scoped_jira
        )
        with self._open(replace(exchange.target, credentials=exchanged_tokens)) as exchanged:
            is_so = all(_who(exchanged, app, Credential.SCOPED, UrlForm.GATEWAY).works for app in self._apps)
        return [swapped(*(token.field for token in scoped))] if is_so else []

    def _check_settings(self, exchange: Exchange, settings: LiveSettings, probes: Sequence[Probe]) -> None:
        """Check the things that the user has set, and the scopes for all things; what was found exists."""
        refused = out_of_scope(exchange, [probe for probe in probes if probe.product.app in self._apps])
        lacking = [self._lacks(app, refused[app]) for app in self._apps if app in refused]
        named = [probe for probe in probes if probe.field not in settings.found]
        _raise_if_any([*probe_problems(exchange, named, settings.reader), *lacking])

    def _lacks(self, app: str, refused: Collection[str]) -> str:
        scopes = scopes_for(app, self._operations, _probes(self._settings))
        return (
            f"{name_of(f'scoped_{app}_token')}: lacks a scope for {', '.join(refused)}; create a token for"
            f" {app.title()} with these scopes: {' '.join(sorted(scopes))}"
        )


def _probes(settings: LiveSettings) -> list[Probe]:
    """The probes of the things that the settings name, and of the callers."""
    tenant = vars(settings.tenant)
    probes = probes_of(set(Product) - set(settings.absent))
    return [probe for probe in probes if not probe.parameter or tenant[probe.field]]


def _who(exchange: Exchange, app: str, credential: Credential, form: UrlForm) -> Reply:
    probe = WHO_AM_I[app]
    return ask(exchange, Cell(probe.endpoint, credential, form), probe.member)


def _raise_if_any(problems: Iterable[str]) -> None:
    if lines := list(problems):
        raise SettingsError(lines)
