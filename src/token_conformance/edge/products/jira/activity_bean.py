"""The JSON of the comments, worklogs and attachments of an issue, and how Jira writes a duration."""

import re
from typing import Any

from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.beans import user_bean
from token_conformance.edge.products.jira.view import ApiVersion, timestamp
from token_conformance.edge.tenant.adf import Document
from token_conformance.edge.tenant.html import to_html
from token_conformance.edge.tenant.issue import Attachment, Comment, Issue, Visibility, Worklog
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.wiki import UnknownMarkupError

UNITS = {"w": 5 * 8 * 3600, "d": 8 * 3600, "h": 3600, "m": 60}
"""The seconds in each unit of a duration; a day has 8 working hours and a week 5 days, as `GET configuration` says."""

_DURATION = re.compile(r"\d{1,6}[wdhm](?: ?\d{1,6}[wdhm])*", re.ASCII)


def rendered(text: Document) -> str:
    """A text as HTML. Raises NotModelledError for an unknown kind of node."""
    try:
        return to_html(text)
    except UnknownMarkupError as error:
        raise NotModelledError(f"The local model does not know how Jira renders {error}.") from None


def comment_bean(
    api: ApiVersion, jira: Jira, issue: Issue, comment: Comment, *, is_rendered: bool = False
) -> dict[str, Any]:
    """A comment; also as HTML, if it is to be rendered."""
    return {
        "self": api.url(f"issue/{issue.id}/comment/{comment.id}"),
        "id": comment.id,
        "author": user_bean(api, jira.users[comment.author]),
        "body": api.format_text(comment.body),
        **({"renderedBody": rendered(comment.body)} if is_rendered else {}),
        "updateAuthor": user_bean(api, jira.users[comment.editor]),
        "created": timestamp(comment.created),
        "updated": timestamp(comment.updated),
        "jsdPublic": True,
        **({"visibility": _visibility_bean(comment.visibility)} if comment.visibility else {}),
    }


def _visibility_bean(visibility: Visibility) -> dict[str, str]:
    return {"type": visibility.kind, "value": visibility.name, "identifier": visibility.id}


def worklog_bean(api: ApiVersion, jira: Jira, issue: Issue, worklog: Worklog) -> dict[str, Any]:
    """A worklog; one without a comment has no such member."""
    comment = {} if worklog.comment is None else {"comment": api.format_text(worklog.comment)}
    return comment | {
        "self": api.url(f"issue/{issue.id}/worklog/{worklog.id}"),
        "id": worklog.id,
        "issueId": issue.id,
        "author": user_bean(api, jira.users[worklog.author]),
        "updateAuthor": user_bean(api, jira.users[worklog.editor]),
        "created": timestamp(worklog.created),
        "updated": timestamp(worklog.updated),
        "started": worklog.started,
        "timeSpent": format_duration(worklog.seconds),
        "timeSpentSeconds": worklog.seconds,
    }


def attachment_bean(api: ApiVersion, jira: Jira, attachment: Attachment) -> dict[str, Any]:
    """An attachment, with the URL of its content."""
    return {
        "self": api.url(f"attachment/{attachment.id}"),
        "id": attachment.id,
        "filename": attachment.filename,
        "author": user_bean(api, jira.users[attachment.author]),
        "created": timestamp(attachment.created),
        "size": len(attachment.content),
        "mimeType": attachment.mime_type,
        "content": api.url(f"attachment/content/{attachment.id}"),
    }


def parse_duration(text: str) -> int:
    """The seconds in a duration such as `1h 30m`. Raises ValueError when Jira would not accept it."""
    if not _DURATION.fullmatch(text.strip()):
        raise ValueError("Invalid time duration entered.")
    return sum(int(part[:-1]) * UNITS[part[-1]] for part in re.findall(r"\d+[wdhm]", text))


def format_duration(seconds: int) -> str:
    """A number of seconds as Jira writes it, such as `1h 30m`, rounded down to minutes."""
    parts = []
    for unit, size in UNITS.items():
        number, seconds = divmod(seconds, size)
        parts.append(f"{number}{unit}" if number else "")
    return " ".join(filter(None, parts)) or "0m"
