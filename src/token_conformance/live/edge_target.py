"""An edge of one's own as the target of cells: the local model, started for a run or for a program."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from token_conformance.model.account import Scheme
from token_conformance.model.target import Target

WORLDS = ("known", "requested")
"""The names of the edge's worlds, repeated here so that the edge is imported only by what uses it."""


@contextmanager
def edge_target(world: str, scheme: Scheme = Scheme.BEARER, *, every_scope: bool = False) -> Iterator[Target]:
    """Start the edge in the named world; it stops when the context ends. The scheme is that of the service account.

    With `every_scope` a person's tokens with scopes have all of their app, which is more than a real token can have:
    then no call is refused because of a scope that only this token lacks.
    """
    from token_conformance.edge.access import own_tokens  # noqa: PLC0415  # a replay does not load the edge
    from token_conformance.edge.access.world import WORLDS  # noqa: PLC0415  # a replay does not load the edge
    from token_conformance.edge.server.edge import Edge  # noqa: PLC0415  # for the same reason
    from token_conformance.edge.server.in_process import InProcess  # noqa: PLC0415  # for the same reason

    own = own_tokens.every_scope() if every_scope else {}
    with Edge(world=WORLDS[world], own_tokens=own.values()) as edge, InProcess(edge.app) as transport:
        account = replace(own_tokens.holding(edge.account, own), service_account_scheme=scheme)
        yield Target("edge", edge.tenant, account, edge.proxy_url, edge.ca_file, in_process=transport)
