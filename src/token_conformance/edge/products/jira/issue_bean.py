"""The JSON of an issue, with the fields that a request asks for."""

from collections.abc import Callable, Collection
from typing import Any

from starlette.requests import Request

from token_conformance.edge.products.api import iso_timestamp
from token_conformance.edge.products.jira.activity_bean import (
    attachment_bean,
    comment_bean,
    format_duration,
    worklog_bean,
)
from token_conformance.edge.products.jira.beans import (
    component_bean,
    issue_type_bean,
    link_type_bean,
    priority_bean,
    resolution_bean,
    status_bean,
    user_bean,
    version_bean,
)
from token_conformance.edge.products.jira.project_bean import project_bean
from token_conformance.edge.products.jira.view import ApiVersion, timestamp
from token_conformance.edge.products.jira.visibility import visible_comments
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.jira import IssueLink, Jira
from token_conformance.edge.tenant.software import Sprint

NOT_NAVIGABLE = {"attachment", "comment", "worklog", "timetracking"}
"""The fields that `*navigable` leaves out."""


def issue_bean(
    api: ApiVersion, jira: Jira, issue: Issue, requested: Collection[str] = (), caller: str | None = None
) -> dict[str, Any]:
    """An issue with the requested fields: names, `*all`, `*navigable`, and `-name` to leave one out.

    `caller` is the account that is asked about in `isWatching` and `hasVoted`.
    """
    return {
        "expand": "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations",
        "id": issue.id,
        "self": api.url(f"issue/{issue.id}"),
        "key": issue.key,
        "fields": _fields(api, jira, issue, requested, caller),
    }


def _fields(
    api: ApiVersion, jira: Jira, issue: Issue, requested: Collection[str], caller: str | None
) -> dict[str, Any]:
    fields = {
        **_editable_fields(api, jira, issue),
        **_system_fields(api, jira, issue),
        **_times(issue),
        "watches": watches_bean(api, issue, caller),
        "votes": votes_bean(api, issue, caller),
        **_relations(api, jira, issue),
        **_added_fields(jira, issue),
    }
    texts = _texts(api, jira, issue, caller)
    wanted = wanted_fields(requested, {*fields, *texts})
    shown = {name: value for name, value in fields.items() if name in wanted}
    return shown | {name: write() for name, write in texts.items() if name in wanted}


def requested_fields(request: Request, name: str = "fields") -> list[str]:
    """The names in a query parameter, which may be repeated and separates names by commas."""
    names = ",".join(request.query_params.getlist(name)).split(",")
    return [name.strip() for name in names if name.strip()]


def wanted_fields(requested: Collection[str], every: set[str]) -> set[str]:
    """The names that are requested, of all names that there are."""
    added = {name for name in requested if not name.startswith("-")}
    wanted = every if "*all" in added or not added else added
    wanted = wanted | (every - NOT_NAVIGABLE if "*navigable" in added else set())
    return wanted - {name[1:] for name in requested if name.startswith("-")}


def _editable_fields(api: ApiVersion, jira: Jira, issue: Issue) -> dict[str, Any]:
    """The fields that a request can set."""
    fields, project = issue.fields, issue.project
    assignee = fields["assignee"]
    return {
        "summary": fields["summary"],
        "issuetype": issue_type_bean(api, fields["issuetype"]),
        "priority": priority_bean(api, fields["priority"]),
        "assignee": user_bean(api, jira.users[assignee]) if assignee else None,
        "reporter": user_bean(api, jira.users[fields["reporter"]]),
        "labels": fields["labels"],
        "components": [component_bean(api, jira, project, component) for component in fields["components"]],
        "versions": [version_bean(api, project, version) for version in fields["versions"]],
        "fixVersions": [version_bean(api, project, version) for version in fields["fixVersions"]],
        "duedate": fields["duedate"],
    }


def _system_fields(api: ApiVersion, jira: Jira, issue: Issue) -> dict[str, Any]:
    """The fields that Jira itself sets."""
    return {
        "project": project_bean(api, jira, issue.project),
        "status": status_bean(api, issue.status),
        "resolution": resolution_bean(api, issue.resolution) if issue.resolution else None,
        "resolutiondate": timestamp(issue.resolved) if issue.resolved else None,
        "creator": user_bean(api, jira.users[issue.creator]),
        "created": timestamp(issue.created),
        "updated": timestamp(issue.updated),
    }


