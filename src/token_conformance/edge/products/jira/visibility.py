"""Comments that only the members of a group, or those who have a role in the project, may see."""

from typing import Any

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.jira.answers import InvalidFieldsError
from token_conformance.edge.products.jira.view import View
from token_conformance.edge.tenant.issue import Comment, Issue, Visibility
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import Project


def read_visibility(view: View, project: Project, given: dict[str, Any]) -> Visibility:
    """Who may see a comment: a role by its name or id, or a group. Raises ApiError (400) unless the caller is one."""
    kind, wanted = given.get("type"), {given.get("value"), given.get("identifier")}
    found: Visibility | None = None
    if kind == "group":
        group = next((each for each in view.jira.groups.listed if wanted & {each.name, each.id}), None)
        found = Visibility(kind, group.id, group.name) if group else None
    elif kind == "role":
        role = next((each for each in view.jira.roles.listed if wanted & {each.name, str(each.id)}), None)
        found = Visibility(kind, str(role.id), role.name) if role else None
    else:
        raise ApiError(400, "The 'type' of the visibility must be group or role.")
    if found is None or not _is_of(view.jira, project, found, view.account_id):
        text = {"group": "group", "role": "project role"}[kind]
        name = given.get("value") or given.get("identifier")
        raise InvalidFieldsError({"commentLevel": f"You are currently not a member of the {text}: {name}."})
    return found


def visible_comments(jira: Jira, issue: Issue, account_id: str | None) -> list[Comment]:
    """The comments of an issue that an account may see."""
    return [
        comment
        for comment in issue.comments
        if comment.visibility is None or _is_of(jira, issue.project, comment.visibility, account_id)
    ]


def _is_of(jira: Jira, project: Project, visibility: Visibility, account_id: str | None) -> bool:
    groups = {group.id for group in jira.groups.of(account_id or "")}
    if visibility.kind == "group":
        return visibility.id in groups
    subjects = {actor.subject for actor in project.actors if str(actor.role) == visibility.id}
    return not subjects.isdisjoint({account_id, *groups})
