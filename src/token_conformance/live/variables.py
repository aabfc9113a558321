"""The table of a live run's variables, from which they are read, checked and documented."""

from collections.abc import Iterable
from dataclasses import dataclass

from token_conformance.live import values
from token_conformance.live.values import Check
from token_conformance.model.cell import Product
from token_conformance.report.markdown_text import code, table

PREFIX = "TOKEN_CONFORMANCE_"


@dataclass(frozen=True)
class Variable:
    """A variable, named after the field of the tenant or account that it sets; `part` is what needs it.

    A variable with a `product` names a thing in that product, which is found if the user does not set it.
    """

    field: str
    product: Product | None
    meaning: str
    example: str
    check: Check
    part: str = "nothing: it is found"

    @property
    def name(self) -> str:
        """The name of the environment variable."""
        return name_of(self.field)

    @property
    def is_token(self) -> bool:
        """Whether the value is a token, which is never shown."""
        return self.field.endswith("_token")


_PLATFORM = Product.JIRA_PLATFORM
_SOFTWARE = Product.JIRA_SOFTWARE
_BUSINESS = Product.JIRA_WORK_MANAGEMENT
_DISCOVERY = Product.JIRA_PRODUCT_DISCOVERY
_DESK = Product.JIRA_SERVICE_MANAGEMENT
_CONFLUENCE = Product.CONFLUENCE
_EVERY_RUN, _ITS_COLUMNS, _NOTHING = "every run", "its columns", "nothing"
_SERVICE_ACCOUNT = "the service account's columns"

VARIABLES = (
    Variable(
        "site", None, "the site: the part of its address before `.atlassian.net`", "mysite", values.site, _EVERY_RUN
    ),
    Variable("email", None, "the address that the account logs in with", "me@example.com", values.email, _EVERY_RUN),
    Variable(
        "unscoped_token",
        None,
        "the account's API token without scopes",
        "ATATT…",
        values.token,
        f"{_ITS_COLUMNS}, and `--allow-writes`",
    ),
    Variable(
        "scoped_jira_token", None, "its API token with scopes, made for Jira", "ATATT…", values.token, _ITS_COLUMNS
    ),
    Variable(
        "scoped_confluence_token",
        None,
        "its API token with scopes, made for Confluence",
        "ATATT…",
        values.token,
        _ITS_COLUMNS,
    ),
    Variable("project_key", _PLATFORM, "a software project with a version and a component", "ABC", values.project_key),
    Variable(
        "issue_key",
        _PLATFORM,
        "an issue of that project with a comment, a worklog and an attachment",
        "ABC-1",
        values.issue_key,
    ),
    Variable("attachment_id", _PLATFORM, "the attachment of that issue", "10001", values.number),
    Variable("board_id", _SOFTWARE, "the project's scrum board, with issues in its backlog", "1", values.number),
    Variable("sprint_id", _SOFTWARE, "a sprint of that board", "1", values.number),
    Variable("business_issue_key", _BUSINESS, "a work item of a business project", "BIZ-1", values.issue_key),
    Variable("idea_project_key", _DISCOVERY, "a discovery project", "IDEA", values.project_key),
    Variable("idea_key", _DISCOVERY, "an idea of that project", "IDEA-1", values.issue_key),
    Variable("service_desk_id", _DESK, "a service desk with a queue and an organization", "1", values.number),
    Variable("request_type_id", _DESK, "a request type of that desk that needs only a summary", "1", values.number),
    Variable("request_key", _DESK, "a request that the account has raised at that desk", "HELP-1", values.issue_key),
    Variable("space_id", _CONFLUENCE, "a space with a blog post and a task", "65537", values.number),
    Variable("space_key", _CONFLUENCE, "the key of that space", "DOCS", values.space_key),
    Variable(
        "page_id",
        _CONFLUENCE,
        "a page of that space with a comment at its foot, an attachment and a label",
        "98305",
        values.number,
    ),
    Variable(
        "service_account_token",
        None,
        "the API token of a service account, with scopes for all products of the run",
        "ATSTT…",
        values.token,
        _SERVICE_ACCOUNT,
    ),
    Variable(
        "service_account_email",
        None,
        "the address of that service account",
        "NAME@serviceaccount.atlassian.com",
        values.email,
        _SERVICE_ACCOUNT,
    ),
    Variable(
        "service_account_scheme",
        None,
        "how its token is sent: `bearer` (default) or `basic`, with the address",
        "bearer",
        values.scheme,
        _NOTHING,
    ),
    Variable(
        "leave_out",
        None,
        "products that the run leaves out, separated by commas",
        "confluence,jira-software",
        values.products,
        _NOTHING,
    ),
    Variable(
        "site_label",
        None,
        "your own word for the site, which its results have, so that those of several sites can be put side by side",
        "emea",
        values.label,
        _NOTHING,
    ),
    Variable(
        "cloud_id",
        None,
        "to be sure of the tenant: the run ends if the site has another one",
        "",
        values.cloud_id,
        _NOTHING,
    ),
)
"""What a run needs first, then the things product by product, in the order in which a person sets them."""

THINGS = tuple(variable.field for variable in VARIABLES if variable.product)
"""The fields of the things in the tenant, which are found if the user does not set them."""


def name_of(field: str) -> str:
    """The name of the environment variable that sets a field."""
    return f"{PREFIX}{field.upper()}"


def names_of(fields: Iterable[str]) -> str:
    """The names of several environment variables, separated by commas."""
    return ", ".join(map(name_of, fields))


def markdown_table() -> str:
    """The table of the variables in Markdown."""
    rows = [
        (code(variable.name), variable.part, variable.meaning, code(variable.example) if variable.example else "")
        for variable in VARIABLES
    ]
    return table(("variable", "needed for", "what to set it to", "such as"), rows)
