"""How Jira shows what people put on an issue: comments, worklogs, attachments."""

from typing import Any

from token_conformance.edge.products.jira.duration import spoken
from token_conformance.edge.products.jira.representation import Representation, time
from token_conformance.edge.products.jira.user_bean import user_bean
from token_conformance.edge.state.issue import Attachment, Comment, Issue, Worklog
from token_conformance.edge.state.jira import Jira


def comment_bean(show: Representation, jira: Jira, issue: Issue, comment: Comment) -> dict[str, Any]:
    """A comment."""
    author = user_bean(show, jira.users[comment.author])
    return {
        "self": show.url(f"issue/{issue.id}/comment/{comment.id}"),
        "id": comment.id,
        "author": author,
        "body": show.text(comment.body),
        "updateAuthor": author,
        "created": time(comment.created),
        "updated": time(comment.created),
        "jsdPublic": True,
    }


def worklog_bean(show: Representation, jira: Jira, issue: Issue, worklog: Worklog) -> dict[str, Any]:
    """A worklog; its comment is left out when there is none."""
    author = user_bean(show, jira.users[worklog.author])
    comment = {} if worklog.comment is None else {"comment": show.text(worklog.comment)}
    return comment | {
        "self": show.url(f"issue/{issue.id}/worklog/{worklog.id}"),
        "id": worklog.id,
        "issueId": issue.id,
        "author": author,
        "updateAuthor": author,
        "created": time(worklog.created),
        "updated": time(worklog.created),
        "started": worklog.started,
        "timeSpent": spoken(worklog.seconds),
        "timeSpentSeconds": worklog.seconds,
    }


def attachment_bean(show: Representation, jira: Jira, attachment: Attachment) -> dict[str, Any]:
    """An attachment, with where its content is."""
    return {
        "self": show.url(f"attachment/{attachment.id}"),
        "id": attachment.id,
        "filename": attachment.filename,
        "author": user_bean(show, jira.users[attachment.author]),
        "created": time(attachment.created),
        "size": len(attachment.content),
        "mimeType": attachment.mime_type,
        "content": show.url(f"attachment/content/{attachment.id}"),
    }
