"""What a caller sees of the tenant's Jira: everything with an account, nothing as a stranger (rule S2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from starlette.requests import Request

from token_conformance.edge.products.api import Call, Refusal
from token_conformance.edge.products.jira.errors import hidden
from token_conformance.edge.tenant.issue import Attachment, Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.people import User
from token_conformance.edge.tenant.project import Project


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
