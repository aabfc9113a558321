"""How one request wants things shown: where links start, and which version of the API was asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeGuard, TypeVar

from starlette.requests import Request

from token_conformance.edge.products.api import Call, Refusal
from token_conformance.edge.products.jira.answers import hidden
from token_conformance.edge.tenant.adf import Document, document, plain_text
from token_conformance.edge.tenant.issue import Attachment, Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.people import User
from token_conformance.edge.tenant.project import Project

DEEPEST = 100
"""How many arrays and objects a document may nest; far more than Atlassian's editor can make."""


@dataclass(frozen=True)
class ApiVersion:
    """Links start with `base` (rule G7); version 3 of the API speaks documents, version 2 plain text."""

    base: str
    version: int = 2

    @classmethod
    def of(cls, request: Request) -> "ApiVersion":
        """What a request to `/rest/api/<version>/...` wants."""
        return cls(Call.of(request).base, int(request.url.path.split("/")[3]))

    def url(self, path: str) -> str:
        """The address of a resource of this version, such as `issue/10000`."""
        return f"{self.base}/rest/api/{self.version}/{path}"

    def text(self, written: Document | None) -> Document | str | None:
        """What somebody wrote, as this version shows it."""
        return plain_text(written) if written is not None and self.version == 2 else written  # noqa: PLR2004  # API version

    def written(self, text: Any) -> Document:
        """What somebody writes, as Jira keeps it. Raises ValueError when this version takes no such thing."""
        if self.version == 2:  # noqa: PLR2004  # API version
            if not isinstance(text, str):
                raise ValueError("Operation value must be a string")
            return document(text)
        if not _is_document(text):
            raise ValueError("Operation value must be an Atlassian Document (see the Atlassian Document Format)")
        return text


def time(moment: datetime) -> str:
    """A moment in UTC as Jira writes it, such as `2026-01-05T09:00:00.000+0000`."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}+0000"


def _is_document(value: Any) -> TypeGuard[Document]:
    return (
        isinstance(value, dict)
        and value.get("type") == "doc"
        and value.get("version") == 1
        and isinstance(value.get("content"), list)
        and _nests_at_most(value, DEEPEST)
    )


def _nests_at_most(value: Any, depth: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    members = value.values() if isinstance(value, dict) else value
    return depth > 0 and all(_nests_at_most(member, depth - 1) for member in members)


class Identified(Protocol):
    """A thing with an id."""

    @property
    def id(self) -> str:
        """The id."""


T = TypeVar("T")
I = TypeVar("I", bound=Identified)  # noqa: E741  # one letter, like T


@dataclass(frozen=True)
class View:
    """One caller's view: a stranger's lists are empty, and naming a thing raises the Refusal that hides it."""

    jira: Jira
    account_id: str | None

    @classmethod
    def of(cls, request: Request) -> "View":
        """The view of the request's caller."""
        call = Call.of(request)
        return cls(call.state.jira, call.account_id)

    def author(self, denial: str) -> str:
        """The account that a change is made by. Raises Refusal (401, with these words) for a stranger."""
        if self.account_id is None:
            raise Refusal(401, denial)
        return self.account_id

    def listed(self, things: Iterable[T]) -> list[T]:
        """The things as the caller sees them in a list."""
        return [] if self.account_id is None else list(things)

    def named(self, kind: str, thing: T | None) -> T:
        """The thing that the caller named. Raises Refusal (404) when it is missing or out of sight."""
        if thing is None or self.account_id is None:
            raise hidden(kind)
        return thing

    def with_id(self, kind: str, things: Iterable[I], wanted: str) -> I:
        """The one of the things that has this id. Raises Refusal (404)."""
        return self.named(kind, next((thing for thing in things if thing.id == wanted), None))

    def issue(self, request: Request) -> Issue:
        """The issue in the request's path. Raises Refusal (404)."""
        return self.named("Issue", self.jira.issue(request.path_params["issueIdOrKey"]))

    def project(self, request: Request) -> Project:
        """The project in the request's path. Raises Refusal (404)."""
        return self.named("Project", self.jira.project(request.path_params["projectIdOrKey"]))

    def attachment(self, request: Request) -> Attachment:
        """The attachment in the request's path. Raises Refusal (404)."""
        return self.named("Attachment", self.jira.attachment(request.path_params["id"]))

    def user(self, account_id: str) -> User:
        """The user with this account id. Raises Refusal (404)."""
        return self.named("User", self.jira.users.get(account_id))
