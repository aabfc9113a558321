"""Tasks, which are check boxes on pages, in version 2 of Confluence's API."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, caller, json_object, member, whole_number
from token_conformance.edge.products.confluence.answers import is_on, matches
from token_conformance.edge.products.confluence.v2.answers import PAGING, body_format, page
from token_conformance.edge.products.confluence.v2.beans import task_bean
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Task

_IDS = "task-id space-id page-id blogpost-id status created-by assigned-to completed-by"
_TIMES = "created-at-from created-at-to due-at-from due-at-to completed-at-from completed-at-to"
_STATUSES = ("complete", "incomplete")


@honours(f"{PAGING} body-format include-blank-tasks {_IDS} {_TIMES}")
async def list_tasks(request: Request) -> Response:
    """List the tasks; nearly every query parameter narrows the list. No task is assigned or has a due date."""
    shown = [task for task in Call.of(request).state.confluence.tasks if _is_wanted(request, task)]
    wanted = body_format(request)
    return page(request, shown, lambda task: task_bean(task, wanted))


def _is_wanted(request: Request, task: Task) -> bool:
    return (
        _is_in_place(request, task)
        and matches(request, "task-id", task.id)
        and matches(request, "status", _STATUSES[0] if task.completed else _STATUSES[1])
        and matches(request, "created-by", task.author)
        and matches(request, "assigned-to")
        and matches(request, "completed-by", task.completed_by)
        and _is_between(request, "created-at", task.created)
        and _is_between(request, "due-at", None)
        and _is_between(request, "completed-at", task.completed)
        and (bool(task.body) or is_on(request, "include-blank-tasks", default=True))
    )


def _is_in_place(request: Request, task: Task) -> bool:
    """Whether a task is in a space and on a page or blog post that the request names; either of the two is enough."""
    query, content = request.query_params, task.content
    named = [name for name in ("page-id", "blogpost-id") if name in query]
    of_type = "page-id" if content.type == "page" else "blogpost-id"
    is_on_content = not named or (of_type in named and matches(request, of_type, content.id))
    return is_on_content and matches(request, "space-id", content.space.id)


def _is_between(request: Request, name: str, time: datetime | None) -> bool:
    """Whether a time is in the range of two query parameters, in milliseconds since 1970, both ends included."""
    first, last = f"{name}-from", f"{name}-to"
    if first not in request.query_params and last not in request.query_params:
        return True
    if time is None:
        return False
    at = int(time.timestamp() * 1000)
    return whole_number(request, first, at) <= at <= whole_number(request, last, at)


@honours("body-format")
async def get_task(request: Request) -> Response:
    """Get a task."""
    return JSONResponse(task_bean(_task(request), body_format(request)))


@honours("body-format", body={"status": str})
async def update_task(request: Request) -> Response:
    """Tick a task, or take its tick away."""
    task, body, now = _task(request), await json_object(request), Call.of(request).state.confluence.now()
    status = member(body, "status")
    if status not in _STATUSES:
        raise ApiError(400, f"'status' must be one of {', '.join(_STATUSES)}.")
    is_complete = status == _STATUSES[0]
    task.completed, task.completed_by = (now, caller(request)) if is_complete else (None, None)
    task.updated = now
    return JSONResponse(task_bean(task, body_format(request)))


def _task(request: Request) -> Task:
    """The task in the path. Raises ApiError (404)."""
    tasks = Call.of(request).state.confluence.tasks
    found = next((task for task in tasks if task.id == request.path_params["id"]), None)
    if found is None:
        raise ApiError(404)
    return found
