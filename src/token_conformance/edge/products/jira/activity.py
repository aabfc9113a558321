"""Comments and worklogs of an issue: list them, read one, add one."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import json_object
from token_conformance.edge.products.jira.answers import InvalidFields, Window
from token_conformance.edge.products.jira.issue_bean import comment_bean, seconds, worklog_bean
from token_conformance.edge.products.jira.view import ApiVersion, View, time
from token_conformance.edge.tenant.adf import Document


async def list_comments(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/comment`."""
    view, show = View.of(request), ApiVersion.of(request)
    issue, window = view.issue(request), Window.of(request, usual=100)
    return JSONResponse(
        window.named_page("comments", issue.comments, lambda each: comment_bean(show, view.jira, issue, each))
    )


async def get_comment(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/comment/{id}`."""
    view = View.of(request)
    issue = view.issue(request)
    comment = view.with_id("Comment", issue.comments, request.path_params["id"])
    return JSONResponse(comment_bean(ApiVersion.of(request), view.jira, issue, comment))


async def add_comment(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/comment`."""
    view, show = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    author = view.author("You do not have permission to comment on this issue.")
    text = (await json_object(request)).get("body")
    try:
        comment = view.jira.add_comment(issue, author, show.written(text))
    except ValueError as fault:
        raise InvalidFields({"comment": str(fault)}) from None
    return JSONResponse(comment_bean(show, view.jira, issue, comment), 201)


LONGEST = 2**31 - 1
"""Seconds that a worklog can hold."""

_TIME = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}[+-]\d{4}", re.ASCII)


async def list_worklogs(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/worklog`."""
    view, show = View.of(request), ApiVersion.of(request)
    issue, window = view.issue(request), Window.of(request, usual=5000)
    return JSONResponse(
        window.named_page("worklogs", issue.worklogs, lambda each: worklog_bean(show, view.jira, issue, each))
    )


async def get_worklog(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/worklog/{id}`."""
    view = View.of(request)
    issue = view.issue(request)
    worklog = view.with_id("Worklog", issue.worklogs, request.path_params["id"])
    return JSONResponse(worklog_bean(ApiVersion.of(request), view.jira, issue, worklog))


async def add_worklog(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/worklog`."""
    view, show = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    author = view.author("You do not have permission to log work on this issue.")
    body = await json_object(request)
    worklog = view.jira.add_worklog(issue, author, _seconds(body), _started(body), _comment(body, show))
    return JSONResponse(worklog_bean(show, view.jira, issue, worklog), 201)


def _seconds(body: Mapping[str, Any]) -> int:
    """The time spent, told in seconds or as `1h 30m`. Raises InvalidFields."""
    amount = body.get("timeSpentSeconds")
    written = body.get("timeSpent")
    try:
        if isinstance(written, str):
            amount = seconds(written)
    except ValueError as fault:
        raise InvalidFields({"timeLogged": str(fault)}) from None
    if not isinstance(amount, int) or isinstance(amount, bool) or not 0 < amount <= LONGEST:
        raise InvalidFields({"timeLogged": "You must indicate the time spent working."})
    return amount


def _started(body: Mapping[str, Any]) -> str:
    """When the work started, which is now unless told. Raises InvalidFields."""
    started = body.get("started")
    if started is None:
        return time(datetime.now(UTC))
    if not isinstance(started, str) or not _TIME.fullmatch(started):
        raise InvalidFields({"started": "Specify the time as yyyy-MM-dd'T'HH:mm:ss.SSSZ."})
    return started


def _comment(body: Mapping[str, Any], show: ApiVersion) -> Document | None:
    try:
        return None if body.get("comment") is None else show.written(body["comment"])
    except ValueError as fault:
        raise InvalidFields({"comment": str(fault)}) from None
