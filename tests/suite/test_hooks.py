"""How the cells of a suite end, run against the edge."""

import json
from collections.abc import Callable

import pytest

Suite = Callable[..., pytest.RunResult]

OPEN = """
from token_conformance import UrlForm, endpoint

@endpoint("GET /rest/api/3/{path}", open_at={open_at})
def test_myself(send):
    assert send().json()
"""


def test_a_suite_runs_every_cell_once_and_shows_the_matrix(suite: Suite) -> None:
    """Eight cells, one of them known not to work, and a row of the matrix."""
    result = suite("--target", "edge")
    result.assert_outcomes(passed=7, xfailed=1)
    result.stdout.fnmatch_lines(["Recorded from the edge*", "GET myself*works*works*unauthent*works*"])


def test_another_outcome_than_the_declared_one_is_a_change(suite: Suite) -> None:
    """A deviation covers one outcome, not every failure."""
    result = suite("--target", "edge", outcome="hidden")
    result.assert_outcomes(passed=7, failed=1)
    result.stdout.fnmatch_lines(["changed: GET /rest/api/3/myself, scoped at site: expected hidden, got unauth*"])


def test_a_deviation_that_starts_to_work_is_an_improvement_and_red(suite: Suite) -> None:
    """The day on which CLOUD-12617 is implemented is noticed."""
    result = suite("--target", "edge", "--edge", "requested")
    result.assert_outcomes(passed=7, failed=1)
    result.stdout.fnmatch_lines(["improved: GET /rest/api/3/myself, scoped at site: expected unauthent*, got works*"])


def test_runxfail_requires_every_cell_to_work(suite: Suite) -> None:
    """In this profile, the request of the ticket, only the cells with a declared deviation fail."""
    result = suite("--target", "edge", "--runxfail")
    result.assert_outcomes(passed=7, failed=1)
    result.stdout.fnmatch_lines(["*myself, scoped at site: expected works, got unauthenticated*"])


def test_an_endpoint_that_is_open_must_say_so(suite: Suite) -> None:
    """A stranger who gets a working answer at an endpoint that is not declared open fails the controls."""
    result = suite("--target", "edge", code=OPEN.format(path="serverInfo", open_at="()"))
    result.stdout.fnmatch_lines(["*serverInfo, none at site: expected a refusal, got works*"])
    result.stdout.fnmatch_lines(["*serverInfo, invalid at site: expected a refusal, got works*"])


def test_an_endpoint_that_says_it_is_open_must_be(suite: Suite) -> None:
    """A stale claim of openness fails the controls."""
    result = suite("--target", "edge", code=OPEN.format(path="myself", open_at="{UrlForm.SITE}"))
    result.stdout.fnmatch_lines(["*myself, none at site: expected works, got unauthenticated*"])


FAILING_PROOF = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/myself")
def test_myself(send):
    assert "nobody" == send().json()["accountId"]
"""


def test_cells_of_a_failed_control_are_inconclusive(suite: Suite) -> None:
    """Both positive controls fail by their proof, the six others are not judged."""
    result = suite("--target", "edge", code=FAILING_PROOF)
    result.assert_outcomes(failed=2, skipped=6)
    result.stdout.fnmatch_lines(
        ["*unscoped at site: expected works, got empty (200 {*: AssertionError: assert '<text>' == '<text>*"]
    )
    result.stdout.fnmatch_lines(["*inconclusive: *-* failed, so this*"])


BARE = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/serverInfo")
def test_myself(send):
    {body}
"""


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("pass", "called send 0 times; a cell is exactly one exchange"),
        ("send(); send()", "called send 2 times; a cell is exactly one exchange"),
        ("nonsense()", "NameError: name 'nonsense' is not defined"),
        ("raise TypeError('of the test')", "TypeError: of the test"),
    ],
)
def test_no_cell_passes_without_exactly_one_exchange(suite: Suite, body: str, fault: str) -> None:
    """A test without an exchange, or one that is itself broken, is an error of the suite."""
    result = suite("--target", "edge", "-k", "test_myself[unscoped-site]", code=BARE.format(body=body))
    result.assert_outcomes(failed=1, deselected=7)
    result.stdout.fnmatch_lines([f"*{fault}*"])


def test_a_fixture_that_is_missing_is_named_in_the_results(suite: Suite, pytester: pytest.Pytester) -> None:
    """The message of pytest has names of objects in this program, and these were scrubbed like an answer."""
    code = BARE.format(body="send()").replace("(send)", "(send, our_thing)")
    suite("--target", "edge", "-k", "test_myself[unscoped-site]", code=code).assert_outcomes(errors=1, deselected=7)
    cells = [json.loads(line) for line in (pytester.path / "results.jsonl").read_text().splitlines()]
    notes = [cell["note"] for cell in cells if cell["kind"] == "cell"]
    assert ["there is no fixture our_thing; correct its name, or write it in a conftest.py"] == notes


