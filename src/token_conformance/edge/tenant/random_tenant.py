"""What else stands in a random tenant: things that no requirement asks for, among those that some do."""

from random import Random
from typing import NamedTuple, TypeVar

from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.confluence import Content, Space
from token_conformance.edge.tenant.project import ProjectKind
from token_conformance.edge.tenant.random_names import (
    TASKS,
    random_account,
    random_keys,
    random_name,
    random_tenant_names,
    random_user,
    rename_things,
)
from token_conformance.edge.tenant.seed import SEEDED_AT
from token_conformance.edge.tenant.state import State
from token_conformance.model.account import Account

T = TypeVar("T")


def add_extras(state: State, random: Random, count: int) -> None:
    """Add so many people, projects and spaces, and put them in no particular order."""
    if not count:
        return
    state.jira.fixed_time = state.confluence.fixed_time = SEEDED_AT
    _add(state, random, count)
    state.jira.fixed_time = state.confluence.fixed_time = None
    state.jira.users = _shuffled(random, state.jira.users)
    state.jira.projects = _shuffled(random, state.jira.projects)
    state.confluence.spaces = _shuffled(random, state.confluence.spaces)
    state.confluence.contents = _shuffled(random, state.confluence.contents)


def _add(state: State, random: Random, count: int) -> None:
    for user in (random_user(random) for _ in range(count)):
        state.jira.users[user.account_id] = user
    for key in _new_keys(state, random, count):
        _project(state, random, key)
        _space(state, random, key)


def _new_keys(state: State, random: Random, count: int) -> list[str]:
    taken = {*state.jira.projects, *(space.key for space in state.confluence.spaces.values())}
    return [key for key in random_keys(random, count + len(taken)) if key not in taken][:count]


def _project(state: State, random: Random, key: str) -> None:
    """A project, with issues by several people and what was said about them."""
    people = list(state.jira.users)
    state.jira.add_project(key, random_name(random), random.choice(list(ProjectKind)), lead=random.choice(people))
    for summary in random.sample(TASKS, random.randint(1, len(TASKS))):
        issue = state.jira.create_issue(key, {"summary": summary}, reporter=random.choice(people))
        state.jira.add_comment(issue, random.choice(people), document(random.choice(TASKS)))


def _space(state: State, random: Random, key: str) -> None:
    """A space with a home page and one below it."""
    confluence, author = state.confluence, random.choice(list(state.jira.users))
    space_id, home_id = confluence.next_id(), confluence.next_id()
    space = Space(space_id, key, random_name(random), home_id, author, SEEDED_AT)
    confluence.spaces[space_id] = space
    confluence.contents[home_id] = Content(home_id, "page", space, space.name, "<p>Home.</p>", author, SEEDED_AT)
    confluence.create("page", space, random.choice(TASKS), "<p>Read on.</p>", author, parent_id=home_id)


def _shuffled(random: Random, things: dict[str, T]) -> dict[str, T]:
    return dict(random.sample(list(things.items()), len(things)))


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
