"""What a product can be asked to do: the words that subject files and scenarios share."""

from enum import StrEnum


class Action(StrEnum):
    """One thing that a product's user does."""

    WHOAMI = "whoami"
    LIST_PROJECTS = "list-projects"
    GET_PROJECT = "get-project"
    GET_ISSUE = "get-issue"
    CREATE_ISSUE = "create-issue"
    FIND_USER = "find-user"
    SEARCH = "search"
    LIST_SPACES = "list-spaces"
    GET_PAGE = "get-page"
    CREATE_PAGE = "create-page"
    GET_ATTACHMENT = "get-attachment"
    SHOW_LINK = "show-link"

    def app(self, usual: str) -> str:
        """The app that it asks: `jira`, `confluence`, or the product's `usual` one where both could be asked."""
        return _APPS.get(self, usual)


_JIRA = (Action.LIST_PROJECTS, Action.GET_PROJECT, Action.GET_ISSUE, Action.CREATE_ISSUE, Action.FIND_USER)
_CONFLUENCE = (Action.LIST_SPACES, Action.GET_PAGE, Action.CREATE_PAGE)
_APPS = dict.fromkeys(_JIRA, "jira") | dict.fromkeys(_CONFLUENCE, "confluence")

READS = (
    Action.WHOAMI,
    Action.LIST_PROJECTS,
    Action.GET_PROJECT,
    Action.GET_ISSUE,
    Action.FIND_USER,
    Action.SEARCH,
    Action.LIST_SPACES,
    Action.GET_PAGE,
)
"""The actions that change nothing and need no file."""

WRITES = (Action.CREATE_ISSUE, Action.CREATE_PAGE)
"""The actions that make something."""
