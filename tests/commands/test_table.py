"""`token-conformance table`: the selection is shown in its order, or refused in one line."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from token_conformance.cli import main
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import Header
from token_conformance.results.record import CellResult
from token_conformance.results.writer import ResultsWriter

HIDDEN: dict[str, Any] = {
    "verdict": Verdict.KNOWN,
    "expected": Outcome.HIDDEN,
    "outcome": Outcome.HIDDEN,
    "status": 404,
    "operation": "GET /rest/api/3/issue/{issueIdOrKey}",
    "deviation": {
        "outcome": "hidden",
        "grade": "recorded",
        "source": "CLOUD-12617",
        "date": "2025-05-15",
        "effect": "Looks as if the issue did not exist.",
    },
}

Make = Callable[..., CellResult]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: Make) -> Path:
    """A folder with the committed results of three endpoints in two products."""
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("reports").mkdir()
    _write(
        tmp_path / "reports/results.json",
        cell("jira-platform/get-issue/scoped-site", **HIDDEN),
        cell("jira-platform/get-issue/scoped-gateway", operation=HIDDEN["operation"]),
        cell("jira-platform/get-issue/none-site", **HIDDEN),
        cell("jira-platform/list-projects/scoped-site"),
        cell("jira-software/get-board/scoped-site"),
    )
    return tmp_path


def _write(path: Path, *cells: CellResult) -> None:
    writer = ResultsWriter(path, Header(suite="0.1.0", target="cassettes"))
    for cell in cells:
        writer.write(cell)
    writer.close()


def _rows(capsys: pytest.CaptureFixture[str], *options: str) -> list[list[str]]:
    """The rows of the table in CSV, without the column of the note."""
    assert 0 == main(["table", "--format", "csv", *options])
    return [row[:-1] for row in csv.reader(capsys.readouterr().out.splitlines())]


def _operations(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    return [row[0].rpartition("/")[2] for row in _rows(capsys, *options)[1:]]


def test_the_whole_matrix_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    """It has one row per endpoint and the four columns, in GitHub's Markdown, with a note on its source."""
    assert 0 == main(["table"])
    lines = capsys.readouterr().out.splitlines()
    assert "| `GET /rest/api/3/issue/{issueIdOrKey}` | · | · | ✗ hidden 404 | ✓ works |" == lines[2]
    recorded = "Recorded from the edge, a local model (not Atlassian), on 2026-11-24 by v0.1.0."
    assert f"Made with atlassian-token-conformance. {recorded}" == lines[-1]


def test_rows_are_selected(capsys: pytest.CaptureFixture[str]) -> None:
    """They are selected by product, by outcome, or by endpoint, in the order of the named endpoints."""
    assert ["get-board"] == _operations(capsys, "--product", "jira-software")
    assert ["{issueIdOrKey}"] == _operations(capsys, "--outcome", "hidden,empty")
    assert [] == _operations(capsys, "--outcome", "gone")
    named = (
        "--endpoint",
        "jira-platform/list-projects, jira-platform/get-issue",
        "--endpoint",
        "jira-software/get-board",
    )
    assert ["list-projects", "{issueIdOrKey}", "get-board"] == _operations(capsys, *named)


def test_columns_are_selected(capsys: pytest.CaptureFixture[str]) -> None:
    """The controls can also be selected."""
    titles, row, *_ = _rows(capsys, "--column", "scoped-gateway,none-site")
    assert ["Operation", "scoped token at the gateway", "no token at the site"] == titles
    assert ["✓ works", "✗ hidden 404"] == row[1:]


def test_the_full_table_has_the_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    """It has one row per cell, with its deviation and the answer without a valid token."""
    titles, row = _rows(capsys, "--full", "--outcome", "hidden")
    assert {
        "Operation": "GET /rest/api/3/issue/{issueIdOrKey}",
        "Token": "scoped",
        "URL form": "site",
        "Outcome": "✗ hidden 404",
        "Effect": "Looks as if the issue did not exist.",
        "Grade": "recorded",
        "Date": "2025-05-15",
        "Source": "CLOUD-12617",
        "Without a valid token": "no token: the same answer; invalid token: ·",
    } == dict(zip(titles, row, strict=True))


def test_scopes_come_from_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    """There is one scope per line, and no scope for an operation that is not published."""
    assert 0 == main(["table", "--format", "json", "--scopes"])
    first, *_, last = json.loads(capsys.readouterr().out)["rows"]
    assert ("read:jira-work", True) == (
        first["Classic scopes"],
        "read:issue:jira" in first["Granular scopes"].split("\n"),
    )
    assert ("", "") == (last["Classic scopes"], last["Granular scopes"])


