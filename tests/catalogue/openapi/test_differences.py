"""The differences: what changed of an operation can be read in a few lines."""

from token_conformance.catalogue.openapi.differences import differences
from token_conformance.catalogue.openapi.tables import COLUMNS, Row


def row(path: str, **columns: str) -> Row:
    """A row of an operation `GET path`."""
    empty = dict.fromkeys(COLUMNS["operations.csv"], "")
    values = {"api": "jsm", "method": "GET", "site_path": path, "gateway_path": f"/ex{path}", "anonymous": "no"}
    return {**empty, **values, "deprecated": "no", **columns}


def lines(before: list[Row], after: list[Row]) -> list[str]:
    """The lines of all differences."""
    return [line for one in differences(before, after) for line in one.lines()]


def test_equal_rows_have_no_difference() -> None:
    """Also in another order."""
    assert [] == lines([row("/a"), row("/b")], [row("/b"), row("/a")])


def test_operations_are_added_and_removed() -> None:
    """An added one is shown with its scopes; the lines are in the order of the paths."""
    added = row("/b", classic_scopes="read:x read:y", granular_scopes="read:x:z", anonymous="yes")
    assert lines([row("/a"), row("/d")], [row("/d"), added]) == [
        "  - GET /a",
        "  + GET /b",
        "      classic scope: read:x",
        "      classic scope: read:y",
        "      granular scope: read:x:z",
        "      anonymous: yes",
    ]


def test_each_column_says_how_it_changed() -> None:
    """A set by its words, everything else by both values."""
    before = row("/a", classic_scopes="read:x read:y", required_query="a b", operation_id="getA")
    after = row(
        "/a",
        classic_scopes="read:y read:z",
        granular_scopes="read:q:r",
        required_query="b a",
        query_parameters="limit",
        expand_values="names",
        anonymous="yes",
        deprecated="yes",
    )
    assert lines([before], [after]) == [
        "  ~ GET /a",
        "      classic scope: + read:z",
        "      classic scope: - read:x",
        "      granular scope: + read:q:r",
        "      query parameter: + limit",
        "      required query parameter: another order",
        "      value of expand: + names",
        "      anonymous: no -> yes",
        "      deprecated: no -> yes",
        "      operation id: getA -> none",
    ]


def test_every_column_of_an_operation_is_shown() -> None:
    """Each one that can change makes a line; api, method and path are the key."""
    for column in COLUMNS["operations.csv"]:
        if column not in {"api", "method", "gateway_path"}:
            assert 2 == len(lines([row("/a")], [row("/a", **{column: "other"})])), column


def test_an_operation_of_a_family_is_named_by_its_path_at_the_gateway() -> None:
    """It has no other."""
    assert ["  - GET /ex/a"] == lines([row("/a", site_path="")], [])
