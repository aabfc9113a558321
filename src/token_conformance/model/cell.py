"""Cells of the matrix and their parts: credential, URL form, product and endpoint."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from sys import intern
from urllib.parse import quote

from token_conformance.errors import UserError


class Credential(StrEnum):
    """The credential of a request: a person's token of one of the two types, a control of a stranger, or a third one.

    The third is the token of a service account, another kind of account; its cells are run only on request.
    """

    UNSCOPED = "unscoped"
    SCOPED = "scoped"
    NONE = "none"
    INVALID = "invalid"
    SERVICE_ACCOUNT = "service-account"

    @property
    def is_stranger(self) -> bool:
        """Whether it is a stranger's, for whom a private endpoint must not work."""
        return self in {Credential.NONE, Credential.INVALID}


class UrlForm(StrEnum):
    """The form of a URL: at the site's own host, at Atlassian's API gateway, or at the gateway's path on a site.

    Nobody has published what the third one answers to an API token (rule H1); its cells are run only on request.
    """

    SITE = "site"
    GATEWAY = "gateway"
    SITE_GATEWAY = "site-gateway"


FORMS = (UrlForm.SITE, UrlForm.GATEWAY)
"""The two forms at which Atlassian publishes its operations, and every endpoint is called."""


CATALOGUE = "catalogue"
"""The suite of all published calls, which begins the ids of its endpoints and cells."""


class Product(StrEnum):
    """A product of Atlassian Cloud, by which the suites and the matrix are grouped."""

    JIRA_PLATFORM = "jira-platform"
    JIRA_WORK_MANAGEMENT = "jira-work-management"
    JIRA_PRODUCT_DISCOVERY = "jira-product-discovery"
    JIRA_SOFTWARE = "jira-software"
    JIRA_SERVICE_MANAGEMENT = "jira-service-management"
    CONFLUENCE = "confluence"

    @property
    def app(self) -> str:
        """The app that its scoped tokens are for, which is also the app in a gateway URL (`/ex/{app}/`)."""
        return "confluence" if self is Product.CONFLUENCE else "jira"

    @property
    def title(self) -> str:  # type: ignore[override]  # a name for people, not str.title()
        """The product's name as Atlassian writes it."""
        return self.value.replace("-", " ").title()


@dataclass(frozen=True)
class Endpoint:
    """One HTTP method and path template, tested by one call with one proof that it worked.

    `operation` is written like `GET /rest/api/3/issue/{issueIdOrKey}`, as in the catalogue.
    `open_at` has the URL forms at which the endpoint works for strangers by design.
    `api` is the published API of a call of the whole catalogue, such as `confluence-v2`; it is empty for an endpoint
    that has a requirement of its own.
    """

    product: Product
    name: str
    operation: str
    writes: bool = False
    open_at: frozenset[UrlForm] = frozenset()
    api: str = ""

    @property
    def id(self) -> str:
        """The endpoint's id in data files and paths, such as `jira-platform/get-issue`.

        That of a call of the whole catalogue is like `catalogue/confluence-v2/get-pages-id`.
        """
        return intern(f"{CATALOGUE}/{self.api}/{self.name}" if self.api else f"{self.product}/{self.name}")

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.operation.partition(" ")[0]

    @property
    def path_template(self) -> str:
        """The path at the site, with its parameters in braces."""
        return self.operation.partition(" ")[2]

    def path(self, parameters: Mapping[str, str | int]) -> str:
        """The path at the site with its parameters filled in. Each value is quoted, so that it is one segment.

        Raises UserError for a parameter without a value, for an empty value, and for a value of dots, which a server
        leaves out of a path.
        """
        values = {name: _segment(name, str(value)) for name, value in parameters.items()}
        try:
            return self.path_template.format_map(values)
        except KeyError as error:
            (name,) = error.args
            raise UserError(f"{self.operation}: {name} has no value; give path={{{name!r}: ...}}") from None


def _segment(name: str, value: str) -> str:
    if value in {"", ".", ".."}:
        raise UserError(f"{value!r} cannot be {name} in a path, which would then name something else; correct it")
    return quote(value, safe="")


@dataclass(frozen=True, slots=True)
class Cell:
    """An endpoint, called with one credential at one URL form: one test, one exchange, one cassette."""

    endpoint: Endpoint
    credential: Credential
    url_form: UrlForm

    @property
    def column(self) -> str:
        """The cell's column in the row of its endpoint, such as `scoped-site`."""
        return f"{self.credential}-{self.url_form}"

    @property
    def id(self) -> str:
        """The cell's id in results and in the cassette's path, such as `jira-platform/get-issue/scoped-site`."""
        return intern(f"{self.endpoint.id}/{self.column}")

    @property
    def is_positive_control(self) -> bool:
        """Whether Atlassian documents that this works. If it fails, the endpoint's other cells are inconclusive.

        A call of the whole catalogue has none: its control is what a stranger gets.
        """
        return not self.endpoint.api and (self.credential, self.url_form) in POSITIVE_CONTROLS

    @property
    def is_open(self) -> bool:
        """Whether the endpoint works for strangers at this URL form by design."""
        return self.url_form in self.endpoint.open_at


POSITIVE_CONTROLS = ((Credential.UNSCOPED, UrlForm.SITE), (Credential.SCOPED, UrlForm.GATEWAY))

MATRIX = tuple((token, form) for token in (Credential.UNSCOPED, Credential.SCOPED) for form in FORMS)
"""The columns of the compatibility matrix, in reading order."""

SERVICE_ACCOUNT = tuple((Credential.SERVICE_ACCOUNT, form) for form in FORMS)
"""The optional columns, which only a run with a service account has; they follow those of the matrix."""

SITE_GATEWAY = tuple((token, UrlForm.SITE_GATEWAY) for token in (Credential.UNSCOPED, Credential.SCOPED))
"""The two optional cells of one endpoint, which are observed only on request. No table has columns for them."""

COLUMNS = POSITIVE_CONTROLS + tuple(
    (credential, form)
    for credential in Credential
    for form in FORMS
    if (credential, form) not in {*POSITIVE_CONTROLS, *SERVICE_ACCOUNT}
)
"""The eight columns that every run has, in its order: positive controls first, because the others depend on them."""

EVERY_COLUMN = COLUMNS + SERVICE_ACCOUNT + SITE_GATEWAY
"""All columns, in the order of a run."""
