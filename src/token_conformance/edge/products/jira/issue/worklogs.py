"""Worklogs of an issue: list, get, add, change and delete, and worklogs by their ids or the time of their change."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object, no_content, whole_number
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.activity_bean import parse_duration, worklog_bean
from token_conformance.edge.products.jira.answers import InvalidFieldsError, Window, refuse_members
from token_conformance.edge.products.jira.issue.estimates import adjust
from token_conformance.edge.products.jira.view import TEXT, ApiVersion, View, timestamp
from token_conformance.edge.tenant.adf import Document
from token_conformance.edge.tenant.issue import Issue, Worklog

MAX_SECONDS = 2**31 - 1
"""The longest time that a worklog can have, in seconds."""

_LATEST = 10**15
"""A time in milliseconds after every worklog."""

_TIMESTAMP = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}[+-]\d{4}", re.ASCII)
_OTHER_MEMBERS = "visibility properties"

_BODY: dict[str, Shape] = {
    "timeSpent": str,
    "timeSpentSeconds": int,
    "started": str,
    "comment": TEXT | None,
    **dict.fromkeys(_OTHER_MEMBERS.split(), object),
}


@honours("startAt maxResults startedAfter startedBefore")
async def list_worklogs(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/worklog`."""
    view, api = View.of(request), ApiVersion.of(request)
    issue, window = view.issue(request), Window.of(request, default_size=5000)
    after, before = whole_number(request, "startedAfter", 0), whole_number(request, "startedBefore", _LATEST)
    found = [worklog for worklog in issue.worklogs if after <= _milliseconds(_start(worklog)) < before]
    return JSONResponse(window.named_page("worklogs", found, lambda each: worklog_bean(api, view.jira, issue, each)))


@honours()
async def get_worklog(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/worklog/{id}`."""
    issue, worklog = _worklog(request)
    return JSONResponse(worklog_bean(ApiVersion.of(request), View.of(request).jira, issue, worklog))


@honours("adjustEstimate newEstimate reduceBy notifyUsers overrideEditableFlag", body=_BODY)
async def add_worklog(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/worklog`."""
    view, api = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    author = view.require_account("You do not have permission to log work on this issue.")
    body = await json_object(request)
    refuse_members(body, _OTHER_MEMBERS)
    seconds, started, comment = _time_spent(body), _started(body), _comment(body, api)
    adjust(request, issue.fields["timetracking"], seconds)
    worklog = view.jira.add_worklog(issue, author, seconds, started, comment)
    return JSONResponse(worklog_bean(api, view.jira, issue, worklog), 201)


@honours("adjustEstimate newEstimate notifyUsers overrideEditableFlag", body=_BODY)
async def change_worklog(request: Request) -> Response:
    """Answer `PUT issue/{issueIdOrKey}/worklog/{id}`, which changes what the body has."""
    view, api = View.of(request), ApiVersion.of(request)
    issue, worklog = _worklog(request)
    body = await json_object(request)
    refuse_members(body, _OTHER_MEMBERS)
    seconds = _time_spent(body) if {"timeSpent", "timeSpentSeconds"} & body.keys() else worklog.seconds
    started = _started(body) if "started" in body else worklog.started
    comment = _comment(body, api) if "comment" in body else worklog.comment
    adjust(request, issue.fields["timetracking"], seconds - worklog.seconds)
    worklog.seconds, worklog.started, worklog.comment = seconds, started, comment
    worklog.editor = view.require_account("You do not have permission to edit this worklog.")
    worklog.updated = view.jira.now()
    return JSONResponse(worklog_bean(api, view.jira, issue, worklog))


@honours("adjustEstimate newEstimate increaseBy notifyUsers overrideEditableFlag")
async def delete_worklog(request: Request) -> Response:
    """Answer `DELETE issue/{issueIdOrKey}/worklog/{id}`."""
    issue, worklog = _worklog(request)
    adjust(request, issue.fields["timetracking"], -worklog.seconds)
    View.of(request).jira.delete_worklog(issue, worklog)
    return no_content()


@honours(body={"ids": [ID]})
async def list_by_ids(request: Request) -> Response:
    """Answer `POST worklog/list`: the worklogs with these ids."""
    jira, api, body = View.of(request).jira, ApiVersion.of(request), await json_object(request)
    if "ids" not in body:
        raise ApiError(400, "The 'ids' of the worklogs are required.")
    wanted = {str(each) for each in body["ids"]}
    every = [(issue, worklog) for issue in jira.issues.values() for worklog in issue.worklogs]
    return JSONResponse([worklog_bean(api, jira, *each) for each in every if each[1].id in wanted])


@honours("since")
async def list_updated(request: Request) -> Response:
    """Answer `GET worklog/updated`: the worklogs that were added or changed since a time."""
    worklogs = [worklog for issue in View.of(request).jira.issues.values() for worklog in issue.worklogs]
    return _changed(request, {worklog.id: worklog.updated for worklog in worklogs})


@honours("since")
async def list_deleted(request: Request) -> Response:
    """Answer `GET worklog/deleted`: the worklogs that were deleted since a time."""
    return _changed(request, View.of(request).jira.deleted_worklogs)


def _changed(request: Request, times: Mapping[str, datetime]) -> Response:
    """The worklogs whose time is `since` or later, as one page that is the last."""
    since = whole_number(request, "since", 0)
    found = sorted((_milliseconds(time), int(number)) for number, time in times.items() if _milliseconds(time) >= since)
    values = [{"worklogId": number, "updatedTime": time, "properties": []} for time, number in found]
    link = f"{Call.of(request).base}{request.url.path}?since={since}"
    until = values[-1]["updatedTime"] if values else since
    return JSONResponse({"values": values, "since": since, "until": until, "self": link, "lastPage": True})


def _worklog(request: Request) -> tuple[Issue, Worklog]:
    """The issue and the worklog in the request's path. Raises ApiError (404)."""
    view = View.of(request)
    issue = view.issue(request)
    return issue, view.require_by_id("Worklog", issue.worklogs, request.path_params["id"])


def _milliseconds(time: datetime) -> int:
    return int(time.timestamp() * 1000)


def _start(worklog: Worklog) -> datetime:
    return datetime.strptime(worklog.started, "%Y-%m-%dT%H:%M:%S.%f%z")


def _time_spent(body: Mapping[str, Any]) -> int:
    """The time spent in seconds; the body has it in seconds or as `1h 30m`. Raises InvalidFieldsError."""
    seconds: int | None = body.get("timeSpentSeconds")
    duration = body.get("timeSpent")
    try:
        if duration is not None:
            seconds = parse_duration(duration)
    except ValueError as error:
        raise InvalidFieldsError({"timeLogged": str(error)}) from None
    if seconds is None or not 0 < seconds <= MAX_SECONDS:
        raise InvalidFieldsError({"timeLogged": "You must indicate the time spent working."})
    return seconds


def _started(body: Mapping[str, Any]) -> str:
    """When the work started; now, if the body does not say. Raises InvalidFieldsError."""
    started: str | None = body.get("started")
    if started is None:
        return timestamp(datetime.now(UTC))
    if not _TIMESTAMP.fullmatch(started) or not _is_time(started):
        raise InvalidFieldsError({"started": "Specify the time as yyyy-MM-dd'T'HH:mm:ss.SSSZ."})
    return started


def _is_time(text: str) -> bool:
    try:
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f%z").timestamp()
    except (ValueError, OverflowError):
        return False
    return True


def _comment(body: Mapping[str, Any], api: ApiVersion) -> Document | None:
    return None if body.get("comment") is None else api.parse_comment(body["comment"])
