"""The endpoints that suites state requirements for, read without running a test."""

import datetime as dt
import re
from pathlib import Path

import pytest

from token_conformance.catalogue.operations import published
from token_conformance.catalogue.states import State, states
from token_conformance.errors import UserError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.suite.collection import Suites, is_removed, problem_of

SUITE = """
from token_conformance import UrlForm, endpoint

@endpoint("GET /rest/api/3/serverInfo", open_at={UrlForm.SITE})
def test_get_server_info(send): ...

@endpoint("POST /rest/api/3/issue", writes=True)
def test_create_issue(send): ...

def test_something_else(): ...
"""


def in_folder(root: Path) -> Suites:
    """The suites directly in a folder."""
    return Suites(root, Path())


def test_endpoints_are_named_after_their_tests(tmp_path: Path) -> None:
    """They have all properties of their marks; an ordinary test is not a requirement."""
    (tmp_path / "test_jira_platform.py").write_text(SUITE)
    opened = frozenset({UrlForm.SITE})
    assert [
        Endpoint(Product.JIRA_PLATFORM, "get-server-info", "GET /rest/api/3/serverInfo", open_at=opened),
        Endpoint(Product.JIRA_PLATFORM, "create-issue", "POST /rest/api/3/issue", writes=True),
    ] == list(in_folder(tmp_path).requirements)


def test_requirements_can_be_found_by_endpoint(tmp_path: Path) -> None:
    """The test itself comes with it."""
    (tmp_path / "test_confluence.py").write_text(SUITE)
    names = {endpoint.id: test.__name__ for endpoint, test in in_folder(tmp_path).requirements.items()}
    assert {
        "confluence/get-server-info": "test_get_server_info",
        "confluence/create-issue": "test_create_issue",
    } == names


def test_suites_of_another_kind_are_not_run(tmp_path: Path) -> None:
    """A file without the name of a product is not run."""
    (tmp_path / "test_trello.py").write_text("raise SystemExit")
    assert [] == list(in_folder(tmp_path).requirements)


def test_no_folder_holds_no_endpoints(tmp_path: Path) -> None:
    """A caller that needs suites checks for them."""
    assert {} == in_folder(tmp_path / "nowhere").requirements


def test_a_broken_suite_is_one_line(tmp_path: Path) -> None:
    """It names the file and the error of Python."""
    (tmp_path / "test_confluence.py").write_text("import nowhere_at_all")
    with pytest.raises(UserError, match=r"test_confluence.py: the suite cannot be read \(ModuleNotFoundError: "):
        _ = in_folder(tmp_path).requirements


def test_cells_are_found_by_the_ids_of_their_tests(tmp_path: Path) -> None:
    """They are in the order of the ids; other tests, other files and unknown ids are ignored."""
    (tmp_path / "suites").mkdir()
    (tmp_path / "suites" / "test_confluence.py").write_text(SUITE)
    (tmp_path / "test_trello.py").write_text("raise SystemExit")
    ids = [
        "suites/test_confluence.py::test_create_issue[scoped-gateway]",
        "suites/test_confluence.py::test_something_else",
        "suites/test_confluence.py::test_create_issue[scoped-elsewhere]",
        "test_trello.py::test_create_issue[none-site]",
        "suites/test_confluence.py::test_get_server_info[none-site]@a group of xdist",
    ]
    info = Endpoint(
        Product.CONFLUENCE, "get-server-info", "GET /rest/api/3/serverInfo", open_at=frozenset({UrlForm.SITE})
    )
    issue = Endpoint(Product.CONFLUENCE, "create-issue", "POST /rest/api/3/issue", writes=True)
    assert [
        Cell(issue, Credential.SCOPED, UrlForm.GATEWAY),
        Cell(info, Credential.NONE, UrlForm.SITE),
    ] == Suites(tmp_path).cells_of(ids)


def test_each_suite_is_run_once(tmp_path: Path) -> None:
    """A file that was read for its endpoints is not read again for its cells."""
    (tmp_path / "suites").mkdir()
    path = tmp_path / "suites" / "test_confluence.py"
    path.write_text(SUITE)
    suites = Suites(tmp_path)
    read = suites.requirements
    path.write_text("raise SystemExit")
    assert read == suites.requirements
    assert 1 == len(suites.cells_of(["suites/test_confluence.py::test_create_issue[none-site]"]))


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
