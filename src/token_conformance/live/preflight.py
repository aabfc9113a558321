"""Checks, before the first cell, that each token is of its kind, and that the things in the settings exist."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial

from token_conformance.catalogue.operations import Operation
from token_conformance.errors import UserError
from token_conformance.exchange.client import Exchange
from token_conformance.exchange.parallel import parallel_map
from token_conformance.live import service_account
from token_conformance.live.cloud_id import Identity, look_up
from token_conformance.live.probes import WHO_AM_I, Reply, ask, out_of_scope, probe_problems, probes_of, scopes_for
from token_conformance.live.settings import LiveSettings, SettingsError
from token_conformance.live.token_kind import TokenReplies, swapped, token_problems
from token_conformance.live.variables import name_of
from token_conformance.model.account import Scheme
from token_conformance.model.cell import FORMS, Cell, Credential, Product, UrlForm
from token_conformance.model.target import Target


class Preflight:
    """The checks of a live run, which will call `operations`; `trusts_tokens` accepts a scoped token at the site."""

    def __init__(
        self,
        settings: LiveSettings,
        open_exchange: Callable[[Target], Exchange],
        operations: Collection[Operation],
        *,
        trusts_tokens: bool,
    ) -> None:
        self._settings = settings
        self._open = open_exchange
        self._trusts_tokens = trusts_tokens
        self._probes = probes_of(set(Product) - set(settings.absent))
        self._apps = sorted({probe.product.app for probe in self._probes}, reverse=True)  # Jira first
        self._operations = operations

    def run(self) -> Identity:
        """Run the checks; returns the tenant's identity. Raises SettingsError with one line for each problem."""
        identity = self._look_up()
        with self._open(self._settings.target(identity)) as exchange:
            account_id = self._check_tokens(exchange)
            found = replace(identity, account_id=account_id)
        with self._open(self._settings.target(found)) as exchange:
            self._check_settings(exchange)
        return self._with_service_account(found) if self._settings.account.service_account else found

    def _with_service_account(self, identity: Identity) -> Identity:
        """The identity with the service account's id; its token is checked as Bearer, which is known to be accepted."""
        credentials = replace(self._settings.account, service_account_scheme=Scheme.BEARER)
        with self._open(replace(self._settings.target(identity), credentials=credentials)) as exchange:
            found = list(parallel_map(partial(service_account.read, exchange), self._probes))
        replies = dict(zip(self._probes, found, strict=True))
        _raise_if_any(service_account.problems(replies, identity.account_id))
        return replace(identity, service_account_id=replies[WHO_AM_I["jira"]].value)

    def _look_up(self) -> Identity:
        with self._open(self._settings.target(Identity())) as exchange:
            try:
                return look_up(exchange, self._settings.cloud_id)
            except UserError as error:
                raise SettingsError([str(error)]) from None

    def _check_tokens(self, exchange: Exchange) -> str:
        """Check that each token is of its kind; returns the account's id."""
        tokens = [("jira", Credential.UNSCOPED), *((app, Credential.SCOPED) for app in self._apps)]
        unscoped, *scoped = parallel_map(lambda token: self._replies(exchange, *token), tokens)
        _raise_if_any(token_problems(unscoped, scoped, trusts=self._trusts_tokens) or self._swapped(exchange, scoped))
        return unscoped.site.value

    def _replies(self, exchange: Exchange, app: str, credential: Credential) -> TokenReplies:
        field = "unscoped_token" if credential is Credential.UNSCOPED else f"scoped_{app}_token"
        replies = parallel_map(partial(_who, exchange, app, credential), FORMS)
        return TokenReplies(field, WHO_AM_I[app].product, *replies)

    def _swapped(self, exchange: Exchange, scoped: list[TokenReplies]) -> list[str]:
        """The problem of two scoped tokens that are set to each other's variable, if that is the case."""
        if len(scoped) == 1 or not all(token.lacks_scopes for token in scoped):
            return []
        account = self._settings.account
        exchanged_tokens = replace(
            account, scoped_jira=account.scoped_confluence, scoped_confluence=account.scoped_jira
        )
        with self._open(replace(exchange.target, credentials=exchanged_tokens)) as exchanged:
            is_so = all(_who(exchanged, app, Credential.SCOPED, UrlForm.GATEWAY).works for app in self._apps)
        return [swapped(*(token.field for token in scoped))] if is_so else []

    def _check_settings(self, exchange: Exchange) -> None:
        refused = out_of_scope(exchange, self._probes)
        lacking = [self._lacks(app, refused[app]) for app in self._apps if app in refused]
        _raise_if_any([*probe_problems(exchange, self._probes), *lacking])

    def _lacks(self, app: str, refused: Collection[str]) -> str:
        return (
            f"{name_of(f'scoped_{app}_token')}: lacks a scope for {', '.join(refused)}; create a token for"
            f" {app.title()} with these scopes: {' '.join(sorted(scopes_for(app, self._operations, self._probes)))}"
        )


def _who(exchange: Exchange, app: str, credential: Credential, form: UrlForm) -> Reply:
    probe = WHO_AM_I[app]
    return ask(exchange, Cell(probe.endpoint, credential, form), probe.member)


def _raise_if_any(problems: Iterable[str]) -> None:
    if lines := list(problems):
        raise SettingsError(lines)
