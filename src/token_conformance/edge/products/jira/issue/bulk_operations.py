"""Operations on many issues that Jira does in a task: move, transition, watch, unwatch and delete; and the task.

The model does each at once, so that its task is complete when it can be asked for. Version 3 of the API alone has them.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, member
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.handler import Handler, honours
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.view import View
from token_conformance.edge.tenant.issue import BulkTask, Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import TRANSITIONS, Transition

_MOST_ISSUES = 1000
_CHOSEN: dict[str, Shape] = {"selectedIssueIdsOrKeys": [ID]}
_NOT_ALLOWED = "You do not have permission to change issues in bulk."

Change = Callable[[Jira, Issue, str], None]
"""What is done to an issue, in the name of an account."""


def _of_chosen(change: Change) -> Handler:
    """The operation that does something to each of the chosen issues; nobody is sent a mail."""

    @honours(body=_CHOSEN)
    async def answer(request: Request) -> Response:
        body = await json_object(request)
        return _done(request, [(_names(body, "selectedIssueIdsOrKeys"), change)])

    return answer


def _watch(_: Jira, issue: Issue, account_id: str) -> None:
    issue.watchers += [account_id] if account_id not in issue.watchers else []


def _unwatch(_: Jira, issue: Issue, account_id: str) -> None:
    issue.watchers = [each for each in issue.watchers if each != account_id]


@honours(body={"bulkTransitionInputs": [{**_CHOSEN, "transitionId": ID}]})
async def transition(request: Request) -> Response:
    """Answer `POST bulk/issues/transition`: each input has a transition and its issues."""
    inputs = member(await json_object(request), "bulkTransitionInputs")
    return _done(request, [(_names(each, "selectedIssueIdsOrKeys"), _by(_transition(each))) for each in inputs])


def _transition(given: dict[str, Any]) -> Transition:
    wanted = str(given.get("transitionId"))
    found = next((each for each in TRANSITIONS if each.id == wanted), None)
    if found is None:
        raise ApiError(400, f"Transition id '{wanted}' is not valid.")
    return found


def _by(chosen: Transition) -> Change:
    return lambda jira, issue, account_id: jira.transition(issue, chosen.to, account_id)


@honours("issueIdsOrKeys")
async def list_transitions(request: Request) -> Response:
    """Answer `GET bulk/issues/transition`: all issues have the same workflow, so all transitions are available."""
    view, names = View.of(request), requested_fields(request, "issueIdsOrKeys")
    found = [view.jira.issue(each) for each in names]
    if not names or None in found:
        raise ApiError(400, "'issueIdsOrKeys' must name issues that exist.")
    transitions = [
        {"transitionId": int(each.id), "transitionName": each.to.name}
        | {"to": {"statusId": int(each.to.id), "statusName": each.to.name}}
        for each in TRANSITIONS
    ]
    keys = [issue.key for issue in found if issue]
    group = {"issues": keys, "isTransitionsFiltered": False, "transitions": transitions}
    return JSONResponse({"availableTransitions": [group]})


@honours(body={"targetToSourcesMapping": {"*": {"issueIdsOrKeys": [ID]}}})
async def move(request: Request) -> Response:
    """Answer `POST bulk/issues/move` within a project: an issue gets another type.

    Raises NotModelledError for a move to another project, which gives an issue another key.
    """
    view, targets = View.of(request), member(await json_object(request), "targetToSourcesMapping")
    moves = [(_names(each, "issueIdsOrKeys"), name) for name, each in targets.items()]
    return _done(request, [(names, _move(view, name, names)) for names, name in moves])


def _move(view: View, target: str, names: list[str]) -> Change:
    """The change to a target such as `PROJECT,10001`. Raises ApiError (400 or 501)."""
    name, _, rest = target.partition(",")
    type_id, has_parent, _ = rest.partition(",")
    if has_parent:
        raise NotModelledError("The local model does not know how issues are moved below a parent.")
    project = view.jira.project(name)
    kind = next((each for each in project.kind.issue_types if each.id == type_id), None) if project else None
    if project is None or kind is None:
        raise ApiError(400, f"'{target}' is not a project and an issue type of it.")
    if any(issue.project is not project for issue in map(view.jira.issue, names) if issue):
        raise NotModelledError("The local model does not know how an issue is moved to another project.")
    return lambda jira, issue, account_id: jira.edit(issue, {"issuetype": kind}, account_id)


def _done(request: Request, parts: Iterable[tuple[list[str], Change]]) -> Response:
    """Do all parts, and name the task."""
    view = View.of(request)
    caller = view.require_account(_NOT_ALLOWED)
    planned = [(name, change) for names, change in parts for name in names]
    found = [(view.jira.issue(name), change) for name, change in planned]
    changed = list(_changed(view.jira, found, caller))
    task = BulkTask(view.jira.next_id(BulkTask), caller, view.jira.now(), changed, len(planned) - len(changed))
    view.jira.bulk_tasks[task.id] = task
    return JSONResponse({"taskId": task.id}, 201)


def _names(body: dict[str, Any], name: str) -> list[str]:
    names = body.get(name, [])
    if not 0 < len(names) <= _MOST_ISSUES:
        raise ApiError(400, f"'{name}' must have 1 to {_MOST_ISSUES} ids or keys of issues.")
    return [str(each) for each in names]


def _changed(jira: Jira, found: Iterable[tuple[Issue | None, Change]], caller: str) -> Iterator[int]:
    for issue, change in found:
        if issue is not None:
            change(jira, issue, caller)
            yield int(issue.id)


@honours()
async def get_task(request: Request) -> Response:
    """Answer `GET bulk/queue/{taskId}`."""
    view = View.of(request)
    task = view.require("Task", view.jira.bulk_tasks.get(request.path_params["taskId"]))
    time = int(task.done.timestamp() * 1000)
    return JSONResponse(
        {
            "taskId": task.id,
            "status": "COMPLETE",
            "progressPercent": 100,
            "submittedBy": {"accountId": task.author},
            "created": time,
            "started": time,
            "updated": time,
            "processedAccessibleIssues": task.changed,
            "failedAccessibleIssues": {},
            "invalidOrInaccessibleIssueCount": task.not_found,
            "totalIssueCount": len(task.changed) + task.not_found,
        }
    )


HANDLERS = {
    "POST bulk/issues/move": move,
    "GET bulk/issues/transition": list_transitions,
    "POST bulk/issues/transition": transition,
    "POST bulk/issues/watch": _of_chosen(_watch),
    "POST bulk/issues/unwatch": _of_chosen(_unwatch),
    "POST bulk/issues/delete": _of_chosen(lambda jira, issue, _: jira.delete_issue(issue)),
    "GET bulk/queue/{taskId}": get_task,
}
