"""The project of the Jira platform with its issue: one that the most requirements can read."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from token_conformance.live.discovery import issues
from token_conformance.live.discovery.ask import Ask, Body, NotShownError, items_of
from token_conformance.live.discovery.boards import Board
from token_conformance.live.discovery.findings import Findings, quoted
from token_conformance.live.discovery.issues import PIECES, Issue
from token_conformance.live.discovery.project_list import Projects
from token_conformance.model.cell import Product

_PLATFORM = Product.JIRA_PLATFORM
_MOST_LOOKED_AT = 3
_SCRUM_WEIGHT = 4
"""How many requirements more a project with a scrum board serves than one without it."""

_PARTS = {"version": "versions", "component": "components"}
"""By need, the member of a project that meets it."""


def choose(ask: Ask, findings: Findings, projects: Projects, boards: Sequence[Board]) -> None:
    """Choose the project, an issue of it, and the attachment of that issue."""
    keys = _candidates(findings, projects, boards)
    if not keys:
        for name in ("project_key", "issue_key", "attachment_id"):
            findings.lack(name, "the account sees no project")
        return
    best = _best(_issues(ask, findings, keys))
    scrum = {board.project_key for board in boards if board.is_scrum}
    weights = {key: _SCRUM_WEIGHT * (key in scrum) + _pieces(best.get(key)) for key in keys}
    ranked = sorted(keys, key=lambda key: (-weights[key], key))[:_MOST_LOOKED_AT]
    details = {key: _detail(ask, key) for key in ranked}
    chosen = max(ranked, key=lambda key: (weights[key] + _parts(details[key]), -ranked.index(key)))
    findings.find("project_key", chosen, f"project {quoted(details[chosen].get('name') or projects.name(chosen))}")
    for need, member in _PARTS.items():
        if details[chosen] and not items_of(details[chosen], member):
            findings.lack(need, f"the project {chosen} has no {need}")
    if findings.is_unset("issue_key", "attachment_id"):
        _note_issue(findings, chosen, best.get(chosen))


def _candidates(findings: Findings, projects: Projects, boards: Sequence[Board]) -> list[str]:
    """The keys of the projects to choose from: the one that is set, else those of software, with a board if any has."""
    if given := findings.given.get("project_key") or findings.given.get("issue_key", "").rpartition("-")[0]:
        return [given]
    with_board = {board.project_key for board in boards if board.project_key}
    if "board_id" in findings.given and with_board:
        return sorted(with_board)
    software = projects.of_kind("software")
    return sorted({*software} & with_board) or sorted(software or projects.of_any_kind())


def _issues(ask: Ask, findings: Findings, keys: Iterable[str]) -> list[Issue]:
    """The issues to choose from; none if the user has chosen the issue and its attachment."""
    if not findings.is_unset("issue_key", "attachment_id"):
        return []
    given = findings.given.get("issue_key")
    return issues.read(ask, given) if given else issues.found_in(ask, keys)


def _best(found: Iterable[Issue]) -> Mapping[str, Issue]:
    """The issue with the most pieces of each project; the first of several."""
    best: dict[str, Issue] = {}
    for issue in found:
        if _pieces(issue) > _pieces(best.get(issue.project_key)):
            best[issue.project_key] = issue
    return best


def _pieces(issue: Issue | None) -> int:
    """How many requirements an issue serves; an issue without pieces serves more than none."""
    return 1 + len(issue.pieces) if issue else 0


def _detail(ask: Ask, key: str) -> Body:
    """What a project shows; nothing if it is not shown, which the preflight reports."""
    try:
        return ask.get(_PLATFORM, "/rest/api/3/project/{projectIdOrKey}", {"projectIdOrKey": key})
    except NotShownError:
        return {}


def _parts(detail: Body) -> int:
    return sum(bool(items_of(detail, member)) for member in _PARTS.values())


def _note_issue(findings: Findings, project: str, issue: Issue | None) -> None:
    if issue:
        findings.find("issue_key", issue.key, issue.what)
    findings.lack("issue_key", f"the account sees no issue in the project {project}")
    has: Collection[str] = issue.pieces if issue else ()
    name = findings.value("issue_key") or f"the project {project}"
    if issue and issue.attachment:
        file = issue.attachment
        findings.find("attachment_id", file["id"], f"attachment {quoted(file.get('filename', ''))} of {issue.key}")
    for piece in PIECES:
        if piece not in has:
            need = "attachment_id" if piece == "attachment" else piece
            findings.lack(need, f"{name} has no {piece}")
    if len(has) < len(PIECES) and findings.given.keys().isdisjoint({"issue_key", "attachment_id"}):
        findings.places["issue_key"] = project
