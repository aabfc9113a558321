"""The suite of the whole catalogue, run against the edge: every API, single cells, samples, and what others say."""

from collections.abc import Callable, Collection
from pathlib import Path

import httpcore  # noqa: F401  # httpx knows its errors by identity, so no inner run may load it anew
import httpx
import pytest

import token_conformance.edge.server.edge  # noqa: F401  # cryptography cannot be loaded anew by each inner run
from token_conformance.catalogue.callers.every_call import calls_by_api
from token_conformance.catalogue.operations import published
from token_conformance.edge.server.in_process import InProcess
from token_conformance.model.cell import MATRIX, Credential
from token_conformance.model.outcome import Outcome
from token_conformance.results.file import Results, read
from token_conformance.suite.catalogue.cells import cells_of, endpoints_of

ROOT = Path(__file__).parents[2]
SUITE = ROOT / "suites" / "catalogue"
COMMITTED = ROOT / "reports" / "results.json"
FILE = SUITE / "test_every_call.py"

NODE = f"{FILE}::test_jira_platform_v2[get-screens-screenid-availablefields-scoped-gateway]"

SEVEN = (
    "POST /rest/api/3/issue",
    "GET /rest/api/3/issue/{issueIdOrKey}",
    "GET /rest/api/3/project",
    "GET /rest/api/3/project/{projectIdOrKey}",
    "GET /rest/api/3/projectvalidate/validProjectKey",
    "GET /rest/api/3/projectvalidate/key",
    "GET /rest/api/2/user/search",
)
"""The calls of CLOUD-12617."""

OPEN = {"GET /rest/api/3/serverInfo", "GET /rest/servicedeskapi/info"}
"""The listed calls that answer everyone."""

Run = Callable[..., tuple[pytest.RunResult, Results]]


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    """Run a part of the suite against the edge, and read its results."""

    def run(*arguments: str | Path) -> tuple[pytest.RunResult, Results]:
        options = (f"--rootdir={pytester.path}", "--target=edge", "-p", "no:xdist", "-p", "no:cacheprovider")
        ended = pytester.runpytest_inprocess(*arguments, *options)
        return ended, read(pytester.path / "results.jsonl")

    return run


@pytest.mark.slow
def test_a_sample_of_every_api_ends_as_expected(run: Run) -> None:
    """Each call has what a stranger gets first; the run and its results say what was sampled."""
    ended, results = run(SUITE, "--sample=18")
    assert {"passed", "xfailed", "open"} == set(ended.parseoutcomes())
    assert set(calls_by_api()) == {cell.api for cell in results.cells}
    calls = list(dict.fromkeys(cell.endpoint for cell in results.cells))
    first = {call: next(cell.credential for cell in results.cells if cell.endpoint == call) for call in calls}
    assert (18, {Credential.NONE}) == (len(calls), set(first.values()))
    assert "18 of 2,044 calls, seed 1" == results.header.sample
    ended.stdout.fnmatch_lines(["catalogue: 18 of 2,044 calls, seed 1"])


def test_an_api_of_which_the_sample_has_no_call_is_left_out(run: Run) -> None:
    """A sample can be smaller than the number of APIs."""
    ended, results = run(SUITE, "--sample=2")
    assert (0, 2, 7) == (ended.ret, len({cell.api for cell in results.cells}), ended.parseoutcomes()["deselected"])


@pytest.mark.slow
def test_a_recording_has_the_tokens_with_every_scope_too(run: Run) -> None:
    """The edge of a recording in a folder of its own is started before anything is collected."""
    ended, results = run(NODE, "--record-mode=all", "--cassettes=recordings/mine")
    assert ({"passed": 1}, ["recognised"]) == (ended.parseoutcomes(), [cell.outcome for cell in results.cells])


