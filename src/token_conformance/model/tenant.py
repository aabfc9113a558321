"""The tenant that the suites test: its names, and the ids of the things in it."""

from dataclasses import dataclass

from token_conformance.model.cell import Product, UrlForm
from token_conformance.model.url import gateway_url, site_gateway_url, site_host

_SERVICE_ACCOUNTS = "serviceaccount.atlassian.com"
"""The domain of the addresses of service accounts."""


@dataclass(frozen=True)
class Tenant:
    """The names of one Atlassian Cloud tenant and of the things in it that the requirements read.

    The project of `project_key` is a software project with a board, a sprint and an issue (`issue_key`) that has
    a comment, a worklog and an attachment, and with a version and a component. `account_id` and `email` are those of
    the person; those of the service account may be empty.
    """

    site: str
    cloud_id: str
    account_id: str
    email: str
    project_key: str
    issue_key: str
    attachment_id: str
    board_id: int
    sprint_id: int
    business_issue_key: str
    idea_project_key: str
    idea_key: str
    service_desk_id: str
    request_type_id: str
    request_key: str
    space_id: str
    space_key: str
    page_id: str
    service_account_id: str = ""
    service_account_email: str = ""

    @property
    def site_host(self) -> str:
        """The host of the site form."""
        return site_host(self.site)

    def base_url(self, product: Product, form: UrlForm) -> str:
        """The URL to which a path of the catalogue is appended, but for the path of a family."""
        match form:
            case UrlForm.SITE:
                return f"https://{self.site_host}"
            case UrlForm.GATEWAY:
                return gateway_url(product.app, self.cloud_id)
            case UrlForm.SITE_GATEWAY:
                return site_gateway_url(self.site, product.app, self.cloud_id)


SEEDED = Tenant(
    site="conformance-edge",
    cloud_id="00000000-c10d-4000-8000-000000000001",
    account_id="000000:00000000-acc0-4000-8000-000000000001",
    email="conformance@example.com",
    project_key="SOFT",
    issue_key="SOFT-1",
    attachment_id="10001",
    board_id=1,
    sprint_id=1,
    business_issue_key="BIZ-1",
    idea_project_key="IDEA",
    idea_key="IDEA-1",
    service_desk_id="1",
    request_type_id="1",
    request_key="HELP-1",
    space_id="65537",
    space_key="DOCS",
    page_id="98305",
    service_account_id="000000:00000000-acc0-4000-8000-000000000001-service-account",
    service_account_email=f"conformance@{_SERVICE_ACCOUNTS}",
)
"""The made-up tenant of the edge."""

PLACEHOLDER_TENANT = Tenant(
    site="your-domain",  # the placeholder of Atlassian's documentation, because a host cannot contain angle brackets
    cloud_id="<cloud-id>",
    account_id="<account>",
    email="<e-mail>",
    project_key="<project>",
    issue_key="<project>-<issue>",
    attachment_id="<attachment>",
    board_id=1,  # a number must stay a number; 2 is any other one
    sprint_id=1,
    business_issue_key="<business-project>-<issue>",
    idea_project_key="<idea-project>",
    idea_key="<idea-project>-<issue>",
    service_desk_id="<service-desk>",
    request_type_id="<request-type>",
    request_key="<service-project>-<issue>",
    space_id="<space-id>",
    space_key="<space>",
    page_id="<page>",
    service_account_id="<service-account>",
    service_account_email="<service-account-e-mail>",
)
"""The tenant of every replay: the placeholders that cassettes have in place of the names and ids of a real tenant."""
