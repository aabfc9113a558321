"""Who and what the seeded things of a random tenant are called: people, projects and spaces."""

from dataclasses import replace
from random import Random

from token_conformance.edge.random_tenant.names import random_account_id
from token_conformance.edge.random_tenant.words import ANIMALS, FAMILY_NAMES, GIVEN_NAMES, PLACES, TEAMS
from token_conformance.edge.state import State
from token_conformance.edge.state.user import User


def rename_things(state: State, random: Random) -> None:
    """Give all that a fresh tenant holds names of its own; the texts that people wrote stay."""
    caller = state.tenant.account_id
    colleague = random_user(random)
    state.jira.users = {
        caller: replace(state.jira.users[caller], display_name=random_user(random).display_name),
        colleague.account_id: colleague,
    }
    for project in state.jira.projects.values():
        project.name = random_name(random)
    for space in state.confluence.spaces.values():
        space.name = random_name(random)


def random_user(random: Random) -> User:
    """A person of no other tenant."""
    display_name = f"{random.choice(GIVEN_NAMES)} {random.choice(FAMILY_NAMES)}"
    email = f"{random.choice(ANIMALS)}.{random.randrange(100, 1_000_000)}@example.com"
    return User(random_account_id(random), display_name, email)


def random_name(random: Random) -> str:
    """A name of a project or a space; the number keeps two from being called the same."""
    return f"{random.choice(TEAMS)} {random.choice(PLACES)} {random.randrange(1000)}"
