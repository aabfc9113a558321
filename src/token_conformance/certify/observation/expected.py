"""What counts as an action's success, and what a complete one shows: by what the tenant holds, and what was created."""

import json
from collections.abc import Callable, Mapping, Sequence

from token_conformance.certify.observation.observation import Ended
from token_conformance.certify.subject.subject import WRITES, Action, Subject
from token_conformance.edge.tenant.confluence import Attachment
from token_conformance.edge.tenant.state import State

Alternatives = Sequence[str]
"""Texts of which one must be shown."""


def page_file(state: State) -> Attachment:
    """The file on the page that the tenant names."""
    return next(iter(state.confluence.contents[state.tenant.page_id].attachments.values()))


def expected(action: Action, app: str, state: State) -> list[Alternatives]:
    """What an action that reads must show when an app is asked; of what an action makes, see `Created`."""
    of_app = _OF_JIRA if app == "jira" else _OF_CONFLUENCE
    return of_app[action](state) if action in of_app else []


def choose(alternatives: Alternatives, output: str) -> str:
    """The alternative that was shown or, where none was, the first."""
    return next((text for text in alternatives if text in output), alternatives[0])


def is_success(subject: Subject, ended: Ended, exit_status: int | None, output: str) -> bool:
    """Whether the product called a run a success, by the `[success]` of its subject file."""
    ended_well = ended in {Ended.EXITED, Ended.MANUAL} and exit_status == 0
    return ended_well and not any(text in output for text in subject.failure_text)


def _caller(state: State) -> list[Alternatives]:
    """Who the caller is, by the name as it is or as JSON may write it, or by the account id."""
    account_id = state.tenant.account_id
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


_NOTHING = "(nothing was made)"
"""What must be shown, and never is, where something should have been made and was not."""


class Created:
    """Looks at a tenant before an action and, by `names`, after it."""

    def __init__(self, action: Action, state: State) -> None:
        self._action = action
        self._state = state
        self._before = set(self._things())

    def names(self) -> list[Alternatives]:
        """What an action that makes something must show: the key or id of what it made."""
        if self._action not in WRITES:
            return []
        new = [names for id_, names in self._things().items() if id_ not in self._before]
        return [[name for names in new for name in names] or [_NOTHING]]

    def _things(self) -> dict[str, tuple[str, ...]]:
        """All things of the kind that the action makes: what each can be named by, by its id."""
        if self._action is Action.CREATE_ISSUE:
            return {issue.id: (issue.key, issue.id) for issue in self._state.jira.issues.values()}
        return {page.id: (page.id,) for page in self._state.confluence.of_type("page")}
