"""What counts as the success of an action, and what a complete one shows: the tenant's content, or what was created."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from token_conformance.certify.observation.observation import Ended, Unmade, shows
from token_conformance.certify.subject.subject import WRITES, Action, Holder, Subject
from token_conformance.edge.tenant.confluence_content import Attachment
from token_conformance.edge.tenant.state import State

Alternatives = Sequence[str]
"""Texts of which one must be shown."""


def page_file(state: State) -> Attachment:
    """The attachment of the page that the tenant names."""
    return next(iter(state.confluence.contents[state.tenant.page_id].attachments.values()))


def expected(action: Action, app: str, state: State, holder: Holder = Holder.PERSON) -> list[Alternatives]:
    """What an action that reads must show when it asks an app with the token of a holder.

    See `Created` for an action that writes.
    """
    if action is Action.WHOAMI and holder is Holder.SERVICE_ACCOUNT:
        return _account(state, state.tenant.service_account_id)
    of_app = _OF_JIRA if app == "jira" else _OF_CONFLUENCE
    return of_app[action](state) if action in of_app else []


def choose(alternatives: Alternatives, output: str) -> str:
    """The alternative that the output shows or, if it shows none, the first."""
    return next((text for text in alternatives if shows(output, text)), alternatives[0])


def is_success(subject: Subject, ended: Ended, exit_status: int | None, output: str) -> bool:
    """Whether the product reported success, by its exit status and the `[success]` of its subject file."""
    ended_well = ended in {Ended.EXITED, Ended.MANUAL} and exit_status == 0
    return ended_well and not any(text in output for text in subject.failure_text)


def _caller(state: State) -> list[Alternatives]:
    return _account(state, state.tenant.account_id)


def _account(state: State, account_id: str) -> list[Alternatives]:
    """An account: the display name, also as JSON may escape it, or the account id."""
    name = state.jira.users[account_id].display_name
    return [[name, json.dumps(name)[1:-1], account_id]]


def _issue(state: State) -> list[Alternatives]:
    issue = state.jira.issues[state.tenant.issue_key]
    return [[issue.key], [issue.fields["summary"]]]


def _issue_file(state: State) -> str:
    attachment = state.jira.attachment(state.tenant.attachment_id)
    return attachment.content.decode().strip() if attachment else ""


def _pages(state: State) -> list[Alternatives]:
    pages = state.confluence.of_type("page")
    return [[page.title] for page in pages if page.space.id == state.tenant.space_id]


Expected = Callable[[State], list[Alternatives]]

_OF_JIRA: Mapping[Action, Expected] = {
    Action.WHOAMI: _caller,
    Action.FIND_USER: _caller,
    Action.LIST_PROJECTS: lambda state: [[key] for key in state.jira.projects],
    Action.GET_PROJECT: lambda state: [[state.tenant.project_key]],
    Action.GET_ISSUE: _issue,
    Action.SEARCH: lambda state: [[issue.key] for issue in state.jira.issues_of(state.tenant.project_key)],
    Action.GET_ATTACHMENT: lambda state: [[_issue_file(state)]],
    Action.SHOW_LINK: lambda state: [[f"/browse/{state.tenant.issue_key}"]],
}
_OF_CONFLUENCE: Mapping[Action, Expected] = {
    Action.WHOAMI: _caller,
    Action.LIST_SPACES: lambda state: [[space.key] for space in state.confluence.spaces.values()],
    Action.GET_PAGE: lambda state: [[state.confluence.contents[state.tenant.page_id].title]],
    Action.SEARCH: _pages,
    Action.GET_ATTACHMENT: lambda state: [[page_file(state).data.decode().strip()]],
    Action.SHOW_LINK: lambda state: [[f"/pages/{state.tenant.page_id}"]],
}


_PAGE_ID = re.compile(r"\d+")
_ISSUE = re.compile(r"[A-Z][A-Z0-9_]*-\d+|\d+")


def can_be_created(action: Action, text: str) -> bool:
    """Whether a text can be what `Created` names for an action that writes: a key, an id or the lack of one."""
    pattern = _ISSUE if action is Action.CREATE_ISSUE else _PAGE_ID
    return text in set(Unmade) or bool(pattern.fullmatch(text))


@dataclass(frozen=True)
class _Thing:
    """An issue or a page, with all names that a user can be shown."""

    title: str
    names: tuple[str, ...]


class Created:
    """Compares a tenant's content before an action, when it is made, with that after it, when `names` is called.

    `title` is that of the thing that the action was asked to create.
    """

    def __init__(self, action: Action, state: State, title: str) -> None:
        self._action = action
        self._state = state
        self._title = title
        self._before = set(self._content())

    def names(self) -> list[Alternatives]:
        """What an action that writes must show: the key or id of the one thing that it created with the title."""
        return [self._names()] if self._action in WRITES else []

    def _names(self) -> Alternatives:
        new = [thing for id_, thing in self._content().items() if id_ not in self._before]
        titled = [thing for thing in new if self._title in thing.title]
        if not titled:
            return [Unmade.OTHER if new else Unmade.NOTHING]
        return titled[0].names if len(titled) == 1 else [Unmade.SEVERAL]

    def _content(self) -> dict[str, _Thing]:
        """All issues or all pages, as the action creates one, by their ids."""
        if self._action is Action.CREATE_ISSUE:
            issues = self._state.jira.issues.values()
            return {issue.id: _Thing(issue.fields["summary"], (issue.key, issue.id)) for issue in issues}
        return {page.id: _Thing(page.title, (page.id,)) for page in self._state.confluence.of_type("page")}
