"""The JSON of Jira's resources, called beans as in Atlassian's documents; those of an issue are in `issue_bean`."""

from typing import Any

from token_conformance.edge.products.jira.view import ApiVersion
from token_conformance.edge.tenant.people import User
from token_conformance.edge.tenant.project import (
    Component,
    IssueType,
    Priority,
    Project,
    Resolution,
    Status,
    StatusCategory,
    Transition,
    Version,
)


def user_bean(api: ApiVersion, user: User) -> dict[str, Any]:
    """A user, in full, as everywhere that Jira names one."""
    return {
        "self": api.url(f"user?accountId={user.account_id}"),
        "accountId": user.account_id,
        "accountType": user.account_type,
        "emailAddress": user.email,
        "displayName": user.display_name,
        "active": True,
        "timeZone": "Etc/UTC",
        "avatarUrls": avatar_urls(api, "user"),
    }


def avatar_urls(api: ApiVersion, kind: str) -> dict[str, str]:
    """The URLs of the avatar of a user or project, by its size in pixels."""
    url = api.url(f"universal_avatar/view/type/{kind}/avatar/10400")
    sizes = {"48x48": "", "24x24": "?size=small", "16x16": "?size=xsmall", "32x32": "?size=medium"}
    return {size: url + query for size, query in sizes.items()}


def status_bean(api: ApiVersion, status: Status) -> dict[str, Any]:
    """A status, with its category."""
    return {
        "self": api.url(f"status/{status.id}"),
        "description": "",
        "iconUrl": f"{api.base}/images/icons/statuses/generic.png",
        "name": status.name,
        "id": status.id,
        "statusCategory": category_bean(api, status.category),
    }


def category_bean(api: ApiVersion, category: StatusCategory) -> dict[str, Any]:
    """A status category."""
    number, key, colour, name = category.value
    return {
        "self": api.url(f"statuscategory/{number}"),
        "id": number,
        "key": key,
        "colorName": colour,
        "name": name,
    }


def transition_bean(api: ApiVersion, transition: Transition) -> dict[str, Any]:
    """A transition, which has no screen and is available in every status."""
    return {
        "id": transition.id,
        "name": transition.to.name,
        "to": status_bean(api, transition.to),
        "hasScreen": False,
        "isGlobal": True,
        "isInitial": False,
        "isAvailable": True,
        "isConditional": False,
        "isLooped": False,
    }


def resolution_bean(api: ApiVersion, resolution: Resolution) -> dict[str, Any]:
    """A resolution."""
    return {
        "self": api.url(f"resolution/{resolution.id}"),
        "id": resolution.id,
        "description": "",
        "name": resolution.name,
    }


def priority_bean(api: ApiVersion, priority: Priority) -> dict[str, Any]:
    """A priority."""
    return {
        "self": api.url(f"priority/{priority.id}"),
        "statusColor": priority.colour,
        "description": "",
        "iconUrl": f"{api.base}/images/icons/priorities/{priority.name.lower()}.svg",
        "name": priority.name,
        "id": priority.id,
    }


def issue_type_bean(api: ApiVersion, issue_type: IssueType) -> dict[str, Any]:
    """An issue type."""
    avatar = f"universal_avatar/view/type/issuetype/avatar/{issue_type.avatar_id}"
    return {
        "self": api.url(f"issuetype/{issue_type.id}"),
        "id": issue_type.id,
        "description": "",
        "iconUrl": api.url(f"{avatar}?size=medium"),
        "name": issue_type.name,
        "subtask": False,
        "avatarId": issue_type.avatar_id,
        "hierarchyLevel": issue_type.hierarchy_level,
    }


def project_bean(api: ApiVersion, project: Project) -> dict[str, Any]:
    """A project, as lists show it."""
    return {
        "expand": "description,lead,issueTypes,url,projectKeys,permissions,insight",
        "self": api.url(f"project/{project.id}"),
        "id": project.id,
        "key": project.key,
        "name": project.name,
        "avatarUrls": avatar_urls(api, "project"),
        "projectTypeKey": project.kind,
        "simplified": False,
        "style": "classic",
        "isPrivate": False,
        "properties": {},
    }


def project_detail_bean(api: ApiVersion, project: Project, lead: User) -> dict[str, Any]:
    """A project with its lead, issue types, components and versions."""
    return project_bean(api, project) | {
        "description": "",
        "lead": user_bean(api, lead),
        "issueTypes": [issue_type_bean(api, issue_type) for issue_type in project.kind.issue_types],
        "components": [component_bean(api, project, component) for component in project.components],
        "versions": [version_bean(api, project, version) for version in project.versions],
        "assigneeType": "UNASSIGNED",
        "roles": {},
    }


def version_bean(api: ApiVersion, project: Project, version: Version) -> dict[str, Any]:
    """A version, which is not released."""
    return {
        "self": api.url(f"version/{version.id}"),
        "id": version.id,
        "name": version.name,
        "archived": False,
        "released": False,
        "projectId": int(project.id),
    }


def component_bean(api: ApiVersion, project: Project, component: Component) -> dict[str, Any]:
    """A component, whose issues get the default assignee of the project."""
    return {
        "self": api.url(f"component/{component.id}"),
        "id": component.id,
        "name": component.name,
        "assigneeType": "PROJECT_DEFAULT",
        "realAssigneeType": "PROJECT_DEFAULT",
        "isAssigneeTypeValid": False,
        "project": project.key,
        "projectId": int(project.id),
    }