def test_every_run_writes_one_line_of_results_per_cell(suite: Suite, pytester: pytest.Pytester) -> None:
    """Header, eight cells, footer; the deviation carries its evidence."""
    suite("--target", "edge")
    lines = [json.loads(line) for line in (pytester.path / "results.jsonl").read_text().splitlines()]
    assert ["header", *["cell"] * 8, "footer"] == [line["kind"] for line in lines]
    (known,) = [line for line in lines if line.get("verdict") == "known"]
    assert ("jira-platform/myself/scoped-site", 401) == (known["cell"], known["status"])
    assert "sooperset/mcp-atlassian#968" == known["deviation"]["source"]
    assert "AUTHENTICATED_FAILED" == known["headers"]["x-seraph-loginreason"]


@pytest.mark.slow
def test_a_distributed_run_gives_the_same_results(suite: Suite, pytester: pytest.Pytester) -> None:
    """Two workers find what one process finds, and no cell is judged away from its control."""
    suite("--target", "edge")
    alone = sorted((pytester.path / "results.jsonl").read_text().splitlines())
    suite("--target", "edge", "-n", "2").assert_outcomes(passed=7, xfailed=1)
    assert alone == sorted((pytester.path / "results.jsonl").read_text().splitlines())


@pytest.mark.slow
def test_a_control_is_awaited_in_a_distributed_run_too(suite: Suite) -> None:
    """All cells of an endpoint are run by one worker, controls first."""
    suite("--target", "edge", "-n", "2", code=FAILING_PROOF).assert_outcomes(failed=2, skipped=6)


KNOWN_CONTROL = """
from token_conformance import UrlForm, endpoint

@endpoint("GET /rest/servicedeskapi/info", product="jira-platform", open_at={UrlForm.SITE})
def test_myself(send):
    assert send().json()
"""


@pytest.mark.slow
def test_a_control_that_is_known_not_to_work_controls_nothing(suite: Suite, pytester: pytest.Pytester) -> None:
    """If it is required to work, only that cell fails: the cells that depend on it are still judged."""
    suite("--target", "edge", code=KNOWN_CONTROL)
    path = pytester.path / "suites" / "endpoints" / "deviations.toml"
    text = path.read_text().replace('url_form = "site"', 'url_form = "gateway"')
    path.write_text(text.replace("unauthenticated", "scope-mismatch"))
    pytester.runpytest("suites", "--target", "edge").assert_outcomes(passed=7, xfailed=1)
    pytester.runpytest("suites", "--target", "edge", "--runxfail").assert_outcomes(passed=7, failed=1)


UNSERVED = """
from token_conformance import endpoint

@endpoint("GET {path}")
def test_myself(send):
    assert send().json()
"""


def test_an_endpoint_that_the_edge_does_not_serve_says_so(suite: Suite, pytester: pytest.Pytester) -> None:
    """In plain words, which are not scrubbed, with what to do."""
    path = "/rest/api/3/plans/plan"
    result = suite("--record-mode=rewrite", "-k", "unscoped-site", code=UNSERVED.format(path=path), is_known=False)
    result.assert_outcomes(failed=1, deselected=7)
    sentence = (
        f"501 The local model does not know what GET {path} answers*. This says nothing about the token: test the*"
    )
    result.stdout.fnmatch_lines([f"GET {path}, unscoped at site: expected works, got server-error ({sentence})"])
    assert "<text>" not in (pytester.path / "results.jsonl").read_text()
    assert [] == list(pytester.path.rglob("unscoped-site.json"))


def test_the_edge_is_not_asked_for_an_own_operation(suite: Suite, pytester: pytest.Pytester) -> None:
    """It would answer that there is no such endpoint; the cells are skipped with what to do instead."""
    folder = pytester.path / "suites" / "endpoints"
    folder.mkdir(parents=True)
    columns = "operation,product,classic_scopes,granular_scopes"
    (folder / "operations.csv").write_text(f"{columns}\nGET /rest/api/3/our-app,,read:jira-work,\n")
    result = suite("--target", "edge", code=UNSERVED.format(path="/rest/api/3/our-app"), is_known=False)
    result.assert_outcomes(skipped=8)
    result.stdout.fnmatch_lines(["*the edge knows only operations of the*"])
