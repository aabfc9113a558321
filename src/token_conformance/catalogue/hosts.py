"""What can be said of a call to a host that is neither a site, nor the gateway, nor of a family: `hosts.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from token_conformance.catalogue.statement import evidence_of
from token_conformance.model.grade import Evidence


@dataclass(frozen=True)
class Host:
    """A group of hosts by their domains, with what can be said of a call there."""

    id: str
    domains: tuple[str, ...]
    text: str
    evidence: Evidence

    def has(self, host: str) -> bool:
        """Whether a host is one of the domains, or below one; the last row has no domain and takes every host."""
        return not self.domains or any(host == one or host.endswith(f".{one}") for one in self.domains)


def host_of(host: str) -> Host:
    """The row about a host; that about custom domains if it is not one of Atlassian's own."""
    return next(one for one in hosts() if one.has(host))


@cache
def hosts() -> tuple[Host, ...]:
    """Every row that ships with the project."""
    table = tomllib.loads(files(__package__).joinpath("hosts.toml").read_text(encoding="utf-8"))
    return tuple(Host(row["id"], tuple(row["domains"]), row["text"], evidence_of(row)) for row in table["host"])
