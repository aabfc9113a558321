"""The boards of Jira Software: a scrum board of the chosen project, with a sprint and issues in its backlog."""

from collections.abc import Sequence
from dataclasses import dataclass

from token_conformance.live.discovery.ask import Ask, Body, NotShownError, by_number, items_of, part_of
from token_conformance.live.discovery.findings import Findings, quoted
from token_conformance.model.cell import Product

_PRODUCT = Product.JIRA_SOFTWARE
_BOARDS = "/rest/agile/1.0/board"
_BOARD = f"{_BOARDS}/{{boardId}}"
_MOST = 50
_MOST_LOOKED_AT = 3
_STATES = ("active", "closed", "future")
"""The states of a sprint, the most telling first."""


@dataclass(frozen=True)
class Board:
    """A board with the key of its project, which is empty if the board shows none."""

    id: int
    name: str
    project_key: str
    is_scrum: bool


def find(ask: Ask, findings: Findings) -> list[Board]:
    """The scrum boards that the account sees, or else its other boards, in the order of their ids.

    Without a board, Jira Software is left out, with the reason.
    """
    if _PRODUCT in findings.absent or not findings.is_unset("project_key", "board_id", "sprint_id"):
        return []
    project = findings.given.get("project_key")
    within = {"projectKeyOrId": project} if project else {}
    try:
        found = _given(ask, findings) or ask.items(
            _PRODUCT, _BOARDS, "values", type="scrum", maxResults=_MOST, **within
        )
        found = found or ask.items(_PRODUCT, _BOARDS, "values", maxResults=_MOST, **within)
    except NotShownError as error:
        _leave_out(findings, str(error))
        return []
    if not found:
        _leave_out(findings, "the account sees no board" + (f" of the project {project}" if project else ""))
    return [_board(body) for body in by_number(found)]


def choose(ask: Ask, findings: Findings, boards: Sequence[Board]) -> None:
    """Choose a board of the chosen project, with a sprint if one of the first boards has any."""
    project = findings.value("project_key")
    own = [board for board in boards if board.project_key == project][:_MOST_LOOKED_AT]
    if not own:
        if boards:
            _leave_out(findings, f"the account sees no board of the project {project}")
        return
    sprints = _sprints(ask, own) if findings.is_unset("sprint_id") else {}
    chosen = next((board for board in own if board.id in sprints), own[0])
    kind = "scrum board" if chosen.is_scrum else "board"
    findings.find("board_id", chosen.id, f"{kind} {quoted(chosen.name)} of the project {project}")
    if sprint := sprints.get(chosen.id):
        findings.find("sprint_id", sprint["id"], f"{sprint['state']} sprint of that board")
    findings.lack("sprint_id", f"the first boards of the project {project} show no sprint")
    _look_at_issues(ask, findings)


def _leave_out(findings: Findings, reason: str) -> None:
    """Leave the product out, unless the user has set its board, which the preflight reports."""
    if findings.is_unset("board_id"):
        findings.absent[_PRODUCT] = reason


def _given(ask: Ask, findings: Findings) -> list[Body]:
    """The board that the user has set, if any."""
    board = findings.given.get("board_id")
    return [ask.get(_PRODUCT, _BOARD, {"boardId": board})] if board else []


def _board(body: Body) -> Board:
    project = part_of(body, "location").get("projectKey", "")
    return Board(int(body["id"]), str(body.get("name", "")), str(project), body.get("type") == "scrum")


def _sprints(ask: Ask, boards: Sequence[Board]) -> dict[int, Body]:
    """The sprint of the first board that has one; a board without sprints refuses to list them."""
    for board in boards:
        try:
            body = ask.get(_PRODUCT, f"{_BOARD}/sprint", {"boardId": board.id}, maxResults=_MOST)
        except NotShownError:
            continue
        sprints = [one for one in by_number(items_of(body, "values")) if one.get("state") in _STATES]
        if sprints:
            return {board.id: min(sprints, key=lambda one: _STATES.index(one["state"]))}
    return {}


def _look_at_issues(ask: Ask, findings: Findings) -> None:
    """Note whether issues are in the backlog of the board, and on it."""
    names = {"boardId": findings.value("board_id")}
    if ask.has_some(_PRODUCT, f"{_BOARD}/backlog", "issues", names, maxResults=1):
        return
    findings.lack("backlog", "the backlog of the board is empty")
    if not ask.has_some(_PRODUCT, f"{_BOARD}/issue", "issues", names, maxResults=1):
        findings.lack("board-issue", "the board shows no issue")
