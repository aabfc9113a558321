"""The mutants of the client: each sees its target with another account, URL form or cloud id."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from token_conformance.model.account import Account
from token_conformance.model.cell import Credential, Product, UrlForm
from token_conformance.model.target import Credentials, Target
from token_conformance.model.tenant import Tenant
from token_conformance.proof.mutants.setup import Client


@dataclass(frozen=True)
class _MixedUp:
    """Credentials that return some credentials in place of others."""

    credentials: Credentials
    instead: Mapping[Credential, Credential]

    def authorization(self, credential: Credential, product: Product) -> str | None:
        """The header's value for the replacing credential, which may be none."""
        return self.credentials.authorization(self.instead.get(credential, credential), product)


@dataclass(frozen=True)
class _Bearer:
    """Credentials that use Bearer in place of Basic."""

    credentials: Account

    def authorization(self, credential: Credential, product: Product) -> str | None:
        """The header's value, with the bare token."""
        token = self.credentials.token(credential, product)
        return f"Bearer {token}" if token else None


class _OneForm(Tenant):
    """A tenant that has one URL form only."""

    form: UrlForm

    def base_url(self, product: Product, form: UrlForm) -> str:  # noqa: ARG002  # the mistake
        """The URL of that form, also if another form is requested."""
        return super().base_url(product, self.form)


class _OnlySite(_OneForm):
    form = UrlForm.SITE


class _OnlyGateway(_OneForm):
    form = UrlForm.GATEWAY


def mixing_up(instead: Mapping[Credential, Credential]) -> Client:
    """A client that sends some credentials in place of others."""
    return lambda target: replace(target, credentials=_MixedUp(target.credentials, instead))


def saying_bearer(target: Target) -> Target:
    """A client that sends every token as Bearer."""
    return replace(target, credentials=_Bearer(_account(target)))


def using_only(form: UrlForm) -> Client:
    """A client that sends everything to one URL form."""
    kind = _OnlySite if form is UrlForm.SITE else _OnlyGateway
    return lambda target: replace(target, tenant=kind(**vars(target.tenant)))


def with_account(change: Callable[[Account], Account]) -> Client:
    """A client with other tokens of the account."""
    return lambda target: replace(target, credentials=change(_account(target)))


def with_cloud_id(cloud_id: str) -> Client:
    """A client with another cloud id."""
    return lambda target: replace(target, tenant=replace(target.tenant, cloud_id=cloud_id))


def _account(target: Target) -> Account:
    assert isinstance(target.credentials, Account)  # noqa: S101  # narrows the type: the edge's target has one
    return target.credentials
