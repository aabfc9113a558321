"""Comments and worklogs of an issue: list, get and add."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import json_object
from token_conformance.edge.products.jira.answers import InvalidFieldsError, Window
from token_conformance.edge.products.jira.issue_bean import comment_bean, parse_duration, worklog_bean
from token_conformance.edge.products.jira.view import ApiVersion, View, timestamp
from token_conformance.edge.tenant.adf import Document

MAX_SECONDS = 2**31 - 1
"""The longest time that a worklog can have, in seconds."""

_TIMESTAMP = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}[+-]\d{4}", re.ASCII)


async def list_comments(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/comment`."""
    view, api = View.of(request), ApiVersion.of(request)
    issue, window = view.issue(request), Window.of(request, default_size=100)
    return JSONResponse(
        window.named_page("comments", issue.comments, lambda each: comment_bean(api, view.jira, issue, each))
    )


async def get_comment(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/comment/{id}`."""
    view = View.of(request)
    issue = view.issue(request)
    comment = view.require_by_id("Comment", issue.comments, request.path_params["id"])
    return JSONResponse(comment_bean(ApiVersion.of(request), view.jira, issue, comment))


async def add_comment(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/comment`."""
    view, api = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    author = view.require_account("You do not have permission to comment on this issue.")
    text = api.parse_comment((await json_object(request)).get("body"))
    comment = view.jira.add_comment(issue, author, text)
    return JSONResponse(comment_bean(api, view.jira, issue, comment), 201)


async def list_worklogs(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/worklog`."""
    view, api = View.of(request), ApiVersion.of(request)
    issue, window = view.issue(request), Window.of(request, default_size=5000)
    return JSONResponse(
        window.named_page("worklogs", issue.worklogs, lambda each: worklog_bean(api, view.jira, issue, each))
    )


async def get_worklog(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/worklog/{id}`."""
    view = View.of(request)
    issue = view.issue(request)
    worklog = view.require_by_id("Worklog", issue.worklogs, request.path_params["id"])
    return JSONResponse(worklog_bean(ApiVersion.of(request), view.jira, issue, worklog))


async def add_worklog(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/worklog`."""
    view, api = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    author = view.require_account("You do not have permission to log work on this issue.")
    body = await json_object(request)
    worklog = view.jira.add_worklog(issue, author, _time_spent(body), _started(body), _comment(body, api))
    return JSONResponse(worklog_bean(api, view.jira, issue, worklog), 201)


def _time_spent(body: Mapping[str, Any]) -> int:
    """The time spent in seconds; the body has it in seconds or as `1h 30m`. Raises InvalidFieldsError."""
    seconds = body.get("timeSpentSeconds")
    duration = body.get("timeSpent")
    try:
        if isinstance(duration, str):
            seconds = parse_duration(duration)
    except ValueError as error:
        raise InvalidFieldsError({"timeLogged": str(error)}) from None
    if not isinstance(seconds, int) or isinstance(seconds, bool) or not 0 < seconds <= MAX_SECONDS:
        raise InvalidFieldsError({"timeLogged": "You must indicate the time spent working."})
    return seconds


def _started(body: Mapping[str, Any]) -> str:
    """When the work started; now, if the body does not say. Raises InvalidFieldsError."""
    started = body.get("started")
    if started is None:
        return timestamp(datetime.now(UTC))
    if not isinstance(started, str) or not _TIMESTAMP.fullmatch(started):
        raise InvalidFieldsError({"started": "Specify the time as yyyy-MM-dd'T'HH:mm:ss.SSSZ."})
    return started


def _comment(body: Mapping[str, Any], api: ApiVersion) -> Document | None:
    return None if body.get("comment") is None else api.parse_comment(body["comment"])
