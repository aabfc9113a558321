"""The endpoints that suites state requirements for, read without running a test."""

from pathlib import Path

import pytest

from token_conformance.errors import UserError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.suite.collection import Suites

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
