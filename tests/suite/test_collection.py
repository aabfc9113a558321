"""The endpoints that suites state requirements for, read without running a test."""

import sys
from pathlib import Path

import pytest

from token_conformance.errors import ProblemsError, UserError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.suite.collection import Suites

SUITE = """
from token_conformance import Product, UrlForm, endpoint

@endpoint("GET /rest/api/3/serverInfo", open_at={UrlForm.SITE})
def test_get_server_info(send): ...

@endpoint("POST /rest/api/3/issue", product=Product.JIRA_PRODUCT_DISCOVERY, writes=True)
def test_create_issue(send): ...

def test_something_else(): ...
"""


def in_folder(root: Path) -> Suites:
    """The suites directly in a folder."""
    return Suites(root, Path())


def test_endpoints_are_named_after_their_tests(tmp_path: Path) -> None:
    """They have all properties of their marks, and the product of the operation, or of the mark.

    An ordinary test is not a requirement.
    """
    (tmp_path / "test_mine.py").write_text(SUITE)
    opened = frozenset({UrlForm.SITE})
    assert [
        Endpoint(Product.JIRA_PLATFORM, "get-server-info", "GET /rest/api/3/serverInfo", open_at=opened),
        Endpoint(Product.JIRA_PRODUCT_DISCOVERY, "create-issue", "POST /rest/api/3/issue", writes=True),
    ] == list(in_folder(tmp_path).requirements)


def test_requirements_can_be_found_by_endpoint(tmp_path: Path) -> None:
    """The test itself comes with it."""
    (tmp_path / "test_confluence.py").write_text(SUITE)
    names = {endpoint.id: test.__name__ for endpoint, test in in_folder(tmp_path).requirements.items()}
    assert {
        "jira-platform/get-server-info": "test_get_server_info",
        "jira-product-discovery/create-issue": "test_create_issue",
    } == names


def test_suites_of_another_kind_are_not_run(tmp_path: Path) -> None:
    """A file without a mark is not run, also if it quotes one."""
    (tmp_path / "test_trello.py").write_text(f"SUITE = {SUITE!r}\nraise SystemExit")
    assert [] == list(in_folder(tmp_path).requirements)


def test_no_folder_holds_no_endpoints(tmp_path: Path) -> None:
    """A caller that needs suites checks for them."""
    assert {} == in_folder(tmp_path / "nowhere").requirements


def test_a_broken_suite_is_one_line(tmp_path: Path) -> None:
    """It names the file and the error of Python."""
    (tmp_path / "test_confluence.py").write_text(f"import nowhere_at_all\n{SUITE}")
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
        Product.JIRA_PLATFORM, "get-server-info", "GET /rest/api/3/serverInfo", open_at=frozenset({UrlForm.SITE})
    )
    issue = Endpoint(Product.JIRA_PRODUCT_DISCOVERY, "create-issue", "POST /rest/api/3/issue", writes=True)
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


def test_tests_of_a_class_are_found_too(tmp_path: Path) -> None:
    """They have the mark of their own, and the name that pytest gives them."""
    text = (
        SUITE.replace("@endpoint", "    @endpoint").replace("def test_", "    def test_").replace("send", "self, send")
    )
    (tmp_path / "test_mine.py").write_text(text.replace("endpoint\n", "endpoint\n\nclass TestMine:", 1))
    (cell,) = Suites(tmp_path).cells_of(["test_mine.py::TestMine::test_get_server_info[none-site]"])
    assert "jira-platform/get-server-info/none-site" == cell.id


def test_a_suite_imports_what_is_beside_it(tmp_path: Path) -> None:
    """As pytest lets it; afterwards nothing else does."""
    (tmp_path / "my_words_for_a_suite.py").write_text("WORD = 1")
    (tmp_path / "test_mine.py").write_text(f"import my_words_for_a_suite\n{SUITE}")
    before = list(sys.path)
    assert 2 == len(in_folder(tmp_path).requirements)
    assert before == sys.path


def test_every_fault_of_the_suites_is_a_line(tmp_path: Path) -> None:
    """They are those of all files; each names the file and the test."""
    (tmp_path / "test_a.py").write_text(SUITE)
    (tmp_path / "test_b.py").write_text(SUITE.replace("serverInfo", "serverInfos"))
    (tmp_path / "test_c.py").write_text(SUITE)
    with pytest.raises(ProblemsError) as refused:
        _ = in_folder(tmp_path).requirements
    wrong, repeated, again = refused.value.problems
    assert wrong.startswith(f"{tmp_path}/test_b.py::test_get_server_info: GET /rest/api/3/serverInfos is not a publ")
    assert repeated == (
        f"{tmp_path}/test_c.py::test_get_server_info: jira-platform/get-server-info is tested by"
        f" {tmp_path}/test_a.py::test_get_server_info already; rename one of the two"
    )
    assert "test_c.py::test_create_issue: jira-product-discovery/create-issue is tested by " in again


def test_the_operations_of_the_endpoints_come_with_them(tmp_path: Path) -> None:
    """Also those that are declared beside the suite, whose scopes a token needs."""
    (tmp_path / "operations.csv").write_text(
        "operation,product,classic_scopes,granular_scopes\nGET /rest/api/3/own,,read:own,\n"
    )
    (tmp_path / "test_mine.py").write_text(SUITE.replace("serverInfo", "own"))
    scopes = {endpoint.name: one.classic for endpoint, one in in_folder(tmp_path).operations.items()}
    assert {"get-server-info": {"read:own"}, "create-issue": {"write:jira-work"}} == scopes
