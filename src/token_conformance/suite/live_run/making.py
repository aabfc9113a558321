"""What a tenant lacks, and a run with `--allow-writes` creates before its first cell and deletes at its end.

Everything goes through the write guard and into the journal, as do the things that are created for single cells.
"""

from collections.abc import Callable, Mapping

from token_conformance.errors import UnsafeWriteError
from token_conformance.exchange.client import Parts, RefusedError, require_success, value_in
from token_conformance.exchange.ids import issue_key, number_id
from token_conformance.exchange.journal import unique_title
from token_conformance.exchange.write_guard import WriteGuard
from token_conformance.live.discovery.findings import Findings, Thing
from token_conformance.live.settings import LiveSettings
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm

_ON_ISSUE = "POST /rest/api/3/issue/{issueIdOrKey}"
_ON_PAGE = "POST /wiki/rest/api/content/{id}"
_TEXT = {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [{"type": "text", "text": "A"}]}]}
_UPLOAD: Parts = {
    "files": {"file": ("conformance.txt", b"conformance", "text/plain")},
    "headers": {"X-Atlassian-Token": "no-check"},
}

Made = Mapping[str, str]
"""By need, what meets it: the value of a field, or nothing for what is on a thing."""


def made(guard: WriteGuard, settings: LiveSettings) -> LiveSettings:
    """The settings with the things that could be created where discovery found a place for them.

    What could not be created is missing, with the answer in its reason. Raises UserError if the journal cannot be
    written; nothing is created then.
    """
    things, lacking = dict(settings.found), dict(settings.lacking)
    for field, place in settings.places.items():
        try:
            values = _MAKERS[field](Maker(guard), place, settings)
        except (RefusedError, UnsafeWriteError) as refusal:
            lacking[field] = f"{lacking.get(field, 'it is missing')}, and none could be created: {refusal}"
            continue
        things |= {name: Thing(value, "created for this run", is_made=True) for name, value in values.items() if value}
        lacking = {need: reason for need, reason in lacking.items() if need not in values}
    return settings.with_found(Findings(settings.given, things, lacking))


class Maker:
    """Creates things with the unscoped token at the site; every method raises RefusedError if one is refused."""

    def __init__(self, guard: WriteGuard) -> None:
        self._guard = guard

    def issue(self, project: str, kind: str) -> str:
        """The key of a new issue of a project."""
        fields = {"project": {"key": project}, "issuetype": {"name": kind}, "summary": self._title()}
        answer = self._send("POST /rest/api/3/issue", {"json": {"fields": fields}})
        return value_in(answer, ("key",), issue_key)

    def full_issue(self, project: str) -> Made:
        """An issue with a comment, a worklog and an attachment."""
        key = self.issue(project, "Task")
        path: Parts = {"path": {"issueIdOrKey": key}}
        self._send(f"{_ON_ISSUE}/comment", {**path, "json": {"body": _TEXT}})
        self._send(f"{_ON_ISSUE}/worklog", {**path, "json": {"timeSpentSeconds": 60}})
        file = self._send(f"{_ON_ISSUE}/attachments", {**path, **_UPLOAD})
        attachment = value_in(file, (0, "id"), number_id)
        return {"issue_key": key, "attachment_id": attachment, "comment": "", "worklog": ""}

    def request(self, desk: str, kind: str) -> Made:
        """A request at a service desk."""
        values = {"summary": self._title()}
        body = {"serviceDeskId": desk, "requestTypeId": kind, "requestFieldValues": values}
        answer = self._send("POST /rest/servicedeskapi/request", {"json": body}, Product.JIRA_SERVICE_MANAGEMENT)
        return {"request_key": value_in(answer, ("issueKey",), issue_key)}

    def page(self, space: str) -> Made:
        """A page with an attachment and a label, outside of the tree below the home page of its space.

        No comment is added, because the suite cannot look at one.
        """
        body = {"spaceId": space, "status": "current", "title": self._title()}
        answer = self._send(
            "POST /wiki/api/v2/pages", {"json": body, "query": {"root-level": "true"}}, Product.CONFLUENCE
        )
        page = value_in(answer, ("id",), number_id)
        path: Parts = {"path": {"id": page}}
        self._send(f"{_ON_PAGE}/child/attachment", {**path, **_UPLOAD}, Product.CONFLUENCE)
        labels = [{"prefix": "global", "name": "conformance"}]
        self._send(f"{_ON_PAGE}/label", {**path, "json": labels}, Product.CONFLUENCE)
        return {"page_id": page, "page-attachment": "", "page-label": ""}

    def _title(self) -> str:
        title = unique_title()
        self._guard.allow(title)
        return title

    def _send(self, operation: str, parts: Parts, product: Product = Product.JIRA_PLATFORM) -> Answer:
        endpoint = Endpoint(product, "make", operation, writes=True)
        return require_success(self._guard.send(Cell(endpoint, Credential.UNSCOPED, UrlForm.SITE), **parts))


_MAKERS: Mapping[str, Callable[[Maker, str, LiveSettings], Made]] = {
    "issue_key": lambda maker, project, _: maker.full_issue(project),
    "business_issue_key": lambda maker, project, _: {"business_issue_key": maker.issue(project, "Task")},
    "idea_key": lambda maker, project, _: {"idea_key": maker.issue(project, "Idea")},
    "request_key": lambda maker, desk, settings: maker.request(desk, settings.tenant.request_type_id),
    "page_id": lambda maker, space, _: maker.page(space),
}
"""By field, what creates its thing in a place that discovery found."""
