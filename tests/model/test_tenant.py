"""The base URLs of a tenant."""

import pytest

from token_conformance.model.answer import Answer
from token_conformance.model.cell import Product, UrlForm
from token_conformance.model.tenant import LOCAL_MODEL, SEEDED, is_unknown_to_model


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


@pytest.mark.parametrize(
    ("status", "headers", "is_unknown"),
    [
        (501, LOCAL_MODEL, True),
        (501, {"server": "x", **LOCAL_MODEL}, True),
        (501, {"x-token-conformance": "another"}, False),
        (501, {}, False),
        (500, LOCAL_MODEL, False),
        (200, LOCAL_MODEL, False),
    ],
)
def test_the_edge_says_what_its_model_does_not_know(status: int, headers: dict[str, str], is_unknown: bool) -> None:
    """By its header and 501; a server that does not implement something is not the edge."""
    assert is_unknown is is_unknown_to_model(Answer("https://made-up.atlassian.net/", status, headers, b""))
