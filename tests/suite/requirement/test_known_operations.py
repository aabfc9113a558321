"""The operations that a suite may test: those of the catalogue, and those that are declared beside its tests."""

import re
from pathlib import Path

import pytest

from token_conformance.errors import ProblemsError, UserError
from token_conformance.suite.requirement.known_operations import (
    COLUMNS,
    FILE,
    KnownOperations,
    read_own,
)

HEAD = ",".join(COLUMNS)


def test_a_declared_operation_is_one_of_the_catalogue_s_kind(tmp_path: Path) -> None:
    """Its product follows from the path or is written, and its scopes are known if one set is."""
    rows = [
        "GET /rest/api/3/own/{id},,read:own,read:a:jira read:b:jira",
        "POST /rest/greenhopper/1.0/rank,jira-software,,",
    ]
    (tmp_path / FILE).write_text("\n".join([HEAD, *rows]))
    own, rank = read_own(tmp_path / FILE).values()
    assert ("GET", "/rest/api/3/own/{id}", "jira-platform", "jira") == (own.method, own.path, own.product, own.app)
    assert "/ex/jira/{cloudId}/rest/api/3/own/{id}" == own.gateway_path
    assert (frozenset({"read:own"}), frozenset({"read:a:jira", "read:b:jira"})) == (own.classic, own.granular)
    assert (True, "jira-software", False) == (own.scopes_known, rank.product, rank.scopes_known)


@pytest.mark.parametrize(
    ("path", "product"),
    [
        ("/wiki/rest/own", "confluence"),
        ("/rest/api/latest/own", "jira-platform"),
        ("/rest/agile/1.0/own", "jira-software"),
        ("/rest/servicedeskapi/own", "jira-service-management"),
    ],
)
def test_a_path_says_its_product(path: str, product: str, tmp_path: Path) -> None:
    """Nobody writes what the path says."""
    (tmp_path / FILE).write_text(f"{HEAD}\nGET {path},,,\n")
    (operation,) = read_own(tmp_path / FILE).values()
    assert product == operation.product


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("GET /rest/own", "2: has 1 values; write one for each of operation, product, classic_scopes, granular_scopes"),
        ("/rest/own,,,", "2: operation: '/rest/own' is not an operation; write a method and a path without a host"),
        ("GET https://a.example/rest/own,,,", "2: operation: 'GET https://a.example/rest/own' is not an operation"),
        ("GET /rest/own?a=b,,,", "2: operation: 'GET /rest/own?a=b' is not an operation; "),
        ("GET /rest/{own,,,", "2: operation: 'GET /rest/{own' is not an operation; "),
        ("FETCH /rest/own,,,", "2: operation: 'FETCH /rest/own' is not an operation; "),
        ("GET /rest/own,,,", "2: product: is empty, and the path does not say it; write one of jira-platform, "),
        ("GET /rest/own,jira-sofware,,", "2: product: 'jira-sofware' is unknown; did you mean \"jira-software\"?"),
        ("GET /rest/api/3/own,,read,", "2: classic_scopes: 'read' is not a scope; write scopes such as"),
        ("GET /rest/api/3/own,,,read:a;read:b", "2: granular_scopes: 'read:a;read:b' is not a scope; "),
        (
            "GET /rest/api/3/myself,,,",
            "2: operation: GET /rest/api/3/myself is in the catalogue already; delete the row",
        ),
        ("GET /jsm/ops/api/{cloudId}/v1/alerts,,,", "2: operation: GET /jsm/ops/api/{cloudId}/v1/alerts has a base of"),
        ("\nGET /wiki/own,,,\nGET /wiki/own,,,", "4: operation: GET /wiki/own has a row already; delete one of the"),
        ('"GET /wiki/own,,,', "2: is not a row of a table (unexpected end of data); correct it"),
    ],
)
def test_a_broken_own_catalogue_is_one_line(row: str, problem: str, tmp_path: Path) -> None:
    """It names the file, the line and the column."""
    (tmp_path / FILE).write_text(f"{HEAD}\n{row}\n")
    with pytest.raises(ProblemsError) as refused:
        read_own(tmp_path / FILE)
    (line,) = refused.value.problems
    assert line.startswith(f"{tmp_path / FILE}:{problem}")


@pytest.mark.parametrize("text", ["operation;product\n", "\n# x\n"])
def test_an_own_catalogue_without_its_columns_is_refused(text: str, tmp_path: Path) -> None:
    """The line has the columns to write."""
    (tmp_path / FILE).write_text(text)
    with pytest.raises(ProblemsError, match=f"csv:1: the columns are not right; write this line: {HEAD}$"):
        read_own(tmp_path / FILE)


def test_an_own_catalogue_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """The line names the file."""
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match=f"{FILE}: cannot be read .*; write a table with the first line {HEAD}, or"):
        read_own(tmp_path / FILE)


def test_all_wrong_rows_are_named(tmp_path: Path) -> None:
    """Nobody corrects them one run at a time."""
    (tmp_path / FILE).write_text(f"{HEAD}\nGET /a,,,\nGET /wiki/a,,,\nGET /b,,,\n")
    with pytest.raises(ProblemsError) as refused:
        read_own(tmp_path / FILE)
    assert [f"{tmp_path / FILE}:2: product", f"{tmp_path / FILE}:4: product"] == [
        ":".join(line.split(":")[:3]) for line in refused.value.problems
    ]


def test_an_operation_is_found_where_it_is_declared(tmp_path: Path) -> None:
    """Other folders do not know it; published and retired ones are known everywhere."""
    known = KnownOperations()
    (tmp_path / FILE).write_text(f"{HEAD}\nGET /wiki/own,,,\n")
    assert "confluence" == known.find("GET /wiki/own", tmp_path).product
    assert "jira-platform" == known.find("GET /rest/api/3/myself", tmp_path).product
    assert "confluence" == known.find("GET /wiki/rest/api/content", tmp_path).product
    elsewhere = tmp_path / "elsewhere"
    remedy = f"check its method and path or declare it in {elsewhere / FILE}"
    with pytest.raises(UserError, match=f"^GET /own is not a published operation; {re.escape(remedy)}$"):
        known.find("GET /own", elsewhere)
    with pytest.raises(UserError, match=r"^GET /jsm/ops/api/.* ask `token-conformance can-i-use` about it$"):
        known.find("GET /jsm/ops/api/{cloudId}/v1/alerts", elsewhere)
