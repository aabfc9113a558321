"""Things that are made for one cell alone, so that a requirement may change or delete them, and what they can do."""

from functools import reduce
from operator import getitem

from token_conformance.exchange.client import Parts, RefusedError, require_success
from token_conformance.exchange.journal import unique_title
from token_conformance.exchange.write_guard import WriteGuard
from token_conformance.model.answer import NotJsonError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.target import DISPOSABLE_ISSUE, DISPOSABLE_PAGE, TITLE, TRANSITION, Target
from token_conformance.recording.placeholders import Placeholders

_CREATE_ISSUE = Endpoint(Product.JIRA_PLATFORM, "make-disposable-issue", "POST /rest/api/3/issue", writes=True)
_CREATE_PAGE = Endpoint(Product.CONFLUENCE, "make-disposable-page", "POST /wiki/api/v2/pages", writes=True)
_LIST_TRANSITIONS = Endpoint(
    Product.JIRA_PLATFORM, "find-transition", "GET /rest/api/3/issue/{issueIdOrKey}/transitions"
)

Place = tuple[str | int, ...]
"""Where an answer has what is looked for: members and indexes, from the outside in."""


class Disposables:
    """Makes disposables with the unscoped token at the site, the form that Atlassian documents for both products."""

    def __init__(self, target: Target, writes: WriteGuard, references: Placeholders) -> None:
        self._target = target
        self._writes = writes
        self._references = references

    def title(self) -> str:
        """A title that nothing else in the tenant has, for one thing; a replay asks for what was recorded."""
        return self._own(self._named(TITLE if self._target.is_replay else unique_title(), TITLE))

    def issue(self) -> str:
        """The key of a new issue; raises RefusedError or UserError where it cannot be made."""
        project = {"key": self._target.tenant.project_key}
        fields = {"project": project, "issuetype": {"name": "Task"}, "summary": self.title()}
        return self._own(self._asked(_CREATE_ISSUE, {"json": {"fields": fields}}, ("key",), DISPOSABLE_ISSUE))

    def page(self) -> str:
        """The id of a new page; raises RefusedError or UserError where it cannot be made."""
        body = {"spaceId": self._target.tenant.space_id, "status": "current", "title": self.title()}
        return self._own(self._asked(_CREATE_PAGE, {"json": body}, ("id",), DISPOSABLE_PAGE))

    def transition(self, issue: str) -> str:
        """The id of the first transition that an issue can take; raises RefusedError where it can take none."""
        parts: Parts = {"path": {"issueIdOrKey": issue}}
        return self._asked(_LIST_TRANSITIONS, parts, ("transitions", 0, "id"), TRANSITION)

    def _asked(self, endpoint: Endpoint, parts: Parts, place: Place, name: str) -> str:
        return self._named(name if self._target.is_replay else self._sent(endpoint, parts, place), name)

    def _sent(self, endpoint: Endpoint, parts: Parts, place: Place) -> str:
        self._references.paused = True
        try:
            answer = self._writes.send(Cell(endpoint, Credential.UNSCOPED, UrlForm.SITE), **parts)
        finally:
            self._references.paused = False
        try:
            return str(reduce(getitem, place, require_success(answer).json()))
        except (NotJsonError, LookupError, TypeError):
            raise RefusedError(Outcome.UNEXPECTED, f"{answer.status} {answer.text[:120]}") from None

    def _named(self, value: str, name: str) -> str:
        self._references.add(value, name)
        return value

    def _own(self, name: str) -> str:
        self._writes.allow(name)
        return name
