"""Scope sets of made-up tokens, and what answers a search with one of them: the pure model, or the edge."""

import asyncio
import datetime as dt
import random
from collections.abc import Callable
from functools import cache

from in_process_edge import ACCOUNT, Asking, answer_of, app_with
from token_conformance.advice.reach.reach import Reach
from token_conformance.advice.reach.search import Ask, find_reach
from token_conformance.catalogue.operations import Operation, published, retired
from token_conformance.edge.access.tokens import SCOPED_FOR, Token
from token_conformance.edge.access.world import KNOWN, World
from token_conformance.edge.operations import find_operation
from token_conformance.model.answer import Answer
from token_conformance.model.tenant import SEEDED
from token_conformance.model.url import GatewayPath

CLOUD_ID = SEEDED.cloud_id
TODAY = dt.date(2026, 11, 29)
SHARES = (0.02, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.97)
"""How many of the scopes of a kind a made-up token has."""

MOST_SCOPES = 50
"""The most scopes that a real token is said to have."""

MISMATCH = b'{"code":401,"message":"Unauthorized; scope does not match"}'
_TOKEN = "MADE-UP-TOKEN"

Gateway = Callable[[str, str], Answer]
Grants = Callable[[Operation, frozenset[str]], bool]


@cache
def scopes_of(app: str) -> tuple[list[str], list[str]]:
    """The classic and the granular scopes that operations of an app need."""
    known = [*published().operations.values(), *retired().operations.values()]
    own = [operation for operation in known if operation.app == app]
    return (
        sorted({scope for operation in own for scope in operation.classic}),
        sorted({scope for operation in own for scope in operation.granular}),
    )


def scope_sets(count: int, seed: int) -> list[frozenset[str]]:
    """Scope sets of every kind: none, all, classic, granular, mixed, at most 50; for one app and for both."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    return [frozenset(), *(_scope_set(chance, number) for number in range(count - 1))]


def _scope_set(chance: random.Random, number: int) -> frozenset[str]:
    classic, granular = _pools((("jira",), ("confluence",), ("jira", "confluence"))[number % 3])
    pool = (classic, granular, classic + granular)[number // 3 % 3]
    return frozenset(chance.sample(pool, _size(chance, number // 9, len(pool))))


def _pools(apps: tuple[str, ...]) -> tuple[list[str], list[str]]:
    known = [scopes_of(app) for app in apps]
    return [scope for one in known for scope in one[0]], [scope for one in known for scope in one[1]]


def _size(chance: random.Random, number: int, most: int) -> int:
    """How many scopes a token has: at first all, then as many as a real one may have, a few, or a share of them."""
    sizes = (most, min(most, MOST_SCOPES), chance.randint(1, min(6, most)), round(most * chance.choice(SHARES)))
    return sizes[0] if number == 0 else sizes[1 + number % 3]


def model_of(scopes: frozenset[str], grants: Grants = Operation.is_allowed) -> Gateway:
    """The gateway as the rules describe it: it refuses, or a product does not find what was asked for."""

    def ask(method: str, url: str) -> Answer:
        prefix = GatewayPath.parse(url.removeprefix("https://api.atlassian.com").partition("?")[0])
        assert prefix, url
        operation = find_operation(method, prefix.path)
        assert operation is None or operation.app == prefix.app
        if operation is None or not grants(operation, scopes):
            return Answer(url, 401, {"x-failure-category": "FAILURE_CLIENT_SCOPE_CHECK"}, MISMATCH)
        return Answer(url, 404, {"x-aaccountid": "somebody"}, b"{}")

    return ask


def edge_of(scopes: frozenset[str] | None, world: World = KNOWN) -> Gateway:
    """The edge in this process, with a token that has exactly these scopes; None for one without scopes."""
    kind = SCOPED_FOR["jira"] if scopes is not None else "unscoped"
    app = app_with({_TOKEN: Token(ACCOUNT.email, SEEDED.account_id, scopes, kind)}, world)

    def ask(method: str, url: str) -> Answer:
        answer = asyncio.run(answer_of(app, Asking(method, url, _TOKEN)))
        return Answer(url, answer.status, dict(answer.headers), answer.text.encode())

    return ask


def find(ask: Ask, app: str = "jira", *, writes: bool = False) -> Reach:
    """What a search finds on a fixed day."""
    return find_reach(app, CLOUD_ID, ask, writes=writes, today=TODAY)


SETS = scope_sets(200, seed=16)
"""The tokens that the search is tried with."""
