"""What a tenant holds: every change to it is seen, and nothing else."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from inventory import inventory
from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.project import DONE
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.edge.tenant.state import State


@pytest.fixture
def state() -> State:
    """A tenant of its own."""
    return random_tenant(5).state


def write_page(state: State) -> None:
    """Write a page that was not there."""
    space = state.confluence.spaces[state.tenant.space_id]
    state.confluence.create("page", space, "New", "", state.tenant.account_id)


CHANGES: dict[str, Callable[[State], object]] = {
    "create": lambda state: state.jira.create_issue(state.tenant.project_key, {}, state.tenant.account_id),
    "delete": lambda state: state.jira.delete_issue(state.jira.issues[state.tenant.idea_key]),
    "edit": lambda state: state.jira.edit(state.jira.issues[state.tenant.issue_key], {"summary": "New"}),
    "transition": lambda state: state.jira.transition(state.jira.issues[state.tenant.issue_key], DONE),
    "comment": lambda state: state.jira.add_comment(
        state.jira.issues[state.tenant.issue_key], state.tenant.account_id, document("New")
    ),
    "page": write_page,
    "label": lambda state: state.confluence.add_label(state.confluence.contents[state.tenant.page_id], "new"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(state: State, change: Callable[[State], object]) -> None:
    """Whatever a requirement does to a tenant makes its inventory another one."""
    before = deepcopy(inventory(state))
    change(state)
    assert before != inventory(state)


def test_what_was_made_and_deleted_leaves_nothing(state: State) -> None:
    """A run that tidies up leaves the tenant unchanged, though the next issue's number is another."""
    before = inventory(state)
    issue = state.jira.create_issue(state.tenant.project_key, {}, state.tenant.account_id)
    state.jira.delete_issue(issue)
    assert before == inventory(state)


def test_everything_is_in_it(state: State) -> None:
    """No two things share a name, so none hides another."""
    jira, confluence = state.jira, state.confluence
    in_jira = [*jira.users, *jira.projects, *jira.issues, *jira.filters, *jira.dashboards]
    in_confluence = [*confluence.spaces, *confluence.contents, *confluence.tasks]
    assert len(in_jira) + len(in_confluence) == len(inventory(state))
