"""Runs that record packed cells: the record modes, workers, kills, and what cannot be packed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from factories import SUITE, make_deviation
from token_conformance.suite.requirement import marks

Suite = Callable[..., pytest.RunResult]
Once = Callable[[str, Path, Callable[[], None]], None]

POINTS = int(os.environ.get("KILL_POINTS", "3"))

OF_CATALOGUE = """
from dataclasses import replace
from token_conformance.suite.requirement import marks

_endpoint = marks._endpoint
marks._endpoint = lambda *arguments: replace(_endpoint(*arguments), api="jira-platform")
"""
"""Lets the tests of a suite run cells of the catalogue, in a process of its own."""

DEVIATION = make_deviation("catalogue/jira-platform/myself")
MISSING = "catalogue/jira-platform/myself/none-site"
KEPT = "catalogue/jira-platform/myself/unscoped-site"


@pytest.fixture
def packed(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Suite:
    """Run a small suite whose cells are packed."""
    of_marks = marks._endpoint
    monkeypatch.setattr(marks, "_endpoint", lambda *arguments: replace(of_marks(*arguments), api="jira-platform"))
    folder = pytester.mkdir("suites")
    (folder / "test_jira_platform.py").write_text(SUITE)
    (folder / "deviations.toml").write_text(DEVIATION)
    return lambda *options: pytester.runpytest("suites", "-p", "no:cacheprovider", *options)


@pytest.fixture
def pack(pytester: pytest.Pytester, packed: Suite, once: Once) -> Path:
    """The packed file of the small suite, recorded from the edge."""
    once("packed", pytester.path, lambda: packed("--record-mode=rewrite").assert_outcomes(passed=7, xfailed=1))
    return pytester.path / "cassettes" / "catalogue" / "jira-platform.json"


def _files(folder: Path) -> list[str]:
    return [path.name for path in sorted(folder.rglob("*")) if path.is_file()]


def test_what_was_recorded_is_one_file_that_replays(packed: Suite, pack: Path) -> None:
    """The cells are in the order of their ids, and nothing else is left."""
    assert ["jira-platform.json"] == _files(pack.parents[1])
    cells = [line.split('"')[5] for line in pack.read_text().splitlines() if line.startswith('{"metadata"')]
    assert (8, sorted(cells)) == (len(cells), cells)
    packed().assert_outcomes(passed=7, xfailed=1)


def _lines(pack: Path) -> dict[str, str]:
    """The lines of each cell of a packed file."""
    body = pack.read_text().partition('\n{"metadata":')[2].removesuffix("\n]}\n")
    return {entry.split('"')[3]: entry for entry in body.split(',\n{"metadata":')}


def _edit(pack: Path) -> None:
    """Remove the lines of one cell, and change those of another one."""
    head, _, _ = pack.read_text().partition("\n")
    lines = {cell: entry for cell, entry in _lines(pack).items() if cell != MISSING}
    lines[KEPT] = lines[KEPT].replace('"message":"OK"', '"message":"kept"')
    pack.write_text(head + "\n" + ",\n".join('{"metadata":' + entry for entry in lines.values()) + "\n]}\n")


@pytest.mark.parametrize(
    ("mode", "has_missing", "has_kept"),
    [
        ("none", False, True),
        ("once", True, True),
        ("new_episodes", True, True),
        ("all", True, False),
        ("rewrite", True, False),
    ],
)
def test_a_record_mode_means_the_same_as_with_single_files(
    packed: Suite, pack: Path, mode: str, has_missing: bool, has_kept: bool
) -> None:
    """What is missing is recorded by all modes but `none`; what is there is recorded again by `all` and `rewrite`."""
    whole = pack.read_text()
    _edit(pack)
    edited = pack.read_text()
    packed(f"--record-mode={mode}").assert_outcomes(passed=6 + has_missing, xfailed=1, failed=1 - has_missing)
    assert [has_missing, has_kept] == [MISSING in pack.read_text(), '"kept"' in pack.read_text()]
    assert (edited if mode == "none" else whole) == pack.read_text().replace(
        '"kept"', '"OK"' if has_missing else '"kept"'
    )
    assert ["jira-platform.json"] == _files(pack.parents[1])


def test_one_cell_is_recorded_again(pack: Path, pytester: pytest.Pytester) -> None:
    """Only its lines change, so a file that was edited elsewhere keeps that."""
    whole = _lines(pack)
    _edit(pack)
    kept = _lines(pack)[KEPT]
    node = "suites/test_jira_platform.py::test_myself[myself-none-site]"
    pytester.runpytest(node, "--record-mode=rewrite", "-p", "no:cacheprovider").assert_outcomes(passed=1)
    assert {**whole, KEPT: kept} == _lines(pack)


def test_a_cell_that_does_not_end_as_declared_keeps_its_recording(
    packed: Suite, pack: Path, pytester: pytest.Pytester
) -> None:
    """A failing run cannot overwrite a good recording, and leaves nothing behind."""
    before = pack.read_text()
    deviations = pytester.path / "suites" / "deviations.toml"
    deviations.write_text(DEVIATION.replace('"unauthenticated"', '"hidden"'))
    packed("--record-mode=all").assert_outcomes(passed=7, failed=1)
    assert (before, ["jira-platform.json"]) == (pack.read_text(), _files(pack.parents[1]))


def test_a_broken_file_is_one_line_before_anything_is_recorded(packed: Suite, pack: Path) -> None:
    """Nothing is lost that it still has."""
    pack.write_text(pack.read_text()[:-200])
    before = pack.read_text()
    result = packed("--record-mode=once")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    [line] = [line for line in result.errlines if line]
    assert line.startswith("ERROR: cassettes/catalogue/jira-platform.json: is cut short at line 25; restore the file, ")
    assert before == pack.read_text()


def test_a_broken_cell_is_one_line_and_the_others_are_replayed(packed: Suite, pack: Path) -> None:
    """The line has the file, its line, the cell and the remedy."""
    pack.write_text(pack.read_text().replace('"method":"GET"', '"method" "GET"', 1))
    result = packed()
    result.assert_outcomes(passed=6, xfailed=1, failed=1)
    name = "cassettes/catalogue/jira-platform.json: catalogue/jira-platform/myself/invalid-gateway"
    remedy = "record it again with --record-mode=rewrite -k 'jira_platform and myself-invalid-gateway'"
    result.stdout.fnmatch_lines([f"{name}: cut short or not a cassette (it is not JSON (*at line 3, *)); {remedy}"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_swapped_cells_fail(packed: Suite, pack: Path) -> None:
    """A recording of one credential never counts for another, whatever its stamp says."""
    text = pack.read_text()
    for old, new in (
        ("unscoped-gateway", "moved"),
        ("/scoped-gateway", "/unscoped-gateway"),
        ("moved", "scoped-gateway"),
    ):
        text = (
            text.replace(f'myself/{old}"', f'myself/{new}"') if "/" not in old else text.replace(f'{old}"', f'{new}"')
        )
    pack.write_text(text)
    result = packed("-k", "gateway and scoped and not invalid")
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*jira-platform.json: does not hold this request (GET https://*, scoped); record*"])


@pytest.mark.slow
def test_recordings_that_cannot_be_packed_fail_the_run(
    packed: Suite, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They stay beside the file, and the next run packs them."""
    text = pack.read_text()
    pack.write_text(text.replace('"OK"', '"old"'))

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("token_conformance.recording.packing.replace_text", refuse)
        result = packed("--record-mode=all")
    assert pytest.ExitCode.TESTS_FAILED == result.ret
    result.stdout.fnmatch_lines(
        [
            "*= recordings not packed =*",
            "cassettes/catalogue/jira-platform.json: cannot be written (No space left on device); correct that; *",
        ]
    )
    assert '"old"' in pack.read_text()
    assert 9 == len(_files(pack.parents[1]))
    packed().assert_outcomes(passed=7, xfailed=1)
    packed("--record-mode=once").assert_outcomes(passed=7, xfailed=1)
    assert (text, ["jira-platform.json"]) == (pack.read_text(), _files(pack.parents[1]))


