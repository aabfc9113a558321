"""The search for the issue that the most requirements can read: one with a comment, a worklog and an attachment."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from token_conformance.live.discovery.ask import Ask, Body, NotShownError, by_number, items_of, part_of
from token_conformance.model.cell import Product

SEARCH = "/rest/api/3/search/jql"
PIECES = ("comment", "worklog", "attachment")
_FIELDS = ",".join(PIECES)
_MOST_ISSUES = 25

_CONDITIONS = (" AND attachments IS NOT EMPTY AND timespent > 0", " AND worklogAuthor IS NOT EMPTY", "")
"""The searches, the most promising first. A site that refuses one, for JQL differs between sites, gets the next."""


@dataclass(frozen=True)
class Issue:
    """An issue with the pieces that it has, and its smallest attachment, if any."""

    key: str
    pieces: frozenset[str]
    attachment: Body | None = None

    @property
    def project_key(self) -> str:
        """The key of its project."""
        return self.key.rpartition("-")[0]

    @property
    def what(self) -> str:
        """The issue in words."""
        has = [f"a {piece}" if piece != "attachment" else "an attachment" for piece in PIECES if piece in self.pieces]
        return f"issue with {', '.join(has)}" if has else "issue without a comment, a worklog and an attachment"


def found_in(ask: Ask, projects: Iterable[str]) -> list[Issue]:
    """Some issues of some projects, one with all pieces among them if a search finds one."""
    where = ", ".join(f'"{key}"' for key in projects)
    issues: list[Issue] = []
    for condition in _CONDITIONS if where else ():
        issues += _searched(ask, f"project in ({where}){condition}")
        if any(len(issue.pieces) == len(PIECES) for issue in issues):
            break
    return issues


def read(ask: Ask, key: str) -> list[Issue]:
    """The issue with a key; none if it is not shown, which the preflight reports."""
    try:
        body = ask.get(Product.JIRA_PLATFORM, "/rest/api/3/issue/{issueIdOrKey}", {"issueIdOrKey": key}, fields=_FIELDS)
    except NotShownError:
        return []
    return [_issue(body)]


def first_of(ask: Ask, projects: Collection[str]) -> str:
    """The key of the oldest issue of some projects; empty if none is shown."""
    where = ", ".join(f'"{key}"' for key in projects)
    return next((issue.key for issue in _searched(ask, f"project in ({where})", most=1)), "") if where else ""


def _searched(ask: Ask, condition: str, most: int = _MOST_ISSUES) -> list[Issue]:
    jql = f"{condition} ORDER BY created ASC, key ASC"
    try:
        found = ask.items(Product.JIRA_PLATFORM, SEARCH, "issues", jql=jql, fields=_FIELDS, maxResults=most)
    except NotShownError:
        return []
    return [_issue(body) for body in found if isinstance(body.get("key"), str)]


def _issue(body: Body) -> Issue:
    fields = part_of(body, "fields")
    files = by_number(items_of(fields, "attachment"))
    lists: Mapping[str, list[Any]] = {
        "comment": items_of(part_of(fields, "comment"), "comments"),
        "worklog": items_of(part_of(fields, "worklog"), "worklogs"),
        "attachment": files,
    }
    smallest = min(files, key=_size, default=None)
    return Issue(str(body.get("key", "")), frozenset(piece for piece, listed in lists.items() if listed), smallest)


def _size(attachment: Body) -> int:
    size = attachment.get("size")
    return size if isinstance(size, int) else 0
