"""The recordings of a live run: they equal those of the edge, and contain no name of the tenant."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from factories import make_deviation
from token_conformance.cli import main
from token_conformance.edge.server.edge import Edge

SUITE = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/myself")
def test_myself(send, tenant):
    assert tenant.account_id == send().json()["accountId"]

@endpoint("GET /rest/api/3/project")
def test_list_projects(send, tenant):
    assert tenant.project_key in {project["key"] for project in send().json()}
"""


@pytest.fixture(autouse=True)
def _own_tenant(given: dict[str, str], monkeypatch: pytest.MonkeyPatch, pytester: pytest.Pytester) -> None:
    """A folder with a suite, and an environment with all variables that its owner would set."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    folder = pytester.mkdir("suites")
    (folder / "test_jira_platform.py").write_text(SUITE)
    (folder / "deviations.toml").write_text(make_deviation() + make_deviation("jira-platform/list-projects", "empty"))


def live(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    """Run the suite against the tenant, as fast as possible."""
    return pytester.runpytest("suites", "--target", "live", "--rate", "200", "-p", "no:cacheprovider", *options)


def cassettes(folder: Path) -> dict[str, str]:
    """The text of each cassette below a folder, by its cell."""
    return {str(path.relative_to(folder)): path.read_text() for path in sorted((folder / "endpoints").rglob("*.*"))}


def newest(pytester: pytest.Pytester) -> Path:
    """The folder of the last run."""
    return max((pytester.path / "recordings").iterdir())


@pytest.mark.slow
@pytest.mark.usefixtures("taken_for_atlassian")
def test_a_live_recording_equals_that_of_the_edge_but_for_its_stamp(
    pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are equal byte by byte, and `compare` says so."""
    pytester.runpytest("suites", "--record-mode=all", "-p", "no:cacheprovider").assert_outcomes(passed=14, xfailed=2)
    live(pytester).assert_outcomes(passed=14, xfailed=2)
    stamped = {cell: text.replace('"live"', '"edge"') for cell, text in cassettes(newest(pytester)).items()}
    assert cassettes(pytester.path / "cassettes") == stamped
    monkeypatch.chdir(pytester.path)
    capsys.readouterr()
    assert 0 == main(["compare"])
    assert "16 cells: 16 same." in capsys.readouterr().out


@pytest.mark.slow
def test_what_the_local_model_plays_is_no_observation_of_atlassian(pytester: pytest.Pytester) -> None:
    """An edge that is used as a live tenant says that it is an edge, and so does each stamp."""
    live(pytester).assert_outcomes(passed=14, xfailed=2)
    sources = {json.loads(text)["metadata"]["recorded"]["source"] for text in cassettes(newest(pytester)).values()}
    assert {"edge"} == sources


@pytest.mark.slow
def test_nothing_of_the_tenant_is_kept(pytester: pytest.Pytester, own_tenant: Edge) -> None:
    """Neither in cassettes, nor beside them, nor in the results."""
    live(pytester)
    kept = "".join(path.read_text() for path in (pytester.path / "recordings").rglob("*") if path.is_file())
    kept += (pytester.path / "results.jsonl").read_text()
    people = [user.display_name for user in own_tenant.state.jira.users.values()]
    projects = [project.name for project in own_tenant.state.jira.projects.values()]
    names = [value for value in asdict(own_tenant.tenant).values() if isinstance(value, str) and len(value) > 3]
    assert [] == [name for name in (*names, *people, *projects) if json.dumps(name)[1:-1] in kept or name in kept]


