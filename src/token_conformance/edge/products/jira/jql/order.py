"""The order of the issues that a query finds: ORDER BY."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.jql.context import Context
from token_conformance.edge.products.jira.jql.fields import FIELDS, NOT_MODELLED
from token_conformance.edge.products.jira.jql.syntax import Order
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.project import ISSUE_TYPES, PRIORITIES, STATUSES

Key = Callable[[Context, Issue], Any]
"""What a field sorts an issue by, or None where the issue has no value."""

_DATES = ("created", "createddate", "updated", "updateddate", "resolved", "resolutiondate", "due", "duedate")
_DESCENDING = (*_DATES, "priority", "votes", "watchers")
"""The fields that sort from the highest value down, where the query names no direction."""


def _name(of: Callable[[Issue], str | None]) -> Key:
    """Sort by the display name of a user."""

    def key(context: Context, issue: Issue) -> str | None:
        account_id = of(issue)
        return context.jira.users[account_id].display_name.casefold() if account_id else None

    return key


def _by(value: Callable[[Issue], Any]) -> Key:
    return lambda context, issue: value(issue)  # noqa: ARG005  # a Key's shape


def _key(issue: Issue) -> tuple[str, int]:
    project, _, number = issue.key.rpartition("-")
    return project, int(number)


def _rank(context: Context, issue: Issue) -> int:
    return [each.key for each in context.state.software.ranked(context.jira.issues.values())].index(issue.key)


def _first_name(field: str) -> Callable[[Issue], str | None]:
    """Sort by the first of several parts, such as versions."""
    return lambda issue: min((part.name.casefold() for part in issue.fields[field]), default=None)  # type: ignore[literal-required]


KEYS: Mapping[str, Key] = {
    **dict.fromkeys(("key", "issuekey", "issue", "id", "workitem", "workitemkey"), _by(_key)),
    **dict.fromkeys(("rank", "cf[10019]"), _rank),
    **{name: _by(FIELDS[name].of) for name in (*_DATES, "votes", "watchers")},  # type: ignore[arg-type]  # all Comparable
    "project": _by(lambda issue: issue.project.name.casefold()),
    "summary": _by(lambda issue: issue.fields["summary"].casefold()),
    "status": _by(lambda issue: STATUSES.index(issue.status)),
    "statuscategory": _by(lambda issue: STATUSES.index(issue.status)),
    "priority": _by(lambda issue: -PRIORITIES.index(issue.fields["priority"])),
    **dict.fromkeys(("issuetype", "type", "worktype"), _by(lambda issue: ISSUE_TYPES.index(issue.fields["issuetype"]))),
    "resolution": _by(lambda issue: issue.resolution.name if issue.resolution else None),
    "assignee": _name(lambda issue: issue.fields["assignee"]),
    "reporter": _name(lambda issue: issue.fields["reporter"]),
    "creator": _name(lambda issue: issue.creator),
    "component": _by(_first_name("components")),
    "fixversion": _by(_first_name("fixVersions")),
    "affectedversion": _by(_first_name("versions")),
    "labels": _by(lambda issue: min(map(str.casefold, issue.fields["labels"]), default=None)),
}


def sort(context: Context, issues: Iterable[Issue], order: Iterable[Order]) -> list[Issue]:
    """Sort issues by the first field, then by the next; issues without a value are last, or first if descending.

    Raises ApiError (400) for a field that does not exist or cannot sort, and NotModelledError for an unknown one.
    """
    found = list(issues)
    for each in reversed(list(order)):
        name = each.field.casefold()
        key = KEYS.get(name) or _refuse(name, each.field)
        is_descending = name in _DESCENDING if each.is_descending is None else each.is_descending
        found.sort(key=lambda issue, key=key: _last_if_none(key(context, issue)), reverse=is_descending)  # type: ignore[misc]
    return found


def _last_if_none(value: Any) -> tuple[bool, Any]:
    return value is None, "" if value is None else value


def _refuse(name: str, written: str) -> NoReturn:
    if name in {*NOT_MODELLED, "sprint", "cf[10020]"}:
        raise NotModelledError(f"The local model does not know how Jira sorts by the field {written}.")
    if name in FIELDS:
        raise ApiError(400, f"Not able to sort using field '{written}'.")
    raise unknown_field(written)


def unknown_field(name: str) -> ApiError:
    """The error for a field that the tenant does not have."""
    return ApiError(400, f"Field '{name}' does not exist or you do not have permission to view it.")