def test_results_can_be_named(folder: Path, cell: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """They are used instead of the committed results."""
    _write(folder / "mine.jsonl", cell("confluence/get-page/scoped-site"))
    assert ["get-page"] == _operations(capsys, "--results", "mine.jsonl")


def test_a_folder_without_suites_and_results_uses_the_shipped_ones(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table of the endpoints of this project can be printed anywhere."""
    folder.joinpath("reports/results.json").unlink()
    assert len(_operations(capsys)) > 60


@pytest.mark.slow
def test_suites_without_results_are_replayed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A project of one's own never gets the results of another: here it has no suite."""
    folder.joinpath("reports/results.json").unlink()
    folder.joinpath("suites").mkdir()
    assert 2 == main(["table"])
    assert "the replay failed (no tests ran" in capsys.readouterr().err


UUID = "11111111-2222-3333-4444-555555555555"
EIGHT = (
    "jira-platform/get-issue",
    "https://invented.atlassian.net/rest/api/3/search/jql?jql=project=A&fields=summary,status",
    "GET /rest/api/3/issue/{issueIdOrKey}/watchers",
    f"DELETE https://api.atlassian.com/ex/jira/{UUID}/rest/api/3/project/ABC",
    "GET /wiki/api/v2/pages/123/children",
    "POST /rest/api/3/issueLink",
    "GET /rest/agile/1.0/epic/{epicIdOrKey}",
    "GET /rest/api/3/search",
)


def test_operations_are_named_as_people_write_them(capsys: pytest.CaptureFixture[str]) -> None:
    """An id, a URL of either form with a query, a template, a path with real ids: what is not recorded is inferred."""
    titles, *rows = _rows(capsys, *EIGHT)
    assert "Note" == titles[-1]
    assert [
        "GET /rest/api/3/issue/{issueIdOrKey}",
        "GET /rest/api/3/search/jql",
        "GET /rest/api/3/issue/{issueIdOrKey}/watchers",
        "DELETE /rest/api/3/project/{projectIdOrKey}",
        "GET /wiki/api/v2/pages/{id}/children",
        "POST /rest/api/3/issueLink",
        "GET /rest/agile/1.0/epic/{epicIdOrKey}",
        "GET /rest/api/3/search",
    ] == [row[0] for row in rows]
    assert ["·", "·", "✗ hidden 404", "✓ works"] == rows[0][1:5]
    assert [f"✓ works (inferred, {rule})" for rule in ("S1", "G1")] == rows[2][1:3]
    assert {"✗ removed (inferred, R1)"} == set(rows[-1][1:5])
    assert "Its successor: GET or POST /rest/api/3/search/jql." in rows[-1][-1]


def test_one_option_takes_several_operations(capsys: pytest.CaptureFixture[str]) -> None:
    """A comma in a query divides nothing."""
    named = ",".join(EIGHT[1:4])
    assert ["jql", "watchers", "{projectIdOrKey}"] == _operations(capsys, "--endpoint", named)


def test_a_file_names_operations(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is behind a # is a comment, and the list that the command prints is such a file."""
    assert 0 == main(["table", "--list", "Issue", "watchers"])
    printed = capsys.readouterr().out
    assert printed.count("\n") > 1
    folder.joinpath("mine.txt").write_text(f"# mine\n{printed}\nGET /rest/api/3/myself  # me\n")
    listed = [line.partition("  #")[0] for line in printed.splitlines()]
    assert [*listed, "GET /rest/api/3/myself"] == [row[0] for row in _rows(capsys, "--from", "mine.txt")[1:]]


def test_the_list_names_endpoints_and_states(capsys: pytest.CaptureFixture[str]) -> None:
    """It has every operation, those of the results first."""
    assert 0 == main(["table", "--list"])
    lines = capsys.readouterr().out.splitlines()
    assert "GET /rest/api/3/issue/{issueIdOrKey}  # jira-platform/get-issue" in lines[:3]
    assert "GET /rest/api/3/search  # gone" in lines
    assert len(lines) > 2000


def test_the_legend_explains_every_word_and_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """The words of columns and cells, and the rules that answers are inferred from."""
    assert 0 == main(["table", "--legend", "--format", "json", "jira-platform/get-issue", *EIGHT[2:3]])
    document = json.loads(capsys.readouterr().out)
    expected = ["unscoped", "scoped", "site", "gateway", "✓ works", "✗ hidden", "·", "✗ fails"]
    assert [*expected, "inferred, G1", "inferred, S1", "inferred, S2"] == list(document["legend"])
    assert "follows from rule S2: An anonymous caller reaches exactly" in document["legend"]["inferred, S2"]
    assert 2 == document["format"]


def test_the_legend_explains_the_rules_of_calls_of_the_whole_catalogue(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each rule that a recorded cell names."""
    monkeypatch.chdir(Path(__file__).parents[2])
    assert 0 == main(["table", "--legend", "--format", "json", "GET /rest/api/3/issue/ABC-1/watchers"])
    legend = json.loads(capsys.readouterr().out)["legend"]
    assert ["G1", "G4", "S1", "S2", "S4"] == [word for word in legend if word[1:].isdecimal()]
    assert legend["S2"].startswith("An anonymous caller reaches exactly")


def test_the_note_says_what_was_inferred_and_when(capsys: pytest.CaptureFixture[str]) -> None:
    """A table without a recorded row does not say that it was recorded."""
    assert 0 == main(["table", "GET", "/rest/api/3/issue/ABC-1/watchers"])
    note = capsys.readouterr().out.splitlines()[-1]
    assert "Made with atlassian-token-conformance. Cells with the word inferred are not recorded:" in note
    assert note.endswith("for operations as published on 2026-07-21.")


def test_inferred_rows_have_evidence_and_scopes_too(capsys: pytest.CaptureFixture[str]) -> None:
    """One row per cell, with the reason, the grade and the rule."""
    rows = _rows(capsys, "--full", "--scopes", EIGHT[2])
    first = dict(zip(rows[0], rows[3], strict=True))
    assert ("scoped", "site", "✗ fails (inferred, S2)") == (first["Token"], first["URL form"], first["Outcome"])
    assert first["Effect"].startswith("The site reads the token as no credential, and fails silently")
    assert ("inferred", "read:jira-work") == (first["Grade"], first["Classic scopes"])
    assert first["Source"].startswith("rule S2: ")
    assert 5 == len(rows)


def test_inferred_rows_are_selected_too(capsys: pytest.CaptureFixture[str]) -> None:
    """By the product of their API and by success; a control is not inferred."""
    named = (EIGHT[2], EIGHT[4], EIGHT[7])
    assert ["children"] == _operations(capsys, "--product", "confluence", *named)
    assert ["watchers", "children"] == _operations(capsys, "--outcome", "works", *named)
    assert ["·"] == _rows(capsys, "--column", "none-site,scoped-site", EIGHT[2])[1][1:2]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--format", "markdwon"], "unknown format 'markdwon'; use one of github, gitlab, rst"),
        (["--format", "latx"], "unknown format 'latx'; did you mean \"latex\"?"),
        (["--product", "jira-platfrm"], "unknown product 'jira-platfrm'; did you mean \"jira-platform\"?"),
        (["--outcome", "hiden"], "unknown outcome 'hiden'; did you mean \"hidden\"?"),
        (["--column", "scoped-sit"], "unknown column 'scoped-sit'; did you mean \"scoped-site\"?"),
        (
            ["--endpoint", "jira-platform/get-issue/scoped-site"],
            (
                "'jira-platform/get-issue/scoped-site' is not an endpoint of the results; "
                'did you mean "jira-platform/get-issue"?'
            ),
        ),
        (["--endpoint", "GET /rest/api/3/isue/ABC-1"], 'did you mean "GET /rest/api/3/issue/{issueIdOrKey}"?'),
        (["get-board"], "'get-board' is not an endpoint of the results; did you mean \"jira-software/get-board\"?"),
        (["watchers"], "`token-conformance table --list watchers` shows what can be named"),
        (["GET", "/rest/api/user"], 'did you mean "GET /rest/api/3/user" or "GET /wiki/rest/api/user"?'),
        (["GET /rest/api/3/foo"], "`token-conformance table --list` shows what can be named"),
        (["--from", "nowhere.txt"], "nowhere.txt: cannot be read (No such file or directory); name a text file"),
        (["--list", "isue"], "'isue': no operation has this word; did you mean \"issue\"?"),
        (["--list", "watchers", "board"], "watchers board: no operation has all of these words; leave one out"),
        (["--product", "confluence", "GET /rest/api/3/myself"], "nothing that is named is of confluence; leave out"),
        (["--endpoint", ""], "the name of an operation is empty; write one such as GET /rest/api/3/myself"),
        (["--product", "confluence"], "the selected results have no endpoint of confluence; run its suite"),
        (["--results", "nowhere.json"], "nowhere.json: cannot be read"),
    ],
)
def test_a_mistake_is_reported_in_one_line(
    capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    """The line names the nearest match if there is one."""
    try:
        status = main(["table", *options])
    except SystemExit as exit_:
        status = int(str(exit_.code))
    shown = capsys.readouterr()
    assert (2, "", 1) == (status, shown.out, shown.err.count("\n"))
    assert message in shown.err


def test_a_service_account_has_columns_only_in_results_that_have_it(
    folder: Path, cell: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    """By default those of the matrix; one of them can be chosen in any results."""
    assert 5 == len(_rows(capsys)[0])
    service = cell("jira-platform/get-issue/service-account-gateway", operation=HIDDEN["operation"])
    (folder / "reports/results.json").unlink()
    _write(folder / "reports/results.json", cell("jira-platform/get-issue/scoped-site", **HIDDEN), service)
    titles, row = _rows(capsys)
    assert ["service account token at the site", "service account token at the gateway"] == titles[-2:]
    assert ["·", "✓ works"] == row[-2:]
    chosen = _rows(capsys, "--column", "service-account-gateway")
    assert ["service account token at the gateway", "✓ works"] == [line[1] for line in chosen]
