"""What an action has made: whatever of its kind the tenant holds that was not there before."""

from token_conformance.certify.subject.subject import WRITES, Action
from token_conformance.edge.state import State
from token_conformance.integrations.expected import Alternatives

_NOTHING = "(nothing was made)"
"""What must be shown, and never is, where something should have been made and was not."""


class Made:
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
