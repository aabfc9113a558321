"""How Jira shows projects, with their versions and components."""

from typing import Any

from token_conformance.edge.products.jira.instance_bean import issue_type_bean
from token_conformance.edge.products.jira.representation import Representation
from token_conformance.edge.products.jira.user_bean import avatar_urls, user_bean
from token_conformance.edge.state.project import Component, Project, Version
from token_conformance.edge.state.user import User


def project_bean(show: Representation, project: Project) -> dict[str, Any]:
    """A project, as in lists."""
    return {
        "expand": "description,lead,issueTypes,url,projectKeys,permissions,insight",
        "self": show.url(f"project/{project.id}"),
        "id": project.id,
        "key": project.key,
        "name": project.name,
        "avatarUrls": avatar_urls(show, "project"),
        "projectTypeKey": project.kind,
        "simplified": False,
        "style": "classic",
        "isPrivate": False,
        "properties": {},
    }


def project_detail_bean(show: Representation, project: Project, lead: User) -> dict[str, Any]:
    """A project, by itself."""
    return project_bean(show, project) | {
        "description": "",
        "lead": user_bean(show, lead),
        "issueTypes": [issue_type_bean(show, issue_type) for issue_type in project.kind.issue_types],
        "components": [component_bean(show, project, component) for component in project.components],
        "versions": [version_bean(show, project, version) for version in project.versions],
        "assigneeType": "UNASSIGNED",
        "roles": {},
    }


def version_bean(show: Representation, project: Project, version: Version) -> dict[str, Any]:
    """A version, which is not released yet."""
    return {
        "self": show.url(f"version/{version.id}"),
        "id": version.id,
        "name": version.name,
        "archived": False,
        "released": False,
        "projectId": int(project.id),
    }


def component_bean(show: Representation, project: Project, component: Component) -> dict[str, Any]:
    """A component, whose issues are assigned as its project says."""
    return {
        "self": show.url(f"component/{component.id}"),
        "id": component.id,
        "name": component.name,
        "assigneeType": "PROJECT_DEFAULT",
        "realAssigneeType": "PROJECT_DEFAULT",
        "isAssigneeTypeValid": False,
        "project": project.key,
        "projectId": int(project.id),
    }
