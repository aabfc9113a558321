"""A tenant that is made up from a seed: it plays somebody's own one, whose names nobody can know beforehand."""

from random import Random
from typing import NamedTuple

from token_conformance.account import Account
from token_conformance.edge.random_tenant.extras import add_extras
from token_conformance.edge.random_tenant.names import random_account, random_tenant_names
from token_conformance.edge.random_tenant.people import rename_things
from token_conformance.edge.state import State

__all__ = ["RandomTenant", "random_tenant"]

_SPREAD = 80_000


class RandomTenant(NamedTuple):
    """What `Edge` is started with: all that the tenant holds, and its account with its tokens."""

    state: State
    account: Account


def random_tenant(seed: int, extras: int = 3) -> RandomTenant:
    """The tenant of a seed, always the same.

    Every name, id and token differs from those of the seeded tenant. With no `extras` it holds the same things with
    the same texts; otherwise so many more people, projects (with issues), spaces and pages stand among them.
    """
    random = Random(seed)  # noqa: S311  # nothing of it is a secret
    tenant = random_tenant_names(random)
    state = State.seeded(tenant, first_id=random.randrange(20_000, 20_000 + _SPREAD))
    rename_things(state, random)
    add_extras(state, random, extras)
    return RandomTenant(state, random_account(random, tenant.email))
