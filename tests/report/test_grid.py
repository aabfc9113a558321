"""Operations are shortened, and stay distinguishable."""

import pytest

from token_conformance.report.grid import fitted, split_root

LABELS = ["GET issue", "POST content/{id}/child/attachment"]


@pytest.mark.parametrize(
    ("operation", "root", "rest"),
    [
        ("GET /rest/api/3/issue/{issueIdOrKey}", "/rest/api/3", "GET issue/{issueIdOrKey}"),
        ("GET /rest/agile/1.0/board", "/rest/agile/1.0", "GET board"),
        ("GET /rest/servicedeskapi/servicedesk/{id}", "/rest/servicedeskapi", "GET servicedesk/{id}"),
        ("POST /wiki/api/v2/pages", "/wiki/api/v2", "POST pages"),
        ("GET /wiki/rest/api/search", "/wiki/rest/api", "GET search"),
        ("GET /_edge/tenant_info", "", "GET _edge/tenant_info"),
        ("GET\n/rest/api/3/issue", "/rest/api/3", "GET issue"),
    ],
)
def test_the_root_of_an_api_is_split_off(operation: str, root: str, rest: str) -> None:
    """Each version of an API has its own root."""
    assert (root, rest) == split_root(operation)


@pytest.mark.parametrize(
    ("width", "shortened"),
    [
        (34, LABELS),
        (33, ["GET issue", "POST content/{}/child/attachment"]),
        (31, ["GET issue", "POST …/{}/child/attachment"]),
        (25, ["GET issue", "POST …/child/attachment"]),
        (17, ["GET issue", "POST …/attachment"]),
        (10, ["GET issue", "POST …/\nattachment"]),
    ],
)
def test_labels_are_shortened_no_more_than_needed(width: int, shortened: list[str]) -> None:
    """Names of parameters go first, then the start of the path, because its end distinguishes it from others."""
    assert shortened == fitted(LABELS, width)


@pytest.mark.parametrize("label", [" ", "GET ", "GET a/", "/"])
def test_no_line_of_a_label_is_empty(label: str) -> None:
    """The lines of a table are counted, and tabulate draws no empty one."""
    assert "" not in fitted([label], 0)[0].split("\n")[1:]


def test_a_single_word_is_not_cut() -> None:
    """It has a line of its own below the method."""
    assert ["GET\nserviceInformation"] == fitted(["GET serviceInformation"], 10)