@pytest.mark.slow
def test_two_live_runs_are_compared_by_their_folders(
    pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The results of each run are kept beside its recording, and a part that is resumed keeps the other cells."""
    live(pytester)
    first = newest(pytester)
    kept = (pytester.path / "results.jsonl").read_text()
    assert kept == (first / "results.jsonl").read_text()
    live(pytester, "--resume", "-k", "myself")
    assert set(kept.splitlines()) == set((first / "results.jsonl").read_text().splitlines())
    live(pytester, "-k", "myself")
    monkeypatch.chdir(pytester.path)
    capsys.readouterr()
    assert 1 == main(["diff", str(first), str(newest(pytester))])
    assert "8 GONE" in capsys.readouterr().out


@pytest.mark.slow
def test_workers_record_to_one_folder(pytester: pytest.Pytester) -> None:
    """They record the same as a run without workers."""
    live(pytester)
    alone = cassettes(newest(pytester))
    live(pytester, "-n", "2")
    assert 2 == len(list((pytester.path / "recordings").iterdir()))
    assert alone == cassettes(newest(pytester))


@pytest.mark.slow
def test_a_resumed_run_records_what_is_missing(pytester: pytest.Pytester, own_tenant: Edge) -> None:
    """The rest is replayed, also by several processes, and no request is sent twice."""
    live(pytester)
    folder = newest(pytester)
    whole = cassettes(folder)
    for name in ("myself/none-site.json", "list-projects/scoped-gateway.json"):
        (folder / "endpoints" / "jira-platform" / name).unlink()
    (folder / "endpoints" / "stale.part").write_text("half")
    before = len(own_tenant.request_log)
    result = live(pytester, "--resume", "-n", "2")
    assert {"passed": 14, "xfailed": 2}.items() <= result.parseoutcomes().items()
    result.stdout.fnmatch_lines(["resumed: 14 cells are replayed, 2 remain"])
    assert whole == cassettes(folder)
    paths = [request.path for request in own_tenant.request_log[before:]]
    asked = [path for path in paths if path.endswith("/rest/api/3/project")]
    assert [f"/ex/jira/{own_tenant.tenant.cloud_id}/rest/api/3/project"] == asked
    assert folder == newest(pytester)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--resume"], "--resume: no live run was recorded below recordings; drop --resume"),
        (["--resume", "--cassettes", "cassettes"], "--resume continues the newest run *; drop --cassettes"),
        (["--resume", "--record-mode=all"], "--resume chooses what is recorded; drop --record-mode or *"),
        (["--resume", "--target", "edge"], "--resume continues a live run; add --target live"),
        (["--cassettes", "suites/test_jira_platform.py"], "--cassettes: suites/*.py: is not a folder; name a *"),
    ],
)  # fmt: skip  # a case a line
def test_what_cannot_be_is_refused_in_one_line(pytester: pytest.Pytester, options: list[str], message: str) -> None:
    """Nothing is sent and nothing is written."""
    result = live(pytester, *options)
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([f"ERROR: {message}"])
    assert not (pytester.path / "recordings").exists()


@pytest.mark.slow
def test_the_run_of_another_tenant_is_not_resumed(pytester: pytest.Pytester) -> None:
    """Recordings with other settings are not mixed."""
    live(pytester)
    facts = newest(pytester) / "run.json"
    facts.write_text(json.dumps(json.loads(facts.read_text()) | {"tenant": "0123456789abcdef"}))
    before = cassettes(newest(pytester))
    result = live(pytester, "--resume")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["ERROR: recordings/*Z: was recorded from another site, or *; start a new run *"])
    assert before == cassettes(newest(pytester))


@pytest.mark.slow
@pytest.mark.usefixtures("taken_for_atlassian")
def test_a_live_run_can_replace_the_committed_cassettes(pytester: pytest.Pytester) -> None:
    """A cell that ends as declared replaces its cassette; another cell leaves its cassette unchanged."""
    pytester.runpytest("suites", "--record-mode=all", "-p", "no:cacheprovider")
    before = cassettes(pytester.path / "cassettes")
    path = pytester.path / "suites" / "deviations.toml"
    path.write_text(path.read_text().replace('"empty"', '"hidden"'))
    live(pytester, "--cassettes", "cassettes").assert_outcomes(passed=14, xfailed=1, failed=1)
    after = cassettes(pytester.path / "cassettes")
    assert before == {cell: text.replace('"live"', '"edge"') for cell, text in after.items()}
    (kept,) = [cell for cell, text in after.items() if '"edge"' in text]
    assert "endpoints/jira-platform/list-projects/scoped-site.json" == kept
