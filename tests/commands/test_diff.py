"""`token-conformance diff`: what changed between two runs."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factories import make_call, make_result, make_results
from token_conformance.cli import main
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.project import COMMITTED_RESULTS, shipped
from token_conformance.results import file
from token_conformance.results.file import Results, read
from token_conformance.results.history import History, Transition
from token_conformance.results.record import CellResult

OTHER = "confluence/get-page/scoped-site"
KNOWN = {"outcome": "hidden", "grade": "recorded", "date": "2025-05-15", "source": "CLOUD-12617", "effect": "x"}

Write = Callable[..., str]


@pytest.fixture
def write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: Callable[..., CellResult], results: Callable[..., Results]
) -> Write:
    """Write a results document with cells of these outcomes; returns its name."""
    monkeypatch.chdir(tmp_path)

    def make(name: str, target: str = "edge", **outcomes: Outcome | None) -> str:
        names = {"issue": "jira-platform/get-issue/scoped-site", "page": OTHER}
        unsent = {"verdict": Verdict.NOT_OBSERVED}
        cells = [
            cell(names[key], outcome=outcome, deviation=KNOWN, **({} if outcome else unsent))
            for key, outcome in outcomes.items()
        ]
        created = results(*cells)
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(file.dump(replace(created.header, target=target), created.cells), encoding="utf-8")
        return name

    return make


@pytest.mark.parametrize(
    ("after", "status", "word"),
    [
        ({"issue": Outcome.HIDDEN}, 0, "Nothing changed"),
        ({"issue": Outcome.WORKS}, 3, "1 IMPROVED"),
        ({"issue": Outcome.EMPTY}, 3, "1 CHANGED"),
        ({"issue": Outcome.HIDDEN, "page": Outcome.WORKS}, 3, "1 NEW"),
        ({"page": Outcome.WORKS}, 1, "1 GONE"),
    ],
)
def test_the_exit_status_says_whether_anything_got_worse(
    write: Write, capsys: pytest.CaptureFixture[str], after: dict[str, Outcome], status: int, word: str
) -> None:
    """A script reads the exit status, and a person reads the word."""
    assert status == main(["diff", write("a.json", issue=Outcome.HIDDEN), write("b.json", **after)])
    assert word in capsys.readouterr().out


@pytest.mark.parametrize(
    ("after", "status", "word"),
    [
        ({"target": "live", "issue": None, "page": Outcome.WORKS}, 0, "1 NOT SENT"),
        ({"target": "live", "issue": Outcome.HIDDEN}, 0, "1 NOT SENT"),
        ({"target": "live", "issue": None, "page": Outcome.HIDDEN}, 1, "1 REGRESSED"),
        ({"target": "edge", "issue": Outcome.HIDDEN}, 1, "1 GONE"),
    ],
    ids=["a write", "an absent product", "beside a regression", "not on purpose"],
)
def test_what_was_not_sent_on_purpose_is_no_regression(
    write: Write, capsys: pytest.CaptureFixture[str], after: dict[str, Any], status: int, word: str
) -> None:
    """A read-only run of a tenant compares with the results of all cells."""
    before = write("a.json", issue=Outcome.HIDDEN, page=Outcome.WORKS)
    assert status == main(["diff", before, write("b.json", **after)])
    assert word in capsys.readouterr().out


def test_cells_that_were_not_sent_are_one_sentence(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is known of each, and the other differences must stay in sight."""
    before, after = write("a.json", issue=Outcome.HIDDEN, page=Outcome.WORKS), write("b.json", issue=None, page=None)
    main(["diff", before, after])
    main(["diff", before, after, "--format", "markdown"])
    shown = capsys.readouterr().out
    words = "the run was not allowed to write, has no such token, or its tenant lacks what they need"
    reason = f"left out on purpose: {words}."
    assert (f"2 NOT SENT\n  {reason}\n" in shown, f"**Not sent**\n\n2 cells: {reason}\n" in shown) == (True, True)


