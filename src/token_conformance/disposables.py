"""Things that are made for one cell alone, so that a requirement may change or delete them."""

from secrets import token_hex

from token_conformance.exchange import Exchange, require_success
from token_conformance.model import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.recording import Scrubber
from token_conformance.recording.references import DISPOSABLE_ISSUE, DISPOSABLE_PAGE, TITLE, References

_CREATE_ISSUE = Endpoint(Product.JIRA_PLATFORM, "make-disposable-issue", "POST /rest/api/3/issue", writes=True)
_CREATE_PAGE = Endpoint(Product.CONFLUENCE, "make-disposable-page", "POST /wiki/api/v2/pages", writes=True)


class Disposables:
    """Makes disposables with the unscoped token at the site, the form that Atlassian documents for both products."""

    def __init__(self, exchange: Exchange, scrubber: Scrubber, references: References) -> None:
        self._exchange = exchange
        self._scrubber = scrubber
        self._references = references

    def title(self) -> str:
        """A title that nothing else in the tenant has: a page's title is taken once it is used in a space."""
        if self._exchange.target.is_replay:
            return TITLE
        return self._named(f"{TITLE} {token_hex(4)}", TITLE)

    def issue(self) -> str:
        """The key of a new issue; raises RefusedError where it cannot be made."""
        project = {"key": self._exchange.target.tenant.project_key}
        fields = {"project": project, "issuetype": {"name": "Task"}, "summary": self.title()}
        return self._make(_CREATE_ISSUE, {"fields": fields}, "key", DISPOSABLE_ISSUE)

    def page(self) -> str:
        """The id of a new page; raises RefusedError where it cannot be made."""
        body = {"spaceId": self._exchange.target.tenant.space_id, "status": "current", "title": self.title()}
        return self._make(_CREATE_PAGE, body, "id", DISPOSABLE_PAGE)

    def _make(self, endpoint: Endpoint, body: object, key: str, name: str) -> str:
        if self._exchange.target.is_replay:
            return name
        self._scrubber.paused = True
        try:
            answer = self._exchange.send(Cell(endpoint, Credential.UNSCOPED, UrlForm.SITE), json=body)
        finally:
            self._scrubber.paused = False
        return self._named(require_success(answer).json()[key], name)

    def _named(self, value: str, name: str) -> str:
        self._references.add(value, name)
        return value
