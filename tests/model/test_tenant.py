"""The base URLs of a tenant."""

import pytest

from token_conformance.model.cell import Product, UrlForm
from token_conformance.model.tenant import SEEDED


@pytest.mark.parametrize(
    ("product", "form", "url"),
    [
        (Product.JIRA_PLATFORM, UrlForm.SITE, f"https://{SEEDED.site}.atlassian.net"),
        (Product.CONFLUENCE, UrlForm.SITE, f"https://{SEEDED.site}.atlassian.net"),
        (Product.JIRA_SOFTWARE, UrlForm.GATEWAY, f"https://api.atlassian.com/ex/jira/{SEEDED.cloud_id}"),
        (
            Product.CONFLUENCE,
            UrlForm.SITE_GATEWAY,
            f"https://{SEEDED.site}.atlassian.net/gateway/api/ex/confluence/{SEEDED.cloud_id}",
        ),
        (Product.CONFLUENCE, UrlForm.GATEWAY, f"https://api.atlassian.com/ex/confluence/{SEEDED.cloud_id}"),
    ],
)
def test_a_base_url_is_that_of_the_url_form_and_the_app(product: Product, form: UrlForm, url: str) -> None:
    """The site has one for all products, the gateway one per app."""
    assert url == SEEDED.base_url(product, form)
