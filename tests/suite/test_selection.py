"""Why a cell of a live run is not sent."""

from pathlib import Path

import pytest

from factories import PLATFORM_SETTINGS, make_cell
from token_conformance.live.discovery.findings import Findings
from token_conformance.live.settings import read
from token_conformance.model.cell import Endpoint, Product
from token_conformance.suite.options import Settings
from token_conformance.suite.selection import not_sent

ISSUE = Endpoint(Product.JIRA_PLATFORM, "get-issue", "GET /rest/api/3/issue/{issueIdOrKey}")
CREATE = Endpoint(Product.JIRA_PLATFORM, "create-issue", "POST /rest/api/3/issue", writes=True)
PAGE = Endpoint(Product.CONFLUENCE, "get-page", "GET /wiki/api/v2/pages/{id}")
LIVE = Settings(Path(), target="live")


def reason(column: str, endpoint: Endpoint, lacking: dict[str, str], *without: str) -> str | None:
    """Why a cell that needs an issue is not sent, without some tokens."""
    given = {name: value for name, value in PLATFORM_SETTINGS.items() if not name.endswith(without or "-")}
    live = read(given).with_found(Findings({}, lacking=lacking))
    return not_sent(LIVE, live, make_cell(column, endpoint), {"issue_key"})


@pytest.mark.parametrize("column", ["unscoped-site", "scoped-gateway", "none-site", "invalid-gateway"])
def test_a_cell_with_all_that_it_needs_is_sent(column: str) -> None:
    """There is no reason."""
    assert reason(column, ISSUE, {"board_id": "no board"}) is None


def test_what_the_tenant_lacks_is_the_reason() -> None:
    """Of every column, also of strangers: the thing is in the path."""
    assert "not sent: no issue" == reason("none-site", ISSUE, {"issue_key": "no issue"})


@pytest.mark.parametrize(
    ("column", "endpoint", "without", "expected"),
    [
        ("unscoped-gateway", ISSUE, "UNSCOPED_TOKEN", "not sent: no unscoped token is set"),
        ("scoped-site", ISSUE, "JIRA_TOKEN", "not sent: no token with scopes for Jira is set"),
        ("scoped-site", PAGE, "-", "not sent: no token with scopes for Confluence is set"),
        ("none-site", ISSUE, "UNSCOPED_TOKEN", None),
        ("invalid-site", ISSUE, "JIRA_TOKEN", None),
    ],
)
def test_a_token_that_is_not_set_is_the_reason(
    column: str, endpoint: Endpoint, without: str, expected: str | None
) -> None:
    """A stranger needs none."""
    assert expected == reason(column, endpoint, {}, without)


def test_writes_that_are_not_allowed_come_first() -> None:
    """The user can do something about them."""
    assert "writes to the tenant; add --allow-writes" == reason("scoped-site", CREATE, {"issue_key": "no issue"})
