"""What a path could mean that nobody publishes."""

import pytest

from token_conformance.calls.meant import almost, page_for_people


@pytest.mark.parametrize(
    ("path", "read_by"),
    [
        ("/browse/ABC-1", "GET /rest/api/3/issue/{issueIdOrKey}"),
        ("/browse/ABC", "GET /rest/api/3/project/{projectIdOrKey}"),
        ("/jira/software/projects/ABC/boards/1", "GET /rest/agile/1.0/board/{boardId}"),
        ("/jira/software/c/projects/ABC/boards/1/backlog", "GET /rest/agile/1.0/board/{boardId}"),
        ("/jira/core/projects/ABC/board", "GET /rest/api/3/project/{projectIdOrKey}"),
        ("/projects/ABC/issues", "GET /rest/api/3/project/{projectIdOrKey}"),
        ("/issues/", "GET /rest/api/3/search/jql"),
        ("/jira/your-work", ""),
        ("/secure/Dashboard.jspa", ""),
        ("/servicedesk/customer/portal/1", ""),
        ("/wiki/spaces/ABC/pages/123/Title", "GET /wiki/api/v2/pages/{id}"),
        ("/wiki/spaces/ABC/pages/edit-v2/123", "GET /wiki/api/v2/pages/{id}"),
        ("/wiki/spaces/ABC/overview", "GET /wiki/api/v2/spaces"),
        ("/wiki/x/AbCd", ""),
        ("/jira/rest/api/3/issue/ABC-1", None),
        ("/rest/api/3/issue/ABC-1", None),
        ("/wiki/rest/api/content", None),
        ("/browsed/ABC-1", None),
    ],
)
def test_a_page_of_a_browser_is_known(path: str, read_by: str | None) -> None:
    """It has the operation that reads the same, if there is one; the path of an API is no page."""
    assert read_by == page_for_people(path)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/confluence/rest/api/user/current", "GET /wiki/rest/api/user/current"),
        ("/jira/rest/api/2/issue/ABC-1", "GET /rest/api/2/issue/{issueIdOrKey}"),
        ("/REST/API/3/myself", "GET /rest/api/3/myself"),
        ("/rest/api/4/issue/ABC-1", "GET /rest/api/3/issue/{issueIdOrKey}"),
        ("/rest/api/1.0/project/ABC", "GET /rest/api/3/project/{projectIdOrKey}"),
        ("/rest/agile/2.0/board/1", "GET /rest/agile/1.0/board/{boardId}"),
        ("/wiki/api/v3/pages/1", "GET /wiki/api/v2/pages/{id}"),
        ("//rest/api/3/myself", "GET /rest/api/3/myself"),
        ("/rest/api/3/isue/ABC-1", "GET /rest/api/3/issue/{issueIdOrKey}"),
    ],
)
def test_the_nearest_living_operation_is_first(path: str, meant: str) -> None:
    """It differs in a first part, the case of letters, the version, a slash, or one part."""
    assert meant == next(almost("GET", path))


@pytest.mark.parametrize("path", ["/rest/scriptrunner/latest/custom/x", "/confluence/rest/api/content", "/nothing"])
def test_a_path_that_is_like_none_means_none(path: str) -> None:
    """A path of somebody's app is none of Atlassian's, and one that is gone is never meant."""
    assert [] == list(almost("GET", path))
