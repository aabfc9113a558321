"""Things that are created for one cell alone, so that a requirement may change or delete them."""

from collections.abc import Callable
from dataclasses import dataclass

from token_conformance.exchange.client import Parts, value_in
from token_conformance.exchange.ids import issue_key, number_id
from token_conformance.exchange.journal import unique_title
from token_conformance.exchange.write_guard import WriteGuard
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.target import DISPOSABLE_ISSUE, DISPOSABLE_PAGE, TITLE, TRANSITION, Target
from token_conformance.recording.placeholders import Placeholders

_CREATE_ISSUE = Endpoint(Product.JIRA_PLATFORM, "make-disposable-issue", "POST /rest/api/3/issue", writes=True)
_CREATE_PAGE = Endpoint(Product.CONFLUENCE, "make-disposable-page", "POST /wiki/api/v2/pages", writes=True)
_LIST_TRANSITIONS = Endpoint(
    Product.JIRA_PLATFORM, "find-transition", "GET /rest/api/3/issue/{issueIdOrKey}/transitions"
)


@dataclass(frozen=True)
class _Wanted:
    """A value in the JSON of an answer: its path of keys and indexes, the reader of its form, and its placeholder."""

    path: tuple[str | int, ...]
    read: Callable[[object], str]
    placeholder: str


class RecordedThings:
    """What a replay has in place of disposable things: the placeholders that the cassettes contain."""

    def title(self) -> str:
        """The title of every thing."""
        return TITLE

    def issue(self) -> str:
        """The key of the issue."""
        return DISPOSABLE_ISSUE

    def page(self) -> str:
        """The id of the page."""
        return DISPOSABLE_PAGE

    def transition(self, issue: str) -> str:  # noqa: ARG002  # as `Disposables` has it
        """The id of the transition."""
        return TRANSITION


class Disposables:
    """Creates disposable things with the unscoped token at the site, which Atlassian documents for both products."""

    def __init__(self, target: Target, write_guard: WriteGuard, placeholders: Placeholders) -> None:
        self._target = target
        self._write_guard = write_guard
        self._placeholders = placeholders

    def title(self) -> str:
        """A title for one thing, which nothing else in the tenant has."""
        title = self._registered(unique_title(), TITLE)
        self._write_guard.allow(title)
        return title

    def issue(self) -> str:
        """The key of a new issue; raises RefusedError or UserError if it cannot be created."""
        project = {"key": self._target.tenant.project_key}
        fields = {"project": project, "issuetype": {"name": "Task"}, "summary": self.title()}
        created = _Wanted(("key",), issue_key, DISPOSABLE_ISSUE)
        return self._value(_CREATE_ISSUE, {"json": {"fields": fields}}, created)

    def page(self) -> str:
        """The id of a new page; raises RefusedError or UserError if it cannot be created."""
        body = {"spaceId": self._target.tenant.space_id, "status": "current", "title": self.title()}
        return self._value(_CREATE_PAGE, {"json": body}, _Wanted(("id",), number_id, DISPOSABLE_PAGE))

    def transition(self, issue: str) -> str:
        """The id of the first transition that an issue offers; raises RefusedError if it offers no transition."""
        parts: Parts = {"path": {"issueIdOrKey": issue}}
        return self._value(_LIST_TRANSITIONS, parts, _Wanted(("transitions", 0, "id"), number_id, TRANSITION))

    def _value(self, endpoint: Endpoint, parts: Parts, wanted: _Wanted) -> str:
        """Send a request, which is not recorded, and return a value of its answer."""
        with self._placeholders.pause():
            answer = self._write_guard.send(Cell(endpoint, Credential.UNSCOPED, UrlForm.SITE), **parts)
        return self._registered(value_in(answer, wanted.path, wanted.read), wanted.placeholder)

    def _registered(self, value: str, placeholder: str) -> str:
        """The value, after its placeholder was registered for the cassette of the cell."""
        self._placeholders.add(value, placeholder)
        return value
