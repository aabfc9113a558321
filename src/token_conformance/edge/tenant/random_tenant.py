"""A random tenant: other names, ids and tokens than the seeded one, and extra content that no requirement needs."""

from random import Random
from typing import NamedTuple, TypeVar

from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.confluence_content import Content, Space, Version
from token_conformance.edge.tenant.people import Users
from token_conformance.edge.tenant.project import ProjectKind
from token_conformance.edge.tenant.random_names import (
    TASKS,
    random_account,
    random_keys,
    random_name,
    random_tenant_names,
    random_user,
    rename_all,
)
from token_conformance.edge.tenant.seed.jira import SEEDED_AT
from token_conformance.edge.tenant.state import State
from token_conformance.model.account import Account

T = TypeVar("T")

_MIN_FIRST_ID = 20_000
_MAX_FIRST_ID = 100_000


class RandomTenant(NamedTuple):
    """The state of a tenant and its account with its tokens; `Edge` takes both."""

    state: State
    account: Account


def random_tenant(seed: int, extras: int = 3) -> RandomTenant:
    """The tenant of a seed; a seed always gives the same tenant.

    Its names, ids and tokens differ from those of the seeded tenant. Without extras it has the same resources with the
    same texts. `extras` is the number of users, projects (with issues) and spaces (with pages) to add among them.
    """
    rng = Random(seed)  # noqa: S311  # nothing in it is a secret
    tenant = random_tenant_names(rng)
    state = State.seeded(tenant, first_id=rng.randrange(_MIN_FIRST_ID, _MAX_FIRST_ID))
    rename_all(state, rng)
    _add_extras(state, rng, extras)
    return RandomTenant(state, random_account(rng, tenant.email))


def _add_extras(state: State, rng: Random, count: int) -> None:
    """Add `count` users, projects and spaces, and shuffle all of them."""
    if not count:
        return
    state.jira.fixed_time = state.confluence.fixed_time = SEEDED_AT
    _add(state, rng, count)
    state.jira.fixed_time = state.confluence.fixed_time = None
    users = state.jira.users
    state.jira.users = Users(_shuffled(rng, users.data).values(), users.service_accounts.values())
    state.jira.projects = _shuffled(rng, state.jira.projects)
    state.confluence.spaces = _shuffled(rng, state.confluence.spaces)
    state.confluence.contents = _shuffled(rng, state.confluence.contents)


def _add(state: State, rng: Random, count: int) -> None:
    for user in (random_user(rng) for _ in range(count)):
        state.jira.users[user.account_id] = user
    for key in _new_keys(state, rng, count):
        _add_project(state, rng, key)
        _add_space(state, rng, key)


def _new_keys(state: State, rng: Random, count: int) -> list[str]:
    taken = {*state.jira.projects, *(space.key for space in state.confluence.spaces.values())}
    return [key for key in random_keys(rng, count + len(taken)) if key not in taken][:count]


def _add_project(state: State, rng: Random, key: str) -> None:
    """Add a project, with issues and comments by several users."""
    users = list(state.jira.users)
    state.jira.add_project(key, random_name(rng), rng.choice(list(ProjectKind)), lead=rng.choice(users))
    for summary in rng.sample(TASKS, rng.randint(1, len(TASKS))):
        issue = state.jira.create_issue(key, {"summary": summary}, reporter=rng.choice(users))
        state.jira.add_comment(issue, rng.choice(users), document(rng.choice(TASKS)))


def _add_space(state: State, rng: Random, key: str) -> None:
    """Add a space, with a home page and a page below it."""
    confluence, author = state.confluence, rng.choice(list(state.jira.users))
    space_id, home_id = confluence.next_id(), confluence.next_id()
    space = Space(space_id, key, random_name(rng), home_id, author, SEEDED_AT)
    confluence.spaces[space_id] = space
    confluence.contents[home_id] = Content(
        home_id, [Version(1, space.name, "<p>Home.</p>", author, SEEDED_AT)], "page", space
    )
    confluence.create("page", space, rng.choice(TASKS), "<p>Read on.</p>", author, parent_id=home_id)


def _shuffled(rng: Random, items: dict[str, T]) -> dict[str, T]:
    return dict(rng.sample(list(items.items()), len(items)))
