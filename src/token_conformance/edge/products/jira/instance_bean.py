"""How Jira shows what its administrators set up: statuses, priorities, issue types."""

from typing import Any

from token_conformance.edge.products.jira.representation import Representation
from token_conformance.edge.state.priority import Priority
from token_conformance.edge.state.project import IssueType
from token_conformance.edge.state.workflow import Resolution, Status, StatusCategory, Transition


def status_bean(show: Representation, status: Status) -> dict[str, Any]:
    """A status, with its category."""
    return {
        "self": show.url(f"status/{status.id}"),
        "description": "",
        "iconUrl": f"{show.base}/images/icons/statuses/generic.png",
        "name": status.name,
        "id": status.id,
        "statusCategory": category_bean(show, status.category),
    }


def category_bean(show: Representation, category: StatusCategory) -> dict[str, Any]:
    """A kind of status."""
    number, key, colour, name = category.value
    return {
        "self": show.url(f"statuscategory/{number}"),
        "id": number,
        "key": key,
        "colorName": colour,
        "name": name,
    }


def transition_bean(show: Representation, transition: Transition) -> dict[str, Any]:
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


def resolution_bean(show: Representation, resolution: Resolution) -> dict[str, Any]:
    """A resolution."""
    return {
        "self": show.url(f"resolution/{resolution.id}"),
        "id": resolution.id,
        "description": "",
        "name": resolution.name,
    }


def priority_bean(show: Representation, priority: Priority) -> dict[str, Any]:
    """A priority."""
    return {
        "self": show.url(f"priority/{priority.id}"),
        "statusColor": priority.colour,
        "description": "",
        "iconUrl": f"{show.base}/images/icons/priorities/{priority.name.lower()}.svg",
        "name": priority.name,
        "id": priority.id,
    }


def issue_type_bean(show: Representation, issue_type: IssueType) -> dict[str, Any]:
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
