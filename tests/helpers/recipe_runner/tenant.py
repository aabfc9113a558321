"""A local edge in the role of a tenant that a recipe's live run asks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from token_conformance.edge.env_file import settings_of
from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant


@dataclass(frozen=True)
class Tenant:
    """The settings of a tenant, and the variables of a machine that reaches it, without the limits of a live run."""

    settings: Mapping[str, str]
    network: Mapping[str, str]


@contextmanager
def tenant(*faults: str) -> Iterator[Tenant]:
    """A tenant that answers as the published evidence says, with some faults."""
    with Edge(*random_tenant(3), faults=map(parse_fault, faults)) as edge:
        network = {"HTTPS_PROXY": edge.proxy_url, "SSL_CERT_FILE": str(edge.ca_file)}
        network |= {"PYTEST_ADDOPTS": "--rate=200 --concurrency=16"}
        yield Tenant(settings_of(edge.tenant, edge.account), network)
