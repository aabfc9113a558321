"""The JSON of Jira's resources, called beans as in Atlassian's documents; those of an issue are in `issue_bean`."""

from typing import Any

from token_conformance.edge.products.jira.view import ApiVersion
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.people import Group, User
from token_conformance.edge.tenant.project import (
    Category,
    Component,
    IssueType,
    LinkType,
    Priority,
    Project,
    Resolution,
    Status,
    StatusCategory,
    Transition,
    Version,
)

STATUS_ICON = "/images/icons/statuses/generic.png"
PRIORITY_ICON = "/images/icons/priorities/{}.svg"
"""The paths of pictures; that of a priority has its name."""


def user_bean(api: ApiVersion, user: User) -> dict[str, Any]:
    """A user, in full, as everywhere that Jira names one."""
    return {
        "self": api.url(f"user?accountId={user.account_id}"),
        "accountId": user.account_id,
        "accountType": user.account_type,
        "emailAddress": user.email,
        "displayName": user.display_name,
        "active": user.active,
        "timeZone": "Etc/UTC",
        "avatarUrls": avatar_urls(api, "user"),
    }


def avatar_urls(api: ApiVersion, kind: str) -> dict[str, str]:
    """The URLs of the avatar of a user or project, by its size in pixels."""
    url = api.url(f"universal_avatar/view/type/{kind}/avatar/10400")
    sizes = {"48x48": "", "24x24": "?size=small", "16x16": "?size=xsmall", "32x32": "?size=medium"}
    return {size: url + query for size, query in sizes.items()}


def group_bean(api: ApiVersion, group: Group) -> dict[str, Any]:
    """A group, as everywhere that Jira names one."""
    return {"name": group.name, "groupId": group.id, "self": api.url(f"group?groupId={group.id}")}


def status_bean(api: ApiVersion, status: Status) -> dict[str, Any]:
    """A status, with its category."""
    return {
        "self": api.url(f"status/{status.id}"),
        "description": "",
        "iconUrl": f"{api.base}{STATUS_ICON}",
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
        "iconUrl": f"{api.base}{PRIORITY_ICON.format(priority.name.lower())}",
        "name": priority.name,
        "id": priority.id,
    }


def link_type_bean(api: ApiVersion, link_type: LinkType) -> dict[str, Any]:
    """A type of links between issues."""
    return {
        "id": link_type.id,
        "name": link_type.name,
        "inward": link_type.inward,
        "outward": link_type.outward,
        "self": api.url(f"issueLinkType/{link_type.id}"),
    }


def category_of_projects_bean(api: ApiVersion, category: Category) -> dict[str, Any]:
    """A category of projects."""
    return {
        "self": api.url(f"projectCategory/{category.id}"),
        "id": category.id,
        "name": category.name,
        "description": category.description,
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


def version_bean(api: ApiVersion, project: Project, version: Version) -> dict[str, Any]:
    """A version; what nobody has set is left out."""
    optional = {"description": version.description, "startDate": version.start, "releaseDate": version.release}
    return {
        "self": api.url(f"version/{version.id}"),
        "id": version.id,
        "name": version.name,
        "archived": version.archived,
        "released": version.released,
        "projectId": int(project.id),
        **{name: value for name, value in optional.items() if value is not None},
    }


def component_bean(api: ApiVersion, jira: Jira, project: Project, component: Component) -> dict[str, Any]:
    """A component; what nobody has set is left out."""
    lead = jira.users[component.lead] if component.lead else None
    description = {} if component.description is None else {"description": component.description}
    return description | {
        "self": api.url(f"component/{component.id}"),
        "id": component.id,
        "name": component.name,
        **({"lead": user_bean(api, lead)} if lead else {}),
        "assigneeType": component.assignee_type,
        "realAssigneeType": component.assignee_type,
        "isAssigneeTypeValid": component.assignee_type != "COMPONENT_LEAD" or lead is not None,
        "project": project.key,
        "projectId": int(project.id),
    }
