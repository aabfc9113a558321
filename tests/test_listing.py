"""The endpoints that suites state requirements for, read without running a test."""

from pathlib import Path

import pytest

from token_conformance.errors import UserError
from token_conformance.listing import listed_endpoints, requirements_in
from token_conformance.model import Endpoint, Product, UrlForm

SUITE = """
from token_conformance import UrlForm, endpoint

@endpoint("GET /rest/api/3/serverInfo", open_at={UrlForm.SITE})
def test_get_server_info(send): ...

@endpoint("POST /rest/api/3/issue", writes=True)
def test_create_issue(send): ...

def test_something_else(): ...
"""


def test_endpoints_are_named_after_their_tests(tmp_path: Path) -> None:
    """With all that their marks say; an ordinary test states no requirement."""
    (tmp_path / "test_jira_platform.py").write_text(SUITE)
    opened = frozenset({UrlForm.SITE})
    assert [
        Endpoint(Product.JIRA_PLATFORM, "get-server-info", "GET /rest/api/3/serverInfo", open_at=opened),
        Endpoint(Product.JIRA_PLATFORM, "create-issue", "POST /rest/api/3/issue", writes=True),
    ] == listed_endpoints(tmp_path)


def test_requirements_can_be_found_by_endpoint(tmp_path: Path) -> None:
    """The test itself comes with it."""
    (tmp_path / "test_confluence.py").write_text(SUITE)
    names = {endpoint.id: test.__name__ for endpoint, test in requirements_in(tmp_path / "test_confluence.py").items()}
    assert {
        "confluence/get-server-info": "test_get_server_info",
        "confluence/create-issue": "test_create_issue",
    } == names


def test_suites_of_another_kind_are_not_run(tmp_path: Path) -> None:
    """A file that is named after no product may do anything when it is run."""
    (tmp_path / "test_trello.py").write_text("raise SystemExit")
    assert [] == listed_endpoints(tmp_path)


def test_no_folder_holds_no_endpoints(tmp_path: Path) -> None:
    """Whoever needs some says so."""
    assert [] == listed_endpoints(tmp_path / "nowhere")


def test_a_broken_suite_is_one_line(tmp_path: Path) -> None:
    """It names the file, and what Python says of it."""
    (tmp_path / "test_confluence.py").write_text("import nowhere_at_all")
    with pytest.raises(UserError, match=r"test_confluence.py: is no suite that can be read \(ModuleNotFoundError: "):
        listed_endpoints(tmp_path)
