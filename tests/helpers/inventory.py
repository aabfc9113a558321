"""All that a tenant holds, as plain values: taken twice, it tells whether a run left the tenant as it was."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.state import State


def inventory(state: State) -> dict[str, Any]:
    """Each thing by its kind and its key or id, with everything that is on it.

    A number that was given and will not be given again is nothing that the tenant holds.
    """
    return dict(_things(state))


def _things(state: State) -> Iterator[tuple[str, Any]]:
    jira, confluence = state.jira, state.confluence
    yield from ((f"user {user.account_id}", asdict(user)) for user in jira.users.values())
    yield from ((f"project {each.key}", asdict(each) | {"last_number": None}) for each in jira.projects.values())
    yield from ((f"issue {issue.key}", _issue(issue)) for issue in jira.issues.values())
    yield from ((f"link {each.id}", (each.type, each.inward.key, each.outward.key)) for each in jira.links)
    yield from ((f"category {each.id}", asdict(each)) for each in jira.categories)
    yield from ((f"filter {each.id}", asdict(each)) for each in jira.filters)
    yield from ((f"dashboard {each.id}", asdict(each)) for each in jira.dashboards)
    yield from ((f"space {space.id}", asdict(space)) for space in confluence.spaces.values())
    yield from ((f"{each.type} {each.id}", asdict(each)) for each in confluence.contents.values())
    yield from ((f"trashed {each.type} {each.id}", asdict(each)) for each in confluence.trash.values())
    yield from ((f"task {task.id}", asdict(task)) for task in confluence.tasks)


def _issue(issue: Issue) -> dict[str, Any]:
    return asdict(issue) | {"project": issue.project.key}
