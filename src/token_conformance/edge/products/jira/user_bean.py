"""How Jira shows people, and the avatars of anything."""

from typing import Any

from token_conformance.edge.products.jira.representation import Representation
from token_conformance.edge.state.user import User


def user_bean(show: Representation, user: User) -> dict[str, Any]:
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


def avatar_urls(show: Representation, kind: str) -> dict[str, str]:
    """Where the picture of a user or project is, by its size in pixels."""
    url = show.url(f"universal_avatar/view/type/{kind}/avatar/10400")
    sizes = {"48x48": "", "24x24": "?size=small", "16x16": "?size=xsmall", "32x32": "?size=medium"}
    return {size: url + query for size, query in sizes.items()}
