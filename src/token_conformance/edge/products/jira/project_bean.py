"""The JSON of a project, with what `expand` adds to it."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from token_conformance.edge.products.jira.beans import (
    avatar_urls,
    category_of_projects_bean,
    component_bean,
    issue_type_bean,
    user_bean,
    version_bean,
)
from token_conformance.edge.products.jira.view import ApiVersion, timestamp
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import Project


def project_bean(api: ApiVersion, jira: Jira, project: Project, expand: Collection[str] = ()) -> dict[str, Any]:
    """A project, as lists show it."""
    category = next((each for each in jira.categories if each.id == project.category), None)
    return {
        "expand": "description,lead,issueTypes,url,projectKeys,permissions,insight",
        "self": api.url(f"project/{project.id}"),
        "id": project.id,
        "key": project.key,
        "name": project.name,
        "avatarUrls": avatar_urls(api, "project"),
        **({"projectCategory": category_of_projects_bean(api, category)} if category else {}),
        "projectTypeKey": project.kind,
        "simplified": False,
        "style": "classic",
        "isPrivate": False,
        "properties": {},
        **{name: write(api, jira, project) for name, write in EXPANDED.items() if name in expand},
    }


def project_detail_bean(api: ApiVersion, jira: Jira, project: Project, expand: Collection[str] = ()) -> dict[str, Any]:
    """A project with its lead, issue types, components, versions and roles."""
    url = {"url": project.url} if project.url else {}
    return (
        project_bean(api, jira, project, {"description", "lead", "issueTypes", *expand})
        | url
        | {
            "components": [component_bean(api, jira, project, component) for component in project.components],
            "versions": [version_bean(api, project, version) for version in project.versions],
            "assigneeType": project.assignee_type,
            "roles": {role.name: api.url(f"project/{project.id}/role/{role.id}") for role in jira.roles.listed},
        }
    )


Write = Callable[[ApiVersion, Jira, Project], Any]

EXPANDED: Mapping[str, Write] = {
    "description": lambda api, jira, project: project.description,  # noqa: ARG005  # the same shape for all
    "lead": lambda api, jira, project: user_bean(api, jira.users[project.lead]),
    "issueTypes": lambda api, jira, project: [issue_type_bean(api, each) for each in project.kind.issue_types],  # noqa: ARG005  # the same shape for all
    "url": lambda api, jira, project: project.url,  # noqa: ARG005  # the same shape for all
    "projectKeys": lambda api, jira, project: [project.key],  # noqa: ARG005  # the same shape for all
    "insight": lambda api, jira, project: _insight(jira, project),  # noqa: ARG005  # the same shape for all
}
"""What each value of `expand` adds."""


def _insight(jira: Jira, project: Project) -> dict[str, Any]:
    """How many issues a project has, and when one changed last."""
    issues = jira.issues_of(project.key)
    last = max((issue.updated for issue in issues), default=None)
    return {"totalIssueCount": len(issues), **({"lastIssueUpdateTime": timestamp(last)} if last else {})}
