"""The projects of the rich tenant: three of several types, with 60 issues and what can be on them."""

from collections.abc import Sequence
from typing import NamedTuple

from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.issue import Fields, Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.people import Filter
from token_conformance.edge.tenant.project import (
    DONE,
    IN_PROGRESS,
    LINK_TYPES,
    PRIORITIES,
    Project,
    ProjectKind,
)
from token_conformance.edge.tenant.rich.clock import Clock, clock_of
from token_conformance.edge.tenant.software import Software, SprintState

_LABELS = ("backend", "customer", "documentation", "quick-win")
_VERSIONS = ("1.0", "1.1", "2.0")
_COMPONENTS = ("API", "Billing", "Search", "Website")
_VERBS = ("Add", "Check", "Fix", "Measure", "Remove", "Rewrite")
_THINGS = (
    *("the import of orders", "the login page", "the nightly export", "the price list", "the report of last year"),
    *("the search for customers", "the shopping basket", "the test of the mail server", "the upload of pictures"),
    *("the words of the error page",),
)


class _Plan(NamedTuple):
    key: str
    name: str
    kind: ProjectKind
    issues: int


_PLANS = (
    _Plan("WEB", "Website", ProjectKind.SOFTWARE, 30),
    _Plan("OPS", "Operations", ProjectKind.BUSINESS, 18),
    _Plan("NEXT", "Next ideas", ProjectKind.PRODUCT_DISCOVERY, 12),
)


def add_projects(jira: Jira, software: Software, people: Sequence[str]) -> None:
    """Add the projects, and the board of the one for software."""
    with clock_of(jira) as clock:
        for place, plan in enumerate(_PLANS):
            project = jira.add_project(plan.key, plan.name, plan.kind, lead=people[place])
            _add_parts(jira, project)
            for number in range(plan.issues):
                clock.tick()
                _fill(jira, _issue(jira, project, number, people), number, people)
            _link(jira, project)
            _finish(jira, project, clock, people)
        _add_board(jira, software, people[0])


def _add_parts(jira: Jira, project: Project) -> None:
    for name in _VERSIONS:
        jira.add_version(project, name)
    project.versions[0].released, project.versions[0].release = True, "2026-01-30"
    for name in _COMPONENTS:
        jira.add_component(project, name)


def _issue(jira: Jira, project: Project, number: int, people: Sequence[str]) -> Issue:
    """The next issue of a project; each field takes its values in turn."""
    kinds = project.kind.issue_types
    summary = f"{_VERBS[number % len(_VERBS)]} {_THINGS[number % len(_THINGS)]}"
    fields = Fields(
        summary=summary,
        description=document(f"{summary}.\nNumber {number + 1} of the project {project.name}."),
        issuetype=kinds[number % len(kinds)],
        priority=PRIORITIES[number % len(PRIORITIES)],
        assignee=people[number % len(people)] if number % 4 else None,
        labels=sorted({_LABELS[number % len(_LABELS)], _LABELS[number % 3]}) if number % 5 else [],
        components=[project.components[number % len(_COMPONENTS)]],
        fixVersions=[project.versions[number % len(_VERSIONS)]] if number % 2 else [],
        duedate=f"2026-0{3 + number % 6}-1{number % 10}" if number % 3 == 0 else None,
    )
    return jira.create_issue(project.key, fields, reporter=people[number * 3 % len(people)])


def _fill(jira: Jira, issue: Issue, number: int, people: Sequence[str]) -> None:
    """Put comments, time and files on an issue; every eleventh has more comments than a list shows at once."""
    for each in range(60 if number == 11 else number % 4):  # noqa: PLR2004  # the twelfth issue
        jira.add_comment(issue, people[(number + each) % len(people)], document(f"Remark {each + 1} on {issue.key}."))
    for each in range(number % 3):
        jira.add_worklog(issue, people[each], 1_800 * (each + 1), f"2026-02-{1 + number % 28:02}T09:00:00.000+0000")
    if number % 6 == 0:
        content = f"Notes on {issue.key}.\n".encode()
        jira.add_attachment(issue, people[0], f"notes-{issue.key}.txt", "text/plain", content)


def _link(jira: Jira, project: Project) -> None:
    """Link each third issue of a project to the one after it, by each type in turn."""
    issues = jira.issues_of(project.key)
    for place in range(0, len(issues) - 1, 3):
        jira.add_link(LINK_TYPES[place // 3 % len(LINK_TYPES)], issues[place], issues[place + 1])


def _finish(jira: Jira, project: Project, clock: Clock, people: Sequence[str]) -> None:
    """Begin the first two thirds of the issues, and end the first third."""
    issues = jira.issues_of(project.key)
    for place, issue in enumerate(issues[: len(issues) * 2 // 3]):
        clock.tick()
        jira.transition(issue, IN_PROGRESS, people[place % len(people)])
        if place < len(issues) // 3:
            jira.transition(issue, DONE, people[place % len(people)])


def _add_board(jira: Jira, software: Software, owner: str) -> None:
    """The board of the first project, with a closed, an active and a future sprint."""
    project = jira.projects[_PLANS[0].key]
    jira.filters.append(Filter(jira.next_id(Filter), f"Issues of {project.name}", owner, f"project = {project.key}"))
    board = software.add_board(f"{project.key} board", project, jira.filters[-1])
    issues = software.issues_of(board)
    for place, state in enumerate(SprintState):
        sprint = software.add_sprint(board, f"{project.key} Sprint {place + 1}")
        software.plan(issues[place * 6 : place * 6 + 6], sprint)
        sprint.state = state
        if state is not SprintState.FUTURE:
            sprint.start, sprint.end = sprint.created, sprint.created
        sprint.completed = sprint.created if state is SprintState.CLOSED else None
