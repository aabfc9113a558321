"""The version of Jira's API that a request uses, and the part of Jira that its caller may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeGuard, TypeVar

from starlette.requests import Request

from token_conformance.edge.products.api import ApiError, Call, HasId
from token_conformance.edge.products.jira.answers import InvalidFieldsError, NotModelledError, not_found
from token_conformance.edge.tenant.adf import Document
from token_conformance.edge.tenant.issue import Attachment, Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.people import Filter, User
from token_conformance.edge.tenant.project import Project
from token_conformance.edge.tenant.wiki import UnknownMarkupError, to_wiki
from token_conformance.edge.wiki_reader import from_wiki

TEXT = str | dict[str, Any]
"""What a body has of a text: a document in version 3, a string in version 2."""

MAX_DEPTH = 100
"""How deeply arrays and objects may be nested in a document; far more than Atlassian's editor can make."""


@dataclass(frozen=True)
class ApiVersion:
    """A version of Jira's API at one URL form: version 3 writes texts as documents, version 2 as wiki markup.

    Links start with `base` (rule G7).
    """

    base: str
    version: int = 2

    @classmethod
    def of(cls, request: Request) -> "ApiVersion":
        """The version in the path of a request, `/rest/api/<version>/...`."""
        return cls(Call.of(request).base, int(request.url.path.split("/")[3]))

    def url(self, path: str) -> str:
        """The URL of a resource in this version, such as `issue/10000`."""
        return f"{self.base}/rest/api/{self.version}/{path}"

    def format_text(self, text: Document | None) -> Document | str | None:
        """A text of the tenant as this version writes it. Raises NotModelledError for an unknown kind of node."""
        if text is None or self.version != 2:  # noqa: PLR2004  # API version
            return text
        try:
            return to_wiki(text)
        except UnknownMarkupError as error:
            raise NotModelledError(f"The local model does not know how version 2 writes {error}.") from None

    def parse_text(self, value: Any) -> Document:
        """A text of a request as Jira stores it.

        Raises ValueError when the value is not a text in this version, and NotModelledError for unknown wiki markup.
        """
        if self.version == 2:  # noqa: PLR2004  # API version
            return _from_wiki(value)
        if not _is_document(value):
            raise ValueError("Operation value must be an Atlassian Document (see the Atlassian Document Format)")
        return value

    def parse_comment(self, value: Any) -> Document:
        """The text of a comment of a request as Jira stores it. Raises InvalidFieldsError."""
        try:
            return self.parse_text(value)
        except ValueError as error:
            raise InvalidFieldsError({"comment": str(error)}) from None


def _from_wiki(value: Any) -> Document:
    if not isinstance(value, str):
        raise ValueError("Operation value must be a string")  # noqa: TRY004  # an error of the request
    try:
        return from_wiki(value)
    except UnknownMarkupError as error:
        raise NotModelledError(f"The local model does not know how Jira converts {error} into a document.") from None


def _is_document(value: Any) -> TypeGuard[Document]:
    return (
        isinstance(value, dict)
        and value.get("type") == "doc"
        and value.get("version") == 1
        and isinstance(value.get("content"), list)
        and _is_nested_at_most(value, MAX_DEPTH)
    )


def _is_nested_at_most(value: Any, depth: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    members = value.values() if isinstance(value, dict) else value
    return depth > 0 and all(_is_nested_at_most(member, depth - 1) for member in members)


def timestamp(time: datetime) -> str:
    """A time in UTC as Jira writes it, such as `2026-01-05T09:00:00.000+0000`."""
    return f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}+0000"


T = TypeVar("T")
I = TypeVar("I", bound=HasId)  # noqa: E741  # one letter, like T


@dataclass(frozen=True)
class View:
    """Jira as one caller sees it: everything for an account, nothing for an anonymous caller.

    An anonymous caller gets empty lists, and the same 404 for a resource as if it did not exist.
    """

    jira: Jira
    account_id: str | None

    @classmethod
    def of(cls, request: Request) -> "View":
        """The view of the request's caller."""
        call = Call.of(request)
        return cls(call.state.jira, call.account_id)

    def require_account(self, message: str) -> str:
        """The account that makes a change. Raises ApiError (401, with this message) for an anonymous caller."""
        if self.account_id is None:
            raise ApiError(401, message)
        return self.account_id

    def visible(self, items: Iterable[T]) -> list[T]:
        """The items that the caller sees in a list."""
        return [] if self.account_id is None else list(items)

    def require(self, kind: str, item: T | None) -> T:
        """The item, if it exists and the caller may see it. Raises ApiError (404) otherwise."""
        if item is None or self.account_id is None:
            raise not_found(kind)
        return item

    def require_by_id(self, kind: str, items: Iterable[I], wanted: str) -> I:
        """The item with this id. Raises ApiError (404)."""
        return self.require(kind, next((item for item in items if item.id == wanted), None))

    def issue(self, request: Request) -> Issue:
        """The issue in the request's path. Raises ApiError (404)."""
        return self.issue_named(request.path_params["issueIdOrKey"])

    def issue_named(self, wanted: str) -> Issue:
        """The issue with this id or key. Raises ApiError (404)."""
        return self.require("Issue", self.jira.issue(wanted))

    def project(self, request: Request, parameter: str = "projectIdOrKey") -> Project:
        """The project in the request's path. Raises ApiError (404)."""
        return self.project_named(request.path_params[parameter])

    def project_named(self, wanted: str) -> Project:
        """The project with this id or key. Raises ApiError (404).

        A known caller reads the sentence that is recorded for a key (rule no-such-project).
        """
        project = self.jira.project(wanted)
        if project is None and wanted and self.account_id is not None and not wanted.isdigit():
            raise ApiError(404, f"No project could be found with key '{wanted}'.", rule="no-such-project")
        return self.require("Project", project)

    @property
    def filters(self) -> list[Filter]:
        """The saved filters that the caller sees."""
        return self.visible(self.jira.filters)

    def find_filter(self, wanted: str) -> Filter | None:
        """The saved filter with this id, None if there is none or the caller may not see it."""
        return next((each for each in self.filters if each.id == wanted), None)

    def filter(self, request: Request) -> Filter:
        """The saved filter in the request's path. Raises ApiError (404)."""
        return self.require("Filter", self.find_filter(request.path_params["id"]))

    def attachment(self, request: Request) -> Attachment:
        """The attachment in the request's path. Raises ApiError (404)."""
        return self.require("Attachment", self.jira.attachment(request.path_params["id"]))

    def user(self, account_id: str) -> User:
        """The user with this account id. Raises ApiError (404), and NotModelledError for one who was removed."""
        if self.account_id and account_id in self.jira.users.removed:
            raise NotModelledError("The local model does not know how Jira shows a user who was removed.")
        return self.require("User", self.jira.users.get(account_id))