def test_another_outcome_of_an_open_cell_is_shown_as_an_observation(
    cell: Callable[..., CellResult], results: Callable[..., Results], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It has both sides, and the exit status is not that of a regression."""
    declared = {"standing": "open", "sides": "works, reported; against: 404, reported", "effect": "x"}
    for name, outcome in (("a", Outcome.WORKS), ("b", Outcome.HIDDEN)):
        run = results(cell(outcome=outcome, expected=None, verdict=Verdict.OPEN, deviation=declared))
        (tmp_path / name).write_text(file.dump(run.header, run.cells), encoding="utf-8")
    assert 3 == main(["diff", str(tmp_path / "a"), str(tmp_path / "b")])
    shown = capsys.readouterr().out
    assert "1 OBSERVED\n" in shown
    assert "✓ works -> ✗ hidden 200; declared: open works, reported; against: 404, reported\n" in shown


def test_a_regression_is_shown_with_its_evidence(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """The line has both outcomes and what is declared."""
    assert 1 == main(["diff", write("a.json", issue=Outcome.WORKS), write("b.json", issue=Outcome.HIDDEN)])
    shown = capsys.readouterr().out
    assert "Recorded from the edge, a local model (not Atlassian), on 2026-11-24" in shown
    assert (
        "  jira-platform/get-issue/scoped-site: ✓ works -> ✗ hidden 200; "
        "declared: hidden recorded 2025-05-15 CLOUD-12617\n" in shown
    )


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_text_fits_the_terminal(
    write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """No word is cut: a cell's id goes on after one of its slashes."""
    before, after = write("a.json", issue=Outcome.WORKS), write("b.json", issue=Outcome.HIDDEN)
    main(["diff", before, after])
    whole = capsys.readouterr().out
    monkeypatch.setenv("COLUMNS", str(width))
    main(["diff", before, after])
    shown = capsys.readouterr().out
    assert width >= max(map(len, shown.splitlines()))
    assert "".join(whole.split()) == "".join(shown.split())
    assert set(shown.replace("/", "/ ").split()) == set(whole.replace("/", "/ ").split())


def test_markdown_is_fit_for_a_pull_request(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """It has a heading with the counts, and one table per kind of change, worst first."""
    before = write("a.json", issue=Outcome.WORKS, page=Outcome.HIDDEN)
    after = write("b.json", issue=Outcome.HIDDEN, page=Outcome.WORKS)
    main(["diff", before, after, "--format", "markdown"])
    shown = capsys.readouterr().out
    assert shown.startswith("### Token conformance: 1 regressed, 1 improved\n")
    assert shown.index("**Regressed**") < shown.index("**Improved**")
    assert "| `confluence/get-page/scoped-site` | ✗ hidden 200 | ✓ works | declared: hidden" in shown


def _write_calls(name: str, outcome: Outcome, calls: int, sample: str | None = None) -> str:
    ids = (f"catalogue/{api}/get-{n}/scoped-site" for n in range(calls // 2) for api in ("confluence-v2", "jsm"))
    cells = [make_result(outcome=outcome), *(make_call(one, outcome=outcome) for one in ids)]
    header = replace(make_results().header, sample=sample)
    Path(name).write_text(file.dump_condensed(header, cells), encoding="utf-8")
    return name


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_long_list_is_cut_and_its_rest_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """Endpoints come first; of what is not listed, each API has a number. JSON lists all."""
    monkeypatch.chdir(tmp_path)
    sides = [_write_calls("a.json", Outcome.WORKS, 200), _write_calls("b.json", Outcome.STRANGER, 200)]
    assert main(["diff", *sides, "--format", form]) == 1
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if "/scoped-site" in line or "more:" in line]
    assert "jira-platform/get-issue/scoped-site" in lines[0]
    assert 51 == len(lines)
    assert "… and 151 more: 75 of catalogue/confluence-v2, 76 of catalogue/jsm; --format json lists all" == lines[-1]
    main(["diff", *sides, "--format", "json"])
    assert 201 == len(json.loads(capsys.readouterr().out)["differences"])


def test_calls_that_a_sample_left_out_are_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Otherwise a live run of 50 calls would have lost all others; one that a whole run has lost is gone."""
    monkeypatch.chdir(tmp_path)
    whole = _write_calls("whole.json", Outcome.RECOGNISED, 20)
    assert main(["diff", whole, _write_calls("part.json", Outcome.RECOGNISED, 10, "10 of 20 calls, seed 1")]) == 0
    assert "Nothing changed" in capsys.readouterr().out
    assert main(["diff", whole, _write_calls("less.json", Outcome.RECOGNISED, 18)]) == 1
    assert "2 GONE" in capsys.readouterr().out


def test_json_has_both_results(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """The document has the counts and both records of each cell."""
    main(["diff", write("a.json", issue=Outcome.WORKS), write("b.json", issue=Outcome.HIDDEN), "--format", "json"])
    shown = json.loads(capsys.readouterr().out)
    assert {"regressed": 1, "gone": 0, "changed": 0, "improved": 0, "new": 0, "observed": 0, "not sent": 0} == shown[
        "counts"
    ]
    assert 2 == shown["format"]
    (difference,) = shown["differences"]
    assert ("works", "hidden") == (difference["before"]["outcome"], difference["after"]["outcome"])


def test_a_flaky_cell_is_shown_as_its_sequence(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A cell whose outcome changed and changed back is listed with all its outcomes."""
    outcomes = [Outcome.WORKS, Outcome.HIDDEN, Outcome.WORKS]
    name = "jira-platform/get-issue/scoped-site"
    steps = [Transition(date(2026, 11, day), name, outcome, "edge") for day, outcome in enumerate(outcomes, start=1)]
    Path("reports").mkdir()
    Path("reports/history.jsonl").write_text(History(steps).to_text())
    before, after = write("a.json", issue=Outcome.WORKS), write("b.json", issue=Outcome.HIDDEN)
    main(["diff", before, after])
    assert "flaky: works, hidden, works" in capsys.readouterr().out


def test_a_git_revision_is_a_side_too(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """Committed results are compared with a file."""
    write("reports/results.json", issue=Outcome.HIDDEN)
    commit()
    assert 3 == main(["diff", "HEAD", write("b.json", issue=Outcome.WORKS)])
    assert "1 IMPROVED" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nowhere", "token-conformance: nowhere: no such file, and no git revision with reports/results.json; "),
        ("foreign.json", "token-conformance: foreign.json: is not a complete document of results"),
    ],
)
def test_what_has_no_results_is_refused_in_one_line(
    write: Write, capsys: pytest.CaptureFixture[str], name: str, problem: str
) -> None:
    """A mistyped name and a foreign JSON file end without a traceback."""
    after = write("b.json", issue=Outcome.WORKS)
    Path("foreign.json").write_text('{"a": 1}')
    assert 2 == main(["diff", name, after])
    error = capsys.readouterr().err
    assert error.startswith(problem)
    assert 1 == error.count("\n")


def test_a_folder_has_the_results_of_its_run_or_report(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A live run keeps its results beside its recording, and `report --output` writes them to its folder."""
    write("recordings/a/results.jsonl", issue=Outcome.WORKS)
    write("report/results.json", issue=Outcome.HIDDEN)
    assert 1 == main(["diff", "recordings/a", "report/"])
    assert "1 REGRESSED" in capsys.readouterr().out


def test_a_folder_without_results_is_refused_with_what_to_do(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """Folders of cassettes are compared by another command."""
    write("cassettes/a.json")
    assert 2 == main(["diff", "cassettes", "cassettes"])
    assert (
        "token-conformance: cassettes: is a folder without results.jsonl or results.json; name the folder of a live"
        " run below recordings, or compare folders of cassettes with"
        " `token-conformance compare cassettes --against FOLDER`\n" == capsys.readouterr().err
    )


def commit() -> None:
    """Commit all files of the current folder."""
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "results"]):
        identity = ["-c", "user.name=n", "-c", "user.email=n@example.com"]
        subprocess.run(["git", *identity, *command], check=True)


def test_nothing_that_the_checkout_names_is_run(write: Write, tmp_path: Path) -> None:
    """Committed attributes and the configuration can name a program that converts the results for people."""
    write("reports/results.json", issue=Outcome.WORKS)
    Path(".gitattributes").write_text("*.json diff=evil\n")
    commit()
    evil = tmp_path / "evil"
    evil.write_text('#!/bin/sh\ntouch "$0.ran"\ncat "$1"\n')
    evil.chmod(0o755)
    for key in ("diff.evil.textconv", "diff.external", "core.fsmonitor", "core.pager", "gpg.program"):
        subprocess.run(["git", "config", key, str(evil)], check=True)
    assert 0 == main(["diff", "HEAD", write("b.json", issue=Outcome.WORKS)])
    assert not evil.with_name("evil.ran").exists()


def test_the_committed_results_are_the_shipped_ones_where_there_are_none(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    """As for all other commands; with suites in the folder, its owner has to commit results."""
    cells = read(shipped() / COMMITTED_RESULTS).cells
    assert 1 == main(["diff", "reports/results.json", write("after", issue=Outcome.HIDDEN)])
    assert f"{len(cells) - 1} GONE" in capsys.readouterr().out
    write("reports/results.json", issue=Outcome.HIDDEN)
    assert 0 == main(["diff", "reports/results.json", "after"])
    Path("reports/results.json").unlink()
    Path("suites").mkdir()
    assert 2 == main(["diff", "reports/results.json", "after"])
    line = "reports/results.json: does not exist; make it with `token-conformance report`\n"
    assert f"token-conformance: {line}" == capsys.readouterr().err


@pytest.mark.parametrize("revision", ["main", "v1.0", "HEAD^{commit}", "@", "HEAD~0", "feature/größe"])
def test_any_usual_revision_is_accepted(write: Write, revision: str) -> None:
    """Tags, branches, also with letters of other languages, and expressions name a revision."""
    write("reports/results.json", issue=Outcome.WORKS)
    commit()
    subprocess.run(["git", "branch", "-M", "main"], check=True)
    subprocess.run(["git", "tag", "v1.0"], check=True)
    subprocess.run(["git", "branch", "feature/größe"], check=True)
    assert 0 == main(["diff", revision, write("b.json", issue=Outcome.WORKS)])


@pytest.mark.parametrize(
    ("revision", "shown"),
    [
        ("-p", "-p"),
        ("--upload-pack=x", "--upload-pack=x"),
        (":HEAD", ":HEAD"),
        ("HEAD:other", "HEAD:other"),
        ("HEAD main", "HEAD main"),
        ("HEAD\n", "'HEAD\\n'"),
        ("\x1b[2J", "'\\x1b[2J'"),
        ("HEAD|x", "HEAD|x"),
        ("x" * 251, "x" * 251),
    ],
)
def test_an_odd_revision_is_refused_in_one_line(
    write: Write, capsys: pytest.CaptureFixture[str], revision: str, shown: str
) -> None:
    """Git never gets it, and the line has no control character."""
    assert 2 == main(["diff", "--", revision, write("b.json", issue=Outcome.WORKS)])
    error = capsys.readouterr().err
    assert error.startswith(
        f"token-conformance: {shown}: is not a git revision; name a results file, the folder of a live run, or a git"
    )
    assert 1 == error.count("\n")


def test_an_option_is_not_a_revision(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """The command line cannot pass an option to git."""
    assert 2 == main(["diff", "--", "--output=x", write("b.json", issue=Outcome.WORKS)])
    assert "--output=x: is not a git revision" in capsys.readouterr().err


def test_a_name_that_is_too_long_for_a_file_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The system refuses it before it looks for the file."""
    assert 2 == main(["diff", "a" * 5_000, "b"])
    assert 1 == len(capsys.readouterr().err.splitlines())