def _times(issue: Issue) -> dict[str, Any]:
    """The time that was spent on an issue, and what was estimated."""
    seconds = {
        "originalEstimate": issue.fields["timetracking"].original,
        "remainingEstimate": issue.fields["timetracking"].remaining,
        "timeSpent": sum(worklog.seconds for worklog in issue.worklogs) or None,
    }
    known = {name: value for name, value in seconds.items() if value is not None}
    return {
        "timespent": seconds["timeSpent"],
        "timeoriginalestimate": seconds["originalEstimate"],
        "timeestimate": seconds["remainingEstimate"],
        "timetracking": {
            **{name: format_duration(value) for name, value in known.items()},
            **{f"{name}Seconds": value for name, value in known.items()},
        },
    }


def _added_fields(jira: Jira, issue: Issue) -> dict[str, Any]:
    """The custom fields of Jira Software: the rank, as a text that sorts as issues are ranked, and the sprints."""
    added = jira.added_fields(issue)
    sprints = [_sprint_bean(each) for each in added["sprints"]] if added else []
    return {"customfield_10019": f"0|i{added['rank']:05}:", "customfield_10020": sprints or None} if added else {}


def _sprint_bean(sprint: Sprint) -> dict[str, Any]:
    """A sprint, as an issue shows it."""
    times = {"startDate": sprint.start, "endDate": sprint.end, "completeDate": sprint.completed}
    return {
        "id": sprint.id,
        "name": sprint.name,
        "state": sprint.state,
        "boardId": sprint.board.id,
        "goal": sprint.goal or "",
        **{name: iso_timestamp(time) for name, time in times.items() if time},
    }


def watches_bean(api: ApiVersion, issue: Issue, caller: str | None) -> dict[str, Any]:
    """How many users watch an issue."""
    return {
        "self": api.url(f"issue/{issue.key}/watchers"),
        "watchCount": len(issue.watchers),
        "isWatching": caller in issue.watchers,
    }


def votes_bean(api: ApiVersion, issue: Issue, caller: str | None) -> dict[str, Any]:
    """How many users have voted for an issue."""
    return {
        "self": api.url(f"issue/{issue.key}/votes"),
        "votes": len(issue.voters),
        "hasVoted": caller in issue.voters,
    }


def _relations(api: ApiVersion, jira: Jira, issue: Issue) -> dict[str, Any]:
    """The links to other issues, and the parent if there is one."""
    parent = jira.issue(issue.fields["parent"] or "")
    return {
        "issuelinks": [_link_bean(api, link, issue) for link in jira.links_of(issue)],
        "subtasks": [],
        **({"parent": short_issue_bean(api, parent)} if parent else {}),
    }


def _link_bean(api: ApiVersion, link: IssueLink, issue: Issue) -> dict[str, Any]:
    """A link as one of its two issues shows it: with the other one, at its end."""
    end, other = ("inwardIssue", link.inward) if issue is link.outward else ("outwardIssue", link.outward)
    return {
        "id": link.id,
        "self": api.url(f"issueLink/{link.id}"),
        "type": link_type_bean(api, link.type),
        end: short_issue_bean(api, other),
    }


def short_issue_bean(api: ApiVersion, issue: Issue) -> dict[str, Any]:
    """An issue as another one shows it."""
    return {
        "id": issue.id,
        "key": issue.key,
        "self": api.url(f"issue/{issue.id}"),
        "fields": {
            "summary": issue.fields["summary"],
            "status": status_bean(api, issue.status),
            "priority": priority_bean(api, issue.fields["priority"]),
            "issuetype": issue_type_bean(api, issue.fields["issuetype"]),
        },
    }


def _texts(api: ApiVersion, jira: Jira, issue: Issue, caller: str | None) -> dict[str, Callable[[], Any]]:
    """The rich texts and what is on an issue, each written only if it is wanted, because a text may be unknown."""
    return {
        "description": lambda: api.format_text(issue.fields["description"]),
        "environment": lambda: api.format_text(issue.fields["environment"]),
        "attachment": lambda: [attachment_bean(api, jira, attachment) for attachment in issue.attachments],
        "comment": lambda: _comments(api, jira, issue, caller),
        "worklog": lambda: _worklogs(api, jira, issue),
    }


def _comments(api: ApiVersion, jira: Jira, issue: Issue, caller: str | None) -> dict[str, Any]:
    comments = [comment_bean(api, jira, issue, comment) for comment in visible_comments(jira, issue, caller)]
    return {"comments": comments, **_single_page(comments), "self": api.url(f"issue/{issue.id}/comment")}


def _worklogs(api: ApiVersion, jira: Jira, issue: Issue) -> dict[str, Any]:
    worklogs = [worklog_bean(api, jira, issue, worklog) for worklog in issue.worklogs]
    return {"worklogs": worklogs, **_single_page(worklogs)}


def _single_page(values: Collection[Any]) -> dict[str, int]:
    return {"startAt": 0, "maxResults": len(values), "total": len(values)}
