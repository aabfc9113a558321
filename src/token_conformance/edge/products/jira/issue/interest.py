"""Who watches an issue, who has voted for it, and whom it is assigned to."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.body import ID
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import not_found
from token_conformance.edge.products.jira.beans import user_bean
from token_conformance.edge.products.jira.field_input import FieldInput
from token_conformance.edge.products.jira.issue_bean import votes_bean, watches_bean
from token_conformance.edge.products.jira.view import ApiVersion, View

NOT_ALLOWED = "You do not have permission to do this to the issue."


@honours()
async def get_watchers(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/watchers`."""
    view, api = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    watchers = [user_bean(api, view.jira.users[each]) for each in issue.watchers]
    return JSONResponse(watches_bean(api, issue, view.account_id) | {"watchers": watchers})


@honours()
async def add_watcher(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/watchers`: the account id in the body, or the caller, watches the issue."""
    view = View.of(request)
    issue, caller = view.issue(request), view.require_account(NOT_ALLOWED)
    account_id = await _account_id(request, caller)
    if account_id not in view.jira.users:
        raise not_found("User")
    if account_id not in issue.watchers:
        issue.watchers.append(account_id)
    return no_content()


@honours("accountId")
async def remove_watcher(request: Request) -> Response:
    """Answer `DELETE issue/{issueIdOrKey}/watchers?accountId=...`."""
    view = View.of(request)
    issue, account_id = view.issue(request), request.query_params.get("accountId")
    if not account_id:
        raise ApiError(400, "The query parameter 'accountId' is required.")
    view.user(account_id)
    issue.watchers = [each for each in issue.watchers if each != account_id]
    return no_content()


@honours()
async def get_votes(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/votes`."""
    view, api = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    voters = [user_bean(api, view.jira.users[each]) for each in issue.voters]
    return JSONResponse(votes_bean(api, issue, view.account_id) | {"voters": voters})


@honours()
async def add_vote(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/votes`; one who has voted already may do it again.

    The live tests of a public client (MrRefactoring/jira.js) show that the reporter may vote, too.
    """
    view = View.of(request)
    issue, caller = view.issue(request), view.require_account(NOT_ALLOWED)
    if caller not in issue.voters:
        issue.voters.append(caller)
    return no_content()


@honours()
async def remove_vote(request: Request) -> Response:
    """Answer `DELETE issue/{issueIdOrKey}/votes`; one who has not voted may do it, too (by the same tests)."""
    view = View.of(request)
    issue, caller = view.issue(request), view.require_account(NOT_ALLOWED)
    issue.voters = [each for each in issue.voters if each != caller]
    return no_content()


@honours(body={"accountId": str})
async def assign(request: Request) -> Response:
    """Answer `PUT issue/{issueIdOrKey}/assignee`; `null` leaves the issue unassigned."""
    view, api = View.of(request), ApiVersion.of(request)
    issue, caller = view.issue(request), view.require_account(NOT_ALLOWED)
    body = await json_object(request)
    wanted = {"accountId": body["accountId"]} if "accountId" in body else None
    view.jira.edit(issue, FieldInput(api, view, issue.project).read({"assignee": wanted}), caller)
    return no_content()


async def _account_id(request: Request, caller: str) -> Any:
    """The account id in the body, which is a JSON string or empty. Raises ApiError (400)."""
    body = await request.body()
    if not body.strip():
        return caller
    try:
        account_id = json.loads(body)
    except (ValueError, RecursionError):
        account_id = None
    if not isinstance(account_id, str):
        raise ApiError(400, "The request's body must be an account ID as a JSON string.")
    return account_id


@honours(body={"issueIds": [ID]})
async def list_watching(request: Request) -> Response:
    """Answer `POST issue/watching`: whether the caller watches each of the issues that there are."""
    view, ids = View.of(request), (await json_object(request)).get("issueIds", [])
    issues = view.visible(view.jira.issue(str(each)) for each in ids)
    watching = {issue.id: view.account_id in issue.watchers for issue in issues if issue}
    return JSONResponse({"issuesIsWatching": watching})
