"""Made-up endpoints, cells, results, deviations and suites, which many tests start from."""

from datetime import date
from typing import TYPE_CHECKING, Any

from token_conformance.model.cell import EVERY_COLUMN, Cell, Endpoint, Product
from token_conformance.model.outcome import Outcome
from token_conformance.model.target import Target
from token_conformance.model.verdict import Verdict
from token_conformance.recording.cassette import Stamp
from token_conformance.results.file import Header, Results
from token_conformance.results.record import CellResult, Recorded

if TYPE_CHECKING:
    from token_conformance.edge.server.edge import Edge

MYSELF = Endpoint(Product.JIRA_PLATFORM, "myself", "GET /rest/api/3/myself")
RECORDED = Recorded("edge", date(2026, 11, 24), "0.1.0")

SUITE = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/myself")
def test_myself(send, tenant):
    assert tenant.account_id == send().json()["accountId"]
"""
"""A suite with the endpoint `MYSELF`, for the file `test_jira_platform.py`."""


def make_cell(column: str = "scoped-site", endpoint: Endpoint = MYSELF) -> Cell:
    """The cell of an endpoint in a column such as `scoped-site`."""
    credential, form = next(one for one in EVERY_COLUMN if "-".join(one) == column)
    return Cell(endpoint, credential, form)


def make_jira_cell(column: str, operation: str) -> Cell:
    """A cell of an endpoint of the Jira platform, which is named after nothing."""
    return make_cell(column, Endpoint(Product.JIRA_PLATFORM, "tried", operation))


def make_result(cell: str = "jira-platform/get-issue/scoped-site", **fields: Any) -> CellResult:
    """The result of a cell that works, unless the fields say otherwise."""
    product, name, column = cell.split("/")
    endpoint = Endpoint(Product(product), name, f"GET /rest/api/3/{name}")
    return result_of(make_cell(column, endpoint), **{"status": 200} | fields)


def make_call(cell: str = "catalogue/jira-platform-v3/get-things/scoped-site", **fields: Any) -> CellResult:
    """The result of a cell of the whole catalogue that knows its caller, unless the fields say otherwise."""
    _, api, name, column = cell.split("/")
    product = Product.CONFLUENCE if api.startswith("confluence") else Product.JIRA_PLATFORM
    endpoint = Endpoint(product, name, f"GET /rest/{api}/{name}", api=api)
    facts = {"outcome": "recognised", "grade": "inferred", "rule": "S1", "effect": "The caller is known."}
    recognised = {"verdict": Verdict.KNOWN, "expected": Outcome.RECOGNISED, "outcome": Outcome.RECOGNISED}
    return result_of(make_cell(column, endpoint), **{"status": 501, "deviation": facts} | recognised | fields)


def result_of(cell: Cell, **fields: Any) -> CellResult:
    """The result of a cell that works and was recorded from the edge, unless the fields say otherwise."""
    known: dict[str, Any] = {
        "cell": cell.id,
        "product": cell.endpoint.product,
        "endpoint": cell.endpoint.id,
        "operation": cell.endpoint.operation,
        "credential": cell.credential,
        "url_form": cell.url_form,
        "verdict": Verdict.PASSED,
        "expected": Outcome.WORKS,
        "outcome": Outcome.WORKS,
        "recorded": RECORDED,
    }
    return CellResult(**known | fields)


def make_cassette(
    stamp: Stamp, body: object = "{}", status: int = 200, headers: dict[str, list[str]] | None = None
) -> dict[str, Any]:
    """The document of a cassette with one exchange, a GET of the own account."""
    request = {"body": "", "headers": {}, "method": "GET", "uri": "https://example.com/rest/api/3/myself"}
    status_line = {"code": status, "message": "OK"}
    response = {"body": {"string": body}, "headers": headers or {}, "status": status_line}
    return {
        "interactions": [{"request": request, "response": response}],
        "metadata": stamp.metadata(),
        "version": 1,
    }


def make_results(*cells: CellResult) -> Results:
    """The results of a run of the given cells from their cassettes."""
    return Results(Header(suite="0.1.0", target="cassettes"), cells)


def make_deviation(endpoint: str = MYSELF.id, outcome: str = "unauthenticated") -> str:
    """The entry of `deviations.toml` for a scoped token at the site."""
    return f"""
[[deviation]]
endpoint = "{endpoint}"
credential = "scoped"
url_form = "site"
outcome = "{outcome}"
grade = "reported"
date = 2026-02-23
source = "sooperset/mcp-atlassian#968"
effect = "The caller seems to be a stranger."
"""


def make_live_target(edge: "Edge") -> Target:
    """An edge as a live target, which has to be spared."""
    return Target("live", edge.tenant, edge.account, edge.proxy_url, edge.ca_file)


PLATFORM_SETTINGS = {
    "TOKEN_CONFORMANCE_SITE": "mysite",
    "TOKEN_CONFORMANCE_EMAIL": "me@example.com",
    "TOKEN_CONFORMANCE_UNSCOPED_TOKEN": "MADE-UP-UNSCOPED-TOKEN",
    "TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN": "MADE-UP-SCOPED-JIRA-TOKEN",
    "TOKEN_CONFORMANCE_PROJECT_KEY": "ABC",
    "TOKEN_CONFORMANCE_ISSUE_KEY": "ABC-1",
    "TOKEN_CONFORMANCE_ATTACHMENT_ID": "10001",
}
"""The variables of a live run on a tenant with Jira alone; the tokens are made up."""
