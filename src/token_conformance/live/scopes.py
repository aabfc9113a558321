"""The scopes that the endpoints of a run need: what `token-conformance scopes` prints and the preflight asks for."""

from collections.abc import Collection, Iterable

from token_conformance.catalogue.operations import published
from token_conformance.catalogue.scopes import needed_scopes
from token_conformance.live.probe import PROBES, WHO_AM_I, Probe
from token_conformance.model import Endpoint, Product


def scopes_for(app: str, listed: Iterable[Endpoint], probes: Iterable[Probe]) -> frozenset[str]:
    """The smallest set of scopes with which a token of an app reaches the listed endpoints and the preflight's."""
    endpoints = [*listed, *(probe.endpoint for probe in probes)]
    return needed_scopes(published()[endpoint.operation] for endpoint in endpoints if endpoint.product.app == app)


def probes_of(products: Collection[Product]) -> list[Probe]:
    """What the preflight asks of a tenant with these products."""
    return [probe for probe in (*WHO_AM_I.values(), *PROBES) if probe.product in products]
