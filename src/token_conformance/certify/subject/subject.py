"""The subject of a certification, as its file describes it: its actions, its configuration, and the placeholders."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from token_conformance.model.cell import UrlForm

Ask = Callable[[str], str]
"""Shows a prompt to a person and returns the line that they enter, as `input` does; raises EOFError at the end."""


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
        """The app that it asks, `jira` or `confluence`; the product's `usual` app if it could ask both."""
        return _APPS.get(self, usual)


class Holder(StrEnum):
    """Whose API tokens a product takes."""

    PERSON = "person"
    """With scopes for one app, or without scopes; sent as Basic."""
    SERVICE_ACCOUNT = "service-account"
    """Always with scopes; sent to the gateway as Bearer or Basic (rule A1)."""

    @property
    def words(self) -> str:
        """The holder in words, such as `a service account`."""
        return f"a {self.replace('-', ' ')}"


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
"""The actions that change nothing, other than those for attachments and links."""

WRITES = (Action.CREATE_ISSUE, Action.CREATE_PAGE)
"""The actions that create something."""


@dataclass(frozen=True)
class Configuration:
    """The environment variables that set the product's URL, account and token, with placeholders in their values.

    `site`, `gateway` and `noisy` are used in addition to `common`; None means that the product cannot be configured so.
    `service_account` is used in addition where the token is that of a service account.
    """

    common: Mapping[str, str] = field(default_factory=dict)
    site: Mapping[str, str] | None = None
    gateway: Mapping[str, str] | None = None
    noisy: Mapping[str, str] | None = None
    service_account: Mapping[str, str] = field(default_factory=dict)

    def form(self, wanted: UrlForm) -> UrlForm:
        """The URL form to configure: the wanted one or, if the product cannot be configured with it, the other."""
        if wanted is UrlForm.GATEWAY:
            return UrlForm.GATEWAY if self.gateway is not None else UrlForm.SITE
        return UrlForm.SITE if self.site is not None or self.gateway is None else UrlForm.GATEWAY

    def forms(self, wanted: Iterable[UrlForm]) -> tuple[UrlForm, ...]:
        """The URL forms to configure, each once, if these are wanted."""
        return tuple(dict.fromkeys(map(self.form, wanted)))

    def variables(self, form: UrlForm, holder: Holder = Holder.PERSON, *, noisy: bool = False) -> dict[str, str]:
        """The variables for a URL form and a token of a holder."""
        of_form = self.site if form is UrlForm.SITE else self.gateway
        of_holder = self.service_account if holder is Holder.SERVICE_ACCOUNT else {}
        return {**self.common, **(of_form or {}), **of_holder, **((self.noisy or {}) if noisy else {})}


@dataclass(frozen=True)
class Subject:
    """One version of a product. `here` is the folder of its drivers, `installed` the folder that it is installed in.

    `app`, which is `jira` or `confluence`, is asked by actions that could ask both. `http` is the library that sends
    its requests, in whose terms remedies are said, or empty. `credentials` says whose tokens it takes. `commands` have
    placeholders in their words; `manual` says what a person does in the product's own window. `unsupported` gives a
    reason for each action that the product does not have. A run with one of the `failure_text` in its output is not a
    success. `start_seconds` is the time that the product needs to start.
    """

    name: str
    version: str
    product: str
    homepage: str
    here: Path
    installed: Path
    app: str = "jira"
    http: str = ""
    credentials: tuple[Holder, ...] = (Holder.PERSON,)
    pypi: tuple[str, ...] = ()
    npm: tuple[str, ...] = ()
    configuration: Configuration = field(default_factory=Configuration)
    commands: Mapping[Action, tuple[str, ...]] = field(default_factory=dict)
    manual: Mapping[Action, str] = field(default_factory=dict)
    unsupported: Mapping[Action, str] = field(default_factory=dict)
    failure_text: tuple[str, ...] = ()
    start_seconds: float = 0.0

    def supported(self, actions: Iterable[Action]) -> list[Action]:
        """Those of the actions that the product has, by a command or by hand."""
        return [action for action in actions if action in self.commands or action in self.manual]

    def reasons(self, actions: Iterable[Action]) -> dict[str, str]:
        """The reason for each of the actions that the product does not have."""
        return {str(action): self.unsupported[action] for action in actions if action in self.unsupported}


PLACEHOLDERS: Mapping[str, str] = {
    "site_url": "the site's URL, as https://SITE.atlassian.net",
    "jira_gateway_url": "the gateway's URL for Jira, as https://api.atlassian.com/ex/jira/CLOUD_ID",
    "confluence_gateway_url": "the same for Confluence",
    "site": "the site's name alone",
    "cloud_id": "the id of the site at the gateway",
    "email": "the e-mail address of the account that the token belongs to; in the command of find-user, a person's",
    "account_id": "the account's id",
    "display_name": "the account's name, as people see it",
    "token": "the token for the app that the action asks",
    "jira_token": "the token for Jira",
    "confluence_token": "the token for Confluence",
    "project_key": "a project",
    "issue_key": "an issue of it, with an attachment",
    "space_key": "a space",
    "space_id": "the same, by its id",
    "page_id": "a page of it, with an attachment",
    "attachment_id": "the attachment of the issue or, if the action asks Confluence, of the page",
    "title": "the title of the issue or page to create",
    "jql": "a query for the issues of the project",
    "cql": "a query for the pages of the space",
    "here": "the folder of the subject's drivers",
    "installed": "the folder that the product is installed in",
    "python": "the Python of that folder or, if it has none, the one that runs the certification",
    "node": "Node.js, from the PATH",
}
"""Every placeholder with its meaning."""

_SHAPE = re.compile(r"\{([a-z_]+)\}")


def names_in(text: str) -> list[str]:
    """The names in braces in a text, known or not."""
    return _SHAPE.findall(text)


def expand(text: str, values: Mapping[str, str]) -> str:
    """A text with the values of its placeholders; a name in braces without a value stays as it is."""
    return _SHAPE.sub(lambda found: values.get(found[1], found[0]), text)