@pytest.mark.slow
def test_only_what_is_recorded_is_sent_over_tls(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any other cell is asked in the process of the run, which takes a third of the time."""
    asked: list[str] = []
    handle = InProcess.handle_request

    def counted(self: InProcess, request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return handle(self, request)

    monkeypatch.setattr(InProcess, "handle_request", counted)
    assert 0 == run(NODE, "--record-mode=all", "--cassettes=recordings/mine")[0].ret
    assert not asked
    assert 0 == run(NODE)[0].ret
    (path,) = asked
    assert path.endswith("/availableFields")


@pytest.mark.slow
@pytest.mark.parametrize("column", ["scoped-site", "unscoped-gateway"])
def test_a_single_cell_is_judged_without_its_control(run: Run, column: str) -> None:
    """What a stranger gets is asked for, if the stranger's cell is not run."""
    ended, results = run(f"{FILE}::test_jira_platform_v3[get-myself-{column}]")
    expected = {"scoped-site": ("xfailed", "stranger"), "unscoped-gateway": ("passed", "recognised")}[column]
    (cell,) = results.cells
    assert ({expected[0]: 1}, expected[1]) == (ended.parseoutcomes(), cell.outcome)


AGREE = {
    Outcome.WORKS: {Outcome.RECOGNISED},
    Outcome.EMPTY: {Outcome.STRANGER},
    Outcome.HIDDEN: {Outcome.STRANGER},
    Outcome.UNAUTHENTICATED: {Outcome.STRANGER, Outcome.UNAUTHENTICATED},
    Outcome.SCOPE_MISMATCH: {Outcome.SCOPE_MISMATCH},
}
"""By what a listed endpoint's cell shows, what the cell of the whole catalogue may show of the same call."""


@pytest.mark.slow
def test_both_suites_agree_on_what_both_hold(run: Run) -> None:
    """One is declared from observations and rules, the other one inferred; both have the seven calls of the ticket.

    What answers everyone works for a scoped token at the site, as for a stranger.
    """
    listed = {(cell.operation, cell.credential, cell.url_form): cell for cell in read(COMMITTED).cells}
    names = {operation for operation, *_ in listed}
    _, results = run(*_cells_of(names))
    asked = [cell for cell in results.cells if cell.credential is not Credential.NONE]
    odd = [
        f"{cell.cell}: {cell.outcome}, {other.outcome} as {other.cell}"
        for cell in asked
        if (other := listed[cell.operation, cell.credential, cell.url_form]).outcome is not None
        and cell.outcome not in AGREE[other.outcome] | ({Outcome.STRANGER} if cell.operation in OPEN else set())
    ]
    assert [] == odd
    assert {cell.operation for cell in asked} == names & set(published().operations)
    assert all(cell.verdict.is_as_declared for cell in results.cells)
    of_ticket = {(one.operation, one.credential, one.url_form): one.outcome for one in asked if one.operation in SEVEN}
    assert {
        (operation, credential, form): "stranger" if (credential, form) == ("scoped", "site") else "recognised"
        for operation in SEVEN
        for credential, form in MATRIX
    } == of_ticket


def _cells_of(names: Collection[str]) -> list[str]:
    """The node ids of the cells of some calls."""
    return [
        f"{FILE}::test_{api.replace('-', '_')}[{endpoint.name}-{cell.column}]"
        for api in calls_by_api()
        for endpoint, operation in endpoints_of(api).items()
        if operation.name in names
        for cell in cells_of(endpoint, operation)
    ]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--sample=0"], "--sample: '0' must be a whole number from 1 to 1,000,000"),
        (["--sample=x"], "--sample: 'x' must be a whole number from 1 to 1,000,000"),
        (["--sample=5", "--sample-seed=-1"], "--sample-seed: '-1' must be a whole number from 0 to 1,000,000,000"),
        (["--sample-seed=1"], "--sample-seed chooses a sample; add --sample 50, or drop it"),
    ],
)
def test_a_sample_that_is_no_number_is_refused_in_one_line(
    pytester: pytest.Pytester, options: list[str], problem: str
) -> None:
    """Nothing is run."""
    ended = pytester.runpytest_inprocess(SUITE, f"--rootdir={pytester.path}", *options)
    assert (4, [f"ERROR: {problem}"]) == (ended.ret, [line for line in ended.errlines if line])


def test_a_sample_of_a_run_without_the_catalogue_is_refused(pytester: pytest.Pytester) -> None:
    """It would choose nothing, and everything else would be run."""
    endpoints = ROOT / "suites" / "endpoints"
    ended = pytester.runpytest_inprocess(endpoints, f"--rootdir={pytester.path}", "--sample=5")
    said = "ERROR: --sample: this run has no calls of the whole catalogue; name suites/catalogue, or drop it"
    assert (4, [said]) == (ended.ret, [line for line in ended.errlines if line])


@pytest.mark.slow
def test_the_whole_catalogue_is_run_only_where_it_is_named(pytester: pytest.Pytester) -> None:
    """A run of all suites stays as quick as without it."""
    collect = (f"--rootdir={ROOT}", "--collect-only", "-q", "-p", "no:xdist")
    every = pytester.runpytest_inprocess(ROOT / "suites", *collect)
    assert not [line for line in every.outlines if "test_every_call" in line]
    named = pytester.runpytest_inprocess(SUITE, "--sample=1", *collect)
    assert [line for line in named.outlines if "test_every_call" in line]


def test_a_mark_with_an_unknown_api_is_refused_in_one_line(pytester: pytest.Pytester) -> None:
    """With the name that is meant."""
    pytester.makepyfile(
        """
        from token_conformance.suite.catalogue.mark import every_call_of

        @every_call_of("confluence-v3")
        def test_it(ask):
            ask()
        """
    )
    ended = pytester.runpytest_inprocess("--target=edge")
    said = "@every_call_of: 'confluence-v3' is unknown; did you mean \"confluence-v2\"?"
    assert (4, True) == (ended.ret, any(said in line for line in ended.errlines))