MANY = """
import os, pathlib, time
from token_conformance import endpoint

def pause():
    time.sleep(0.02)
    while len([*pathlib.Path().glob("cassettes/catalogue/*.unpacked/*")]) >= int(os.environ.get("LAST_PAUSE", "24")):
        time.sleep(0.02)

@endpoint("GET /rest/api/3/priority")
def test_list_priorities(send):
    pause()
    assert send().json()[0]["name"]

@endpoint("GET /rest/api/3/field")
def test_list_fields(send):
    pause()
    assert "summary" in {field["id"] for field in send().json()}

@endpoint("GET /rest/api/3/issuetype")
def test_list_issue_types(send):
    pause()
    assert send().json()[0]["name"]
"""
"""With LAST_PAUSE in its environment, a run does not go on after so many of its 24 cells, until it is killed."""
NAMES = ("list-priorities", "list-fields", "list-issue-types")
RECORD = (sys.executable, "-m", "pytest", "suites", "-p", "no:cacheprovider", "--record-mode=rewrite")


@pytest.fixture
def many(pytester: pytest.Pytester) -> Path:
    """A project with 24 packed cells, whose runs are processes of their own, and which was recorded in one."""
    folder = pytester.mkdir("suites")
    (folder / "conftest.py").write_text(OF_CATALOGUE)
    (folder / "test_jira_platform.py").write_text(MANY)
    deviations = "".join(make_deviation(f"catalogue/jira-platform/{name}", "empty") for name in NAMES)
    (folder / "deviations.toml").write_text(deviations)
    _run(pytester.path)
    return pytester.path


