"""The fields of JQL that the model knows, by their names in lower case, and those that it does not know."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.jira.jql.choices import Choice, Function, Things
from token_conformance.edge.products.jira.jql.context import Context
from token_conformance.edge.products.jira.jql.people import users_field
from token_conformance.edge.products.jira.jql.values import Comparable, Text, read_date, read_number
from token_conformance.edge.products.jira.visibility import visible_comments
from token_conformance.edge.tenant.adf import plain_text
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.project import (
    ISSUE_TYPES,
    PRIORITIES,
    RESOLUTIONS,
    STATUSES,
    ProjectKind,
    StatusCategory,
)
from token_conformance.edge.tenant.software import SprintState

Field = Choice | Text | Comparable


def _id_and_name(thing: Any) -> tuple[str, ...]:
    return thing.id, thing.name


def _always(things: Iterable[Any]) -> Callable[[Context], Things]:
    return lambda context: things  # noqa: ARG005  # the same in every tenant


def _given(*things: Any) -> list[Any]:
    """The things that are there."""
    return [thing for thing in things if thing is not None]


def _parts(name: str, attribute: str, functions: Mapping[str, Function]) -> Choice:
    """A field of components or versions: the field of the issue, and the attribute of the project."""
    return Choice(
        of=lambda context, issue: issue.fields[name],  # type: ignore[literal-required]  # noqa: ARG005  # a Choice's shape
        names=_id_and_name,
        known=lambda context: [each for one in context.jira.projects.values() for each in getattr(one, attribute)],
        functions=functions,
        is_ranked_by_jira=attribute == "versions",
    )


def _versions(*, released: bool) -> Function:
    """The function for the versions that are released, or those that are not, of all or of the named projects."""

    def versions(context: Context, arguments: tuple[str, ...]) -> Things:
        projects = [context.jira.project(each) for each in arguments] or context.jira.projects.values()
        every = (version for project in projects if project for version in project.versions)
        return [version for version in every if version.released == released]

    return versions


def _issues(of: Callable[[Context, Issue], Things]) -> Choice:
    """A field of issues."""
    return Choice(
        of=of,
        names=lambda issue: (issue.id, issue.key),
        known=lambda context: context.jira.issues.values(),
        functions={
            "watchedissues": lambda context, _: _with_caller(context, "watchers"),
            "votedissues": lambda context, _: _with_caller(context, "voters"),
        },
        missing=lambda value, name: ApiError(400, f"An issue with key '{value}' does not exist for field '{name}'."),
        is_ranked_by_jira=True,
    )


def _with_caller(context: Context, attribute: str) -> Things:
    return [issue for issue in context.jira.issues.values() if context.account_id in getattr(issue, attribute)]


def _parent(context: Context, issue: Issue) -> Things:
    return _given(context.jira.issue(issue.fields["parent"] or ""))


def _sprints(state: SprintState) -> Function:
    """The function for the sprints in a state."""
    return lambda context, _: [each for each in context.state.software.sprints if each.state is state]


def _none(context: Context, _: tuple[str, ...]) -> Things:  # noqa: ARG001  # a Function's shape
    return ()


def _documents(*names: str) -> Callable[[Context, Issue], Sequence[str]]:
    return lambda _, issue: [plain_text(each) for name in names for each in _given(issue.fields.get(name))]


def _comments(context: Context, issue: Issue) -> Sequence[str]:
    return [plain_text(comment.body) for comment in visible_comments(context.jira, issue, context.account_id)]


def _texts(context: Context, issue: Issue) -> Sequence[str]:
    """All texts of an issue that `text ~` searches."""
    documents = _documents("description", "environment")(context, issue)
    return [issue.fields["summary"], *documents, *_comments(context, issue)]


def _due(issue: Issue) -> datetime | None:
    due = issue.fields["duedate"]
    return datetime.fromisoformat(due).replace(tzinfo=UTC) if due else None


_KEY = _issues(lambda context, issue: [issue])  # noqa: ARG005  # a Choice's shape
_TYPE = Choice(
    of=lambda context, issue: [issue.fields["issuetype"]],  # noqa: ARG005  # a Choice's shape
    names=_id_and_name,
    known=_always(ISSUE_TYPES),
    functions={"standardissuetypes": lambda context, _: ISSUE_TYPES, "subtaskissuetypes": _none},  # noqa: ARG005  # a Function's shape
)
_VERSION_FUNCTIONS = {
    "releasedversions": _versions(released=True),
    "unreleasedversions": _versions(released=False),
}
_CREATED = Comparable(lambda issue: issue.created, read_date)
_UPDATED = Comparable(lambda issue: issue.updated, read_date)
_RESOLVED = Comparable(lambda issue: issue.resolved, read_date)
_DUE = Comparable(_due, read_date)

_SPRINT = Choice(
    of=lambda context, issue: context.sprints_of(issue),
    names=lambda sprint: (str(sprint.id), sprint.name),
    known=lambda context: context.state.software.sprints,
    functions={
        "opensprints": _sprints(SprintState.ACTIVE),
        "closedsprints": _sprints(SprintState.CLOSED),
        "futuresprints": _sprints(SprintState.FUTURE),
    },
    missing=lambda value, _: ApiError(
        400, f"Sprint with name '{value}' does not exist or you do not have permission to view it."
    ),
)

FIELDS: Mapping[str, Field] = {
    "project": Choice(
        of=lambda context, issue: [issue.project],  # noqa: ARG005  # a Choice's shape
        names=lambda project: (project.id, project.key, project.name),
        known=lambda context: context.jira.projects.values(),
        functions={
            "projectsleadbyuser": lambda context, arguments: [
                each for each in context.jira.projects.values() if each.lead in (arguments or (context.account_id,))
            ]
        },
    ),
    "projecttype": Choice(of=lambda context, issue: [issue.project.kind], known=_always(ProjectKind)),  # noqa: ARG005  # a Choice's shape
    "category": Choice(
        of=lambda context, issue: [each for each in context.jira.categories if each.id == issue.project.category],
        names=_id_and_name,
        known=lambda context: context.jira.categories,
    ),
    **dict.fromkeys(("key", "issuekey", "issue", "id", "workitem", "workitemkey"), _KEY),
    "parent": _issues(_parent),
    **dict.fromkeys(("issuetype", "type", "worktype"), _TYPE),
    "status": Choice(of=lambda context, issue: [issue.status], names=_id_and_name, known=_always(STATUSES)),  # noqa: ARG005  # a Choice's shape
    "statuscategory": Choice(
        of=lambda context, issue: [issue.status.category],  # noqa: ARG005  # a Choice's shape
        names=lambda category: (str(category.value[0]), category.value[1], category.value[3]),
        known=_always(StatusCategory),
    ),
    "resolution": Choice(
        of=lambda context, issue: _given(issue.resolution),  # noqa: ARG005  # a Choice's shape
        names=_id_and_name,
        known=_always(RESOLUTIONS),
        empty_names=("unresolved",),
    ),
    "priority": Choice(
        of=lambda context, issue: [issue.fields["priority"]],  # noqa: ARG005  # a Choice's shape
        names=_id_and_name,
        known=_always(PRIORITIES),
        rank=lambda priority: -PRIORITIES.index(priority),
    ),
    "assignee": users_field(lambda issue: [issue.fields["assignee"]], "unassigned"),
    "reporter": users_field(lambda issue: [issue.fields["reporter"]]),
    "creator": users_field(lambda issue: [issue.creator]),
    "watcher": users_field(lambda issue: issue.watchers),
    "voter": users_field(lambda issue: issue.voters),
    "worklogauthor": users_field(lambda issue: [worklog.author for worklog in issue.worklogs]),
    "labels": Choice(of=lambda context, issue: issue.fields["labels"]),  # noqa: ARG005  # a Choice's shape
    "component": _parts("components", "components", {}),
    "fixversion": _parts("fixVersions", "versions", _VERSION_FUNCTIONS),
    "affectedversion": _parts("versions", "versions", _VERSION_FUNCTIONS),
    **dict.fromkeys(("sprint", "cf[10020]"), _SPRINT),
    "summary": Text(lambda _, issue: [issue.fields["summary"]]),
    "description": Text(_documents("description")),
    "environment": Text(_documents("environment")),
    "comment": Text(_comments, can_be_empty=False),
    **dict.fromkeys(("text", "textfields"), Text(_texts, can_be_empty=False)),
    **dict.fromkeys(("created", "createddate"), _CREATED),
    **dict.fromkeys(("updated", "updateddate"), _UPDATED),
    **dict.fromkeys(("resolved", "resolutiondate"), _RESOLVED),
    **dict.fromkeys(("due", "duedate"), _DUE),
    "votes": Comparable(lambda issue: len(issue.voters), read_number),
    "watchers": Comparable(lambda issue: len(issue.watchers), read_number),
    "hierarchylevel": Comparable(lambda issue: issue.fields["issuetype"].hierarchy_level, read_number),
}

_NAMES = (
    "approvals,approver,attachments,change-gating-type,customer request type,epic link,epic name,filter,"
    "flagged,issuelink,issuelinktype,last viewed,lastviewed,level,organization,organizations,originalestimate,"
    "pendingapprovalby,remainingestimate,request,request channel type,request language,request type,"
    "request-channel-type,request-last-activity-time,savedfilter,searchrequest,statuscategorychangeddate,"
    "story point estimate,story points,team,timeestimate,timeoriginalestimate,timespent,time to first response,"
    "time to resolution,workratio,worklogcomment,worklogdate,worklinktype"
)
NOT_MODELLED = frozenset(_NAMES.split(","))
"""The fields that Atlassian documents and the model does not know, in lower case."""
