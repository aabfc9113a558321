"""The mark of a test, and each of its faults."""

from pathlib import Path
from typing import Any

import pytest

from token_conformance import endpoint
from token_conformance.errors import UserError
from token_conformance.model.cell import Endpoint, Product, UrlForm
from token_conformance.suite.requirement.known_operations import KnownOperations
from token_conformance.suite.requirement.marks import endpoint_of_marks

MYSELF = "GET /rest/api/3/myself"


def read(*marks: pytest.MarkDecorator, name: str = "test_get_it") -> Endpoint | None:
    """The endpoint of a test with these marks."""
    return endpoint_of_marks([one.mark for one in marks], name, Path("suites"), KnownOperations())


def test_a_test_without_the_mark_is_an_ordinary_one() -> None:
    """Whatever other marks it has."""
    assert read(pytest.mark.slow) is None


def test_the_operation_says_the_product() -> None:
    """Nothing else has to be written."""
    assert Endpoint(Product.JIRA_PLATFORM, "get-it", MYSELF) == read(endpoint(MYSELF))
    assert Endpoint(Product.CONFLUENCE, "get-it", "GET /wiki/api/v2/tasks") == read(endpoint("GET /wiki/api/v2/tasks"))


@pytest.mark.parametrize("product", [Product.JIRA_SOFTWARE, "jira-software"], ids=["type", "word"])
def test_a_mark_may_say_another_product_and_more(product: Product | str) -> None:
    """Words do as well as the types."""
    found = read(endpoint(MYSELF, product=product, writes=True, open_at=["site"]))  # type: ignore[list-item]  # as people write
    expected = Endpoint(Product.JIRA_SOFTWARE, "get-it", MYSELF, writes=True, open_at=frozenset({UrlForm.SITE}))
    assert expected == found


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"product": "jira-sofware"}, "product: unknown product 'jira-sofware'; did you mean \"jira-software\"?"),
        ({"product": "confluence"}, f"product: {MYSELF} is called at jira, not at Confluence; correct it"),
        ({"writes": "yes"}, "writes: 'yes' is not True or False; write one of them"),
        ({"open_at": "sites"}, "open_at: unknown URL form 'sites'; did you mean \"site\"?"),
        ({"open_at": 3}, "open_at: unknown URL form '3'; use one of site, gateway"),
        ({"read": True}, '@endpoint takes one operation, and product, writes, open_at by name; write @endpoint("GET'),
    ],
)
def test_a_wrong_key_is_one_line(keys: dict[str, Any], problem: str) -> None:
    """It names the key and what to write."""
    with pytest.raises(UserError) as refused:
        read(pytest.mark.endpoint(MYSELF, **keys))
    assert str(refused.value).startswith(problem)


@pytest.mark.parametrize(
    ("marks", "problem"),
    [
        ([endpoint(MYSELF), endpoint(MYSELF)], "has more than one mark @endpoint; a test is one call, so write a test"),
        ([endpoint(MYSELF), pytest.mark.parametrize("a", [1])], "is parametrized; a test is one call, so write a test"),
        ([pytest.mark.endpoint()], "@endpoint takes one operation, and "),
        ([pytest.mark.endpoint(MYSELF, MYSELF)], "@endpoint takes one operation, and "),
        ([pytest.mark.endpoint(3)], "@endpoint takes one operation, and "),
        ([endpoint("GET /rest/api/3/myselfs")], "GET /rest/api/3/myselfs is not a published operation; did you mean "),
    ],
    ids=str,
)
def test_wrong_marks_are_one_line(marks: list[pytest.MarkDecorator], problem: str) -> None:
    """It says what to write."""
    with pytest.raises(UserError) as refused:
        read(*marks)
    assert str(refused.value).startswith(problem)


@pytest.mark.parametrize("name", ["test_getIssue", "test__get", "test_get_", "test_größe", "test_"])
def test_a_name_that_is_not_fit_for_a_cassette_is_refused(name: str) -> None:
    """Its cell would have a cassette that cannot be read again."""
    with pytest.raises(UserError, match="the name is not fit for files; use lower-case letters, digits and single"):
        read(endpoint(MYSELF), name=name)


def test_a_mark_without_brackets_is_one_line() -> None:
    """Otherwise the mark would take the place of the test, and pytest would not find it."""
    with pytest.raises(pytest.Collector.CollectError, match='@endpoint has no operation; write @endpoint\\("GET'):
        endpoint(test_a_mark_without_brackets_is_one_line)  # type: ignore[arg-type]  # as people write it