def _run(project: Path, *options: str) -> None:
    subprocess.run([*RECORD, *options], cwd=project, check=True, stdout=subprocess.DEVNULL)


def _recorded(project: Path) -> str:
    assert ["jira-platform.json"] == _files(project / "cassettes")
    return (project / "cassettes" / "catalogue" / "jira-platform.json").read_text()


@pytest.mark.slow
def test_two_workers_record_the_same_file(many: Path) -> None:
    """The content does not depend on who recorded a cell, and when."""
    before = _recorded(many)
    _run(many, "-n", "2")
    assert before == _recorded(many)


@pytest.mark.slow
@pytest.mark.nightly
def test_two_runs_at_the_same_time_record_the_same_file(many: Path) -> None:
    """Each of them may pack what the other one has recorded."""
    before = _recorded(many)
    runs = [subprocess.Popen(RECORD, cwd=many, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [0, 0] == [run.wait() for run in runs]
    assert before == _recorded(many)


@pytest.mark.slow
@pytest.mark.nightly
@pytest.mark.parametrize("workers", [0, 2])
def test_a_kill_loses_no_recording(many: Path, workers: int) -> None:
    """Whatever the run had finished counts at once and after the next run, and everything else is as it was."""
    pack = many / "cassettes" / "catalogue" / "jira-platform.json"
    whole = pack.read_text()
    for point in range(POINTS):
        pack.write_text(whole.replace('"OK"', '"old"'))
        finished = _killed_after(pack, round(22 * point / POINTS), workers)
        assert len(_lines(pack)) == 24
        subprocess.run([*RECORD, "-k", "nothing"], cwd=many, check=False, stdout=subprocess.DEVNULL)
        lines = _lines(pack)
        assert 24 == len(lines)
        assert [] == [cell for cell in finished if '"old"' in lines[cell]]
        assert whole == _recorded(many).replace('"old"', '"OK"')


def _killed_after(pack: Path, count: int, workers: int) -> set[str]:
    """Start a run that records all cells, and kill it when it has finished some of them; returns these."""
    command = [*RECORD, "-n", str(workers)]
    environment = {**os.environ, "LAST_PAUSE": "22"}  # with two workers, 23 cells may be finished
    run = subprocess.Popen(
        command, cwd=pack.parents[2], env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and run.poll() is None and len(_unpacked(pack)) <= count:
        time.sleep(0.002)
    assert run.poll() is None, "the run ended by itself"
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    return _unpacked(pack)


def _unpacked(pack: Path) -> set[str]:
    names = [path.stem.split(".") for path in pack.with_suffix(".unpacked").glob("*.json")]
    return {"/".join(["catalogue", pack.stem, *name]) for name in names}
