"""The rich tenant: everything of the seeded one, with its names, ids and tokens, and enough more to page and search."""

from token_conformance.edge.tenant.people import User
from token_conformance.edge.tenant.rich.confluence import add_spaces
from token_conformance.edge.tenant.rich.jira import add_projects
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED

_NAMES = ("Amara Diallo", "Björn Lindqvist", "Chiyo Tanaka", "Diego Fuentes", "Elif Çelik", "Farid Nazari")


def rich_tenant() -> State:
    """A new rich tenant."""
    state = State.seeded(SEEDED)
    for number, name in enumerate(_NAMES, 1):
        user = User(f"{SEEDED.account_id}-person-{number}", name, f"person-{number}@example.com")
        state.jira.users[user.account_id] = user
    people = list(state.jira.users)
    add_projects(state.jira, state.software, people)
    add_spaces(state.confluence, people)
    return state
