"""The operations that a suite may test: those of the catalogue, and those that are declared beside its tests."""

import datetime as dt
import re
from pathlib import Path

import pytest

from token_conformance.catalogue.operations import published
from token_conformance.catalogue.states import State, states
from token_conformance.errors import ProblemsError, UserError
from token_conformance.suite.requirement.known_operations import (
    COLUMNS,
    FILE,
    KnownOperations,
    is_removed,
    problem_of,
    read_own,
)

HEAD = ",".join(COLUMNS)


def removed() -> set[str]:
    """The published operations that are gone, or were to go before the day of the test."""
    today = dt.datetime.now(dt.UTC).date()
    found = {name: states().find(*name.split(" ", 1)) for name in published().operations}
    gone = {State.GONE, State.GONE_FOR_OAUTH, State.UNPUBLISHED}
    return {
        name
        for name, one in found.items()
        if one and (one.state in gone or (one.state is State.GOING and one.is_past(today)))
    }


@pytest.mark.slow
def test_a_hint_is_never_a_removed_operation() -> None:
    """Whoever misspells one of them is not sent to an answer of 410."""
    for name in removed():
        for wrong in (f"{name}x", name.replace("/rest", "/rests")):
            hint = re.search(r"did you mean (.*)\?", problem_of(wrong))
            assert hint is None or hint[1] not in removed()


def test_the_nearest_operation_is_no_hint_if_it_is_removed() -> None:
    """The next one that is similar is named instead."""
    assert "GET /rest/api/3/search" in removed()
    hint = problem_of("GET /rest/api/3/searchs").partition("did you mean ")[2]
    assert hint
    assert hint.rstrip("?") not in removed()


def test_operations_that_live_are_not_removed() -> None:
    """Only the states decide, for every published operation."""
    assert removed() == {name for name in published().operations if is_removed(name)}


@pytest.mark.parametrize(
    ("operation", "problem"),
    [
        ("GET /rest/api/3/myself", ""),
        (
            "GET /rest/api/3/myselfs",
            "GET /rest/api/3/myselfs is not a published operation; did you mean GET /rest/api/3/myself?",
        ),
        ("", " is not a published operation; check its method and path"),
        ("nonsense", "nonsense is not a published operation; check its method and path"),
        ("GET /\n", r"GET /\n is not a published operation; check its method and path"),
    ],
)
def test_a_hint_is_close_or_missing(operation: str, problem: str) -> None:
    """An operation that only shares its method is no hint."""
    assert problem == problem_of(operation)


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


@pytest.mark.parametrize("text", ["", "operation;product\n", "\n"])
def test_an_own_catalogue_without_its_columns_is_refused(text: str, tmp_path: Path) -> None:
    """The line has the columns to write."""
    (tmp_path / FILE).write_text(text)
    with pytest.raises(ProblemsError, match=f"csv:1: the columns are not right; write this line: {HEAD}$"):
        read_own(tmp_path / FILE)


def test_an_own_catalogue_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """The line names the file."""
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match=f"{FILE}: cannot be read .*; make it a table of text, or delete it"):
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
