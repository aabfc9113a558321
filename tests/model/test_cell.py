"""Cells, their parts, and the words in files."""

from enum import StrEnum

import pytest

from token_conformance.errors import UserError
from token_conformance.model.cell import (
    COLUMNS,
    EVERY_COLUMN,
    FORMS,
    MATRIX,
    SERVICE_ACCOUNT,
    SITE_GATEWAY,
    Cell,
    Credential,
    Endpoint,
    Product,
    UrlForm,
)
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome

ENDPOINT = Endpoint(
    Product.JIRA_PLATFORM,
    "server-info",
    "GET /rest/api/3/serverInfo",
    open_at=frozenset({UrlForm.SITE}),
)


def test_an_endpoint_has_eight_columns_of_which_four_are_the_matrix() -> None:
    """Each token type and each stranger has each URL form once."""
    assert 8 == len(set(COLUMNS))
    assert {(c, f) for c in ("unscoped", "scoped") for f in ("site", "gateway")} == set(MATRIX)


def test_the_columns_of_a_service_account_are_optional_and_last() -> None:
    """They are no columns of an ordinary run, and no stranger's."""
    assert (("service-account", "site"), ("service-account", "gateway")) == SERVICE_ACCOUNT
    assert COLUMNS + SERVICE_ACCOUNT + SITE_GATEWAY == EVERY_COLUMN
    assert not Credential.SERVICE_ACCOUNT.is_stranger


def test_the_gateways_path_on_a_site_is_optional_and_no_column_of_the_matrix() -> None:
    """Both types of token are tried there, and no stranger."""
    assert (("unscoped", "site-gateway"), ("scoped", "site-gateway")) == SITE_GATEWAY
    assert ("site", "gateway") == FORMS
    assert "jira-platform/server-info/scoped-site-gateway" == Cell(ENDPOINT, *SITE_GATEWAY[1]).id


def test_a_run_has_its_columns_in_this_order() -> None:
    """As before there were optional ones."""
    assert (
        ("unscoped", "site"),
        ("scoped", "gateway"),
        ("unscoped", "gateway"),
        ("scoped", "site"),
        ("none", "site"),
        ("none", "gateway"),
        ("invalid", "site"),
        ("invalid", "gateway"),
    ) == COLUMNS


def test_positive_controls_run_first() -> None:
    """The other cells are judged by their outcomes."""
    assert (("unscoped", "site"), ("scoped", "gateway")) == COLUMNS[:2]


def test_a_cell_is_named_after_its_endpoint_and_column() -> None:
    """Results, deviations and cassettes use the same id for a cell."""
    cell = Cell(ENDPOINT, Credential.SCOPED, UrlForm.GATEWAY)
    assert "jira-platform/server-info/scoped-gateway" == cell.id
    assert cell.is_positive_control


@pytest.mark.parametrize(("form", "is_open"), [(UrlForm.SITE, True), (UrlForm.GATEWAY, False)])
def test_an_endpoint_is_open_only_at_its_declared_forms(form: UrlForm, is_open: bool) -> None:  # a case
    """Being open at the site says nothing about the gateway."""
    assert is_open == Cell(ENDPOINT, Credential.NONE, form).is_open


def test_an_operation_is_split_into_method_and_path() -> None:
    """The operation's name has everything that a request line needs."""
    assert ("GET", "/rest/api/3/serverInfo") == (ENDPOINT.method, ENDPOINT.path_template)


@pytest.mark.parametrize("product", Product)
def test_every_product_belongs_to_the_app_of_its_gateway_prefix(product: Product) -> None:
    """Only Confluence has a gateway prefix of its own."""
    assert ("confluence" if product is Product.CONFLUENCE else "jira") == product.app
    assert product.title.lower().replace(" ", "-") == product.value


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("SOFT-1", "/rest/api/3/issue/SOFT-1/comment"),
        (7, "/rest/api/3/issue/7/comment"),
        ("a/b?c#d %", "/rest/api/3/issue/a%2Fb%3Fc%23d%20%25/comment"),
    ],
)
def test_a_path_parameter_is_one_segment(value: str | int, path: str) -> None:
    """No value of a parameter can change the operation."""
    comments = Endpoint(Product.JIRA_PLATFORM, "comments", "GET /rest/api/3/issue/{issueIdOrKey}/comment")
    assert path == comments.path({"issueIdOrKey": value})


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_path_parameter_is_no_step_in_the_path(value: str) -> None:
    """A server leaves such a segment out, so the path would be that of another operation."""
    issue = Endpoint(Product.JIRA_PLATFORM, "delete", "DELETE /rest/api/3/issue/{issueIdOrKey}")
    with pytest.raises(UserError) as refusal:
        issue.path({"issueIdOrKey": value})
    expected = f"{value!r} cannot be issueIdOrKey in a path, which would then name something else; correct it"
    assert expected == str(refusal.value)
    assert "/rest/api/3/issue/..." == issue.path({"issueIdOrKey": "..."})


WORDS: dict[type[StrEnum], tuple[str, ...]] = {
    Credential: ("unscoped", "scoped", "none", "invalid", "service-account"),
    UrlForm: ("site", "gateway", "site-gateway"),
    Product: (
        "jira-platform",
        "jira-work-management",
        "jira-product-discovery",
        "jira-software",
        "jira-service-management",
        "confluence",
    ),
    Outcome: (
        "works",
        "empty",
        "hidden",
        "unauthenticated",
        "scope-mismatch",
        "forbidden",
        "gone",
        "rate-limited",
        "server-error",
        "unreachable",
        "unexpected",
        "recognised",
        "stranger",
    ),
    Grade: ("documented", "recorded", "reported", "claimed", "inferred"),
}


@pytest.mark.parametrize("kind", WORDS)
def test_the_words_are_those_in_files(kind: type[StrEnum]) -> None:
    """Existing results, cassettes and deviations can still be read."""
    assert WORDS[kind] == tuple(map(str, kind))


def test_an_endpoint_reads_and_is_closed_unless_it_says_otherwise() -> None:
    """The defaults are safe."""
    endpoint = Endpoint(Product.JIRA_PLATFORM, "myself", "GET /rest/api/3/myself")
    assert (False, frozenset(), "") == (endpoint.writes, endpoint.open_at, endpoint.api)


def test_a_call_of_the_whole_catalogue_is_named_after_its_api_and_has_no_positive_control() -> None:
    """Its cells are apart from those of the endpoints, and its control is what a stranger gets."""
    endpoint = Endpoint(Product.CONFLUENCE, "get-pages", "GET /wiki/api/v2/pages", api="confluence-v2")
    assert "catalogue/confluence-v2/get-pages" == endpoint.id
    assert [False, False] == [Cell(endpoint, *column).is_positive_control for column in COLUMNS[:2]]


def test_a_product_is_titled_as_atlassian_writes_it() -> None:
    """It has words, and not the form of a file name."""
    assert "Jira Service Management" == Product.JIRA_SERVICE_MANAGEMENT.title


@pytest.mark.parametrize("parameters", [{}, {"issueKey": "ABC-1"}])
def test_a_path_parameter_without_a_value_is_named(parameters: dict[str, str]) -> None:
    """The author of a suite reads which name is missing, and how it is given."""
    endpoint = Endpoint(Product.JIRA_PLATFORM, "x", "GET /rest/api/3/issue/{issueIdOrKey}")
    with pytest.raises(UserError) as caught:
        endpoint.path(parameters)
    expected = "GET /rest/api/3/issue/{issueIdOrKey}: issueIdOrKey has no value; give path={'issueIdOrKey': ...}"
    assert expected == str(caught.value)
