"""Lists of issues of boards, backlogs, sprints and epics.

`/rest/agile/1.0` divides them into pages by position, and its successor `/rest/software/1.0` by token.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.not_modelled import not_modelled
from token_conformance.edge.products.api import ApiError, Call, whole_number
from token_conformance.edge.products.handler import Answer, Handler, honours
from token_conformance.edge.products.jira.answers import Window
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.jql.search import search
from token_conformance.edge.products.jira_software.beans import agile_issue_bean
from token_conformance.edge.products.jira_software.lookup import board_of, epic_of, software_of, sprint_of
from token_conformance.edge.tenant.issue import Issue

Source = Callable[[Request], list[Issue]]

MAX_PAGE_SIZE = 5000
_DEFAULT_PAGE_SIZE = 50
_TOKEN = re.compile(rb"position:(\d{1,9})", re.ASCII)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
_ORDER = re.compile(r"\border\s+by\b", re.IGNORECASE)


def _on_board(request: Request, issues: list[Issue]) -> list[Issue]:
    return _both(software_of(request).issues_of(board_of(request)), issues)


def _both(issues: list[Issue], others: list[Issue]) -> list[Issue]:
    """The issues that are in both lists, in the order of the first."""
    keys = {issue.key for issue in others}
    return [issue for issue in issues if issue.key in keys]


def _planned(request: Request) -> list[Issue]:
    software, keys = software_of(request), sprint_of(request).issue_keys
    return software.ranked(issue for issue in software.jira.issues.values() if issue.key in keys)


SOURCES: Mapping[str, Source] = {
    "board/{boardId}/issue": lambda request: software_of(request).issues_of(board_of(request)),
    "board/{boardId}/backlog": lambda request: software_of(request).backlog_of(board_of(request)),
    "board/{boardId}/sprint/{sprintId}/issue": lambda request: _on_board(request, _planned(request)),
    "board/{boardId}/epic/none/issue": lambda request: _on_board(request, software_of(request).issues_of_epic(None)),
    "board/{boardId}/epic/{epicId}/issue": lambda request: _on_board(
        request, software_of(request).issues_of_epic(epic_of(request))
    ),
    "sprint/{sprintId}/issue": _planned,
    "epic/none/issue": lambda request: software_of(request).issues_of_epic(None),
    "epic/{epicIdOrKey}/issue": lambda request: software_of(request).issues_of_epic(epic_of(request)),
}
"""The issues of each list, by the path after `/rest/agile/1.0/` or `/rest/software/1.0/`, by rank."""


def by_position(source: Source) -> Handler:
    """The list as `/rest/agile/1.0` answers it: pages by `startAt`."""

    async def answer(request: Request) -> Response:
        window, issues = Window.of(request), _found(request, source)
        fields = requested_fields(request)
        return JSONResponse(
            {
                "expand": "names,schema",
                **window.named_page("issues", issues, lambda each: agile_issue_bean(Call.of(request), each, fields)),
            }
        )

    return honours("startAt maxResults jql validateQuery fields")(_validating(answer))


def by_token(source: Source) -> Handler:
    """The list as `/rest/software/1.0` answers it: pages by `nextPageToken`.

    Every answer of the model knows the latest change, so there is nothing to reconcile.
    """

    async def answer(request: Request) -> Response:
        size = min(whole_number(request, "maxResults", _DEFAULT_PAGE_SIZE, minimum=1), MAX_PAGE_SIZE)
        start, issues = _position(request), _found(request, source)
        end = start + size
        fields = requested_fields(request)
        next_page = {"nextPageToken": _token(end)} if end < len(issues) else {}
        beans = [agile_issue_bean(Call.of(request), each, fields) for each in issues[start:end]]
        return JSONResponse({"expand": "names,schema", "issues": beans, "isLast": not next_page, **next_page})

    return honours("nextPageToken maxResults jql validateQuery fields reconcileIssues")(_validating(answer))


def count(source: Source) -> Handler:
    """The number of issues of a list."""

    async def answer(request: Request) -> Response:
        return JSONResponse({"count": len(_found(request, source))})

    return honours("jql")(answer)


def _validating(answer: Answer) -> Answer:
    """An answer to requests that let Jira check their JQL, as it does without `validateQuery`."""

    async def checked(request: Request) -> Response:
        value = request.query_params.get("validateQuery", "true")
        if value.lower() != "true":
            return not_modelled(f"The local model does not know the answer with validateQuery={value}.")
        return await answer(request)

    return checked


def _found(request: Request, source: Source) -> list[Issue]:
    """The issues of a list that the JQL of a request finds, in its order if it has one, else by rank."""
    issues, jql = source(request), request.query_params.get("jql", "")
    if not jql.strip():
        return issues
    found = search(Call.of(request), jql)
    if _ORDER.search(_QUOTED.sub("", jql)):
        return _both(found, issues)
    return _both(issues, found)


def _token(position: int) -> str:
    return urlsafe_b64encode(f"position:{position}".encode()).decode()


def _position(request: Request) -> int:
    """The position that a page starts at. Raises ApiError (400) for a token that no page of a list has told."""
    token = request.query_params.get("nextPageToken")
    if token is None:
        return 0
    try:
        told = _TOKEN.fullmatch(urlsafe_b64decode(token))
    except ValueError:
        told = None
    if told is None:
        raise ApiError(400, "The 'nextPageToken' is not one that a page of this list has told.")
    return int(told[1])
