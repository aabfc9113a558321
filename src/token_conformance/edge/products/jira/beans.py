"""How Jira shows people, and the avatars of anything."""

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


def user_bean(show: ApiVersion, user: User) -> dict[str, Any]:
    """A user, as in every place that names one."""
    return {
        "self": show.url(f"user?accountId={user.account_id}"),
        "accountId": user.account_id,
        "accountType": "atlassian",
        "emailAddress": user.email,
        "displayName": user.display_name,
        "active": True,
        "timeZone": "Etc/UTC",
        "avatarUrls": avatar_urls(show, "user"),
    }


def avatar_urls(show: ApiVersion, kind: str) -> dict[str, str]:
    """Where the picture of a user or project is, by its size in pixels."""
    url = show.url(f"universal_avatar/view/type/{kind}/avatar/10400")
    sizes = {"48x48": "", "24x24": "?size=small", "16x16": "?size=xsmall", "32x32": "?size=medium"}
    return {size: url + query for size, query in sizes.items()}


def status_bean(show: ApiVersion, status: Status) -> dict[str, Any]:
    """A status, with its category."""
    return {
        "self": show.url(f"status/{status.id}"),
        "description": "",
        "iconUrl": f"{show.base}/images/icons/statuses/generic.png",
        "name": status.name,
        "id": status.id,
        "statusCategory": category_bean(show, status.category),
    }


def category_bean(show: ApiVersion, category: StatusCategory) -> dict[str, Any]:
    """A kind of status."""
    number, key, colour, name = category.value
    return {
        "self": show.url(f"statuscategory/{number}"),
        "id": number,
        "key": key,
        "colorName": colour,
        "name": name,
    }


def transition_bean(show: ApiVersion, transition: Transition) -> dict[str, Any]:
    """A transition, which needs no screen and is open from every status."""
    return {
        "id": transition.id,
        "name": transition.to.name,
        "to": status_bean(show, transition.to),
        "hasScreen": False,
        "isGlobal": True,
        "isInitial": False,
        "isAvailable": True,
        "isConditional": False,
        "isLooped": False,
    }


def resolution_bean(show: ApiVersion, resolution: Resolution) -> dict[str, Any]:
    """A resolution."""
    return {
        "self": show.url(f"resolution/{resolution.id}"),
        "id": resolution.id,
        "description": "",
        "name": resolution.name,
    }


def priority_bean(show: ApiVersion, priority: Priority) -> dict[str, Any]:
    """A priority."""
    return {
        "self": show.url(f"priority/{priority.id}"),
        "statusColor": priority.colour,
        "description": "",
        "iconUrl": f"{show.base}/images/icons/priorities/{priority.name.lower()}.svg",
        "name": priority.name,
        "id": priority.id,
    }


def issue_type_bean(show: ApiVersion, issue_type: IssueType) -> dict[str, Any]:
    """An issue type."""
    avatar = f"universal_avatar/view/type/issuetype/avatar/{issue_type.avatar_id}"
    return {
        "self": show.url(f"issuetype/{issue_type.id}"),
        "id": issue_type.id,
        "description": "",
        "iconUrl": show.url(f"{avatar}?size=medium"),
        "name": issue_type.name,
        "subtask": False,
        "avatarId": issue_type.avatar_id,
        "hierarchyLevel": issue_type.hierarchy_level,
    }


def project_bean(show: ApiVersion, project: Project) -> dict[str, Any]:
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


def project_detail_bean(show: ApiVersion, project: Project, lead: User) -> dict[str, Any]:
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


def version_bean(show: ApiVersion, project: Project, version: Version) -> dict[str, Any]:
    """A version, which is not released yet."""
    return {
        "self": show.url(f"version/{version.id}"),
        "id": version.id,
        "name": version.name,
        "archived": False,
        "released": False,
        "projectId": int(project.id),
    }


def component_bean(show: ApiVersion, project: Project, component: Component) -> dict[str, Any]:
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
