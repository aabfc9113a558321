"""`token-conformance scopes`: the scopes that a user needs for a run."""

import io
import json
import sys
from pathlib import Path

import pytest

from token_conformance.cli import main

SUITES = str(Path(__file__).parents[2] / "suites")


def test_the_scopes_of_one_app_can_be_piped(capsys: pytest.CaptureFixture[str]) -> None:
    """The output has one scope per line, and nothing else."""
    assert 0 == main(["scopes", "--suites", SUITES, "--app", "jira"])
    lines = capsys.readouterr().out.splitlines()
    assert sorted(lines) == lines
    assert {"read:jira-user", "read:jira-work", "write:jira-work", "read:sprint:jira-software"} <= set(lines)
    assert [] == [line for line in lines if "confluence" in line]


def test_the_scopes_of_each_app_have_a_heading(capsys: pytest.CaptureFixture[str]) -> None:
    """A scoped token belongs to one app."""
    main(["scopes", "--suites", SUITES])
    lines = capsys.readouterr().out.splitlines()
    assert [f"For an API token with scopes, app {app}:" for app in ("Jira", "Confluence")] == [
        line for line in lines if line.endswith(":")
    ]


@pytest.mark.parametrize("app", [[], ["--app", "jira"], ["--app", "confluence"]])
def test_an_app_without_a_call_has_no_heading(
    app: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A heading with nothing below it could be read as a token without scopes."""
    suite = 'from token_conformance import endpoint\n@endpoint("GET /wiki/api/v2/tasks")\ndef test_tasks(send): ...\n'
    (tmp_path / "test_confluence.py").write_text(suite)
    assert 0 == main(["scopes", "--suites", str(tmp_path), *app])
    shown = capsys.readouterr()
    note = "token-conformance scopes: the suites have no call of Jira\n"
    assert (note if "jira" in app else "") == shown.err
    assert ([] if app else ["For an API token with scopes, app Confluence:"]) == [
        line for line in shown.out.splitlines() if line.endswith(":")
    ]


def test_scopes_for_writing_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --allow-writes no call needs them."""
    main(["scopes", "--suites", SUITES, "--read-only"])
    assert [] == [scope for scope in capsys.readouterr().out.splitlines() if scope.startswith(("write", "manage"))]


def test_the_calls_of_the_preflight_are_included(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A token for one endpoint must also pass the checks before the run."""
    suite = 'from token_conformance import endpoint\n@endpoint("GET /wiki/api/v2/tasks")\ndef test_tasks(send): ...\n'
    (tmp_path / "test_confluence.py").write_text(suite)
    main(["scopes", "--suites", str(tmp_path), "--app", "confluence"])
    expected = ["read:confluence-user", "read:page:confluence", "read:space:confluence"]
    assert [*expected, "read:task:confluence"] == capsys.readouterr().out.splitlines()


def test_a_folder_without_suites_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line names the folder and says what to do."""
    assert 2 == main(["scopes", "--suites", str(tmp_path)])
    line = f"token-conformance: {tmp_path}: has no suites; name a folder of suites\n"
    assert ("", line) == capsys.readouterr()


def test_a_removed_operation_is_named_with_its_successor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody should create a token for it without knowing that."""
    suite = 'from token_conformance import endpoint\n@endpoint("GET /rest/api/3/search")\ndef test_search(send): ...\n'
    (tmp_path / "test_jira_platform.py").write_text(suite)
    assert 0 == main(["scopes", "--suites", str(tmp_path)])
    shown = capsys.readouterr()
    assert "read:jira-work" in shown.out
    (line,) = shown.err.splitlines()
    assert line.startswith("token-conformance scopes: GET /rest/api/3/search: Atlassian has removed it (since ")
    assert "Its successor: " in line
    main(["scopes", "--suites", str(tmp_path), "--app", "confluence"])
    assert "token-conformance scopes: the suites have no call of Confluence\n" == capsys.readouterr().err


def test_an_operation_whose_scopes_nobody_knows_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list that may be too short is no certain answer; the other app is not concerned."""
    suite = 'from token_conformance import endpoint\n@endpoint("POST /rest/api/3/workflows/copy", writes=True)\n'
    (tmp_path / "test_jira_platform.py").write_text(f"{suite}def test_copy(send): ...\n")
    assert 3 == main(["scopes", "--suites", str(tmp_path)])
    line = "POST /rest/api/3/workflows/copy: nobody knows its scopes, so they are not in the list"
    assert f"token-conformance scopes: {line}\n" == capsys.readouterr().err
    assert 0 == main(["scopes", "--suites", str(tmp_path), "--app", "confluence"])
    assert 0 == main(["scopes", "--suites", str(tmp_path), "--read-only"])


def test_an_operation_that_is_not_published_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line names the folder, the operation and what to write."""
    suite = 'from token_conformance import endpoint\n@endpoint("GET /rest/api/3/myselfs")\ndef test_it(send): ...\n'
    (tmp_path / "test_jira_platform.py").write_text(suite)
    assert 2 == main(["scopes", "--suites", str(tmp_path)])
    test = f"{tmp_path}/test_jira_platform.py::test_it"
    problem = "GET /rest/api/3/myselfs is not a published operation; did you mean GET /rest/api/3/myself?"
    remedy = f"If not, declare it in {tmp_path}/operations.csv"
    assert f"token-conformance: {test}: {problem} {remedy}\n" == capsys.readouterr().err


def test_a_call_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    """The list comes first; without quotes, a method and its path belong together."""
    assert 0 == main(["scopes", "POST", "/rest/api/3/issue", "GET", "/rest/api/3/myself"])
    lines = capsys.readouterr().out.splitlines()
    assert ["Jira: an API token with these 2 scopes for 2 calls", ""] == lines[:2]
    assert ["  read:jira-user", "  write:jira-work"] == lines[2:4]


def test_calls_and_sources_are_one_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The calls of the command line, of a file and of standard input need one token for each app."""
    file = tmp_path / "calls.txt"
    file.write_text("GET /wiki/api/v2/pages/1\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"GET /rest/api/3/myself\n")))
    arguments = ["scopes", "POST /rest/api/3/issue", "--from", str(file), "--from", "-", "--format", "json"]
    assert 0 == main(arguments)
    apps = {one["app"]: one["scopes"] for one in json.loads(capsys.readouterr().out)["apps"]}
    assert ["read:jira-user", "write:jira-work"] == [one["scope"] for one in apps["jira"]]
    assert ["read:page:confluence"] == [one["scope"] for one in apps["confluence"]]


def test_one_app_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """The calls of the other one are left out."""
    assert 0 == main(["scopes", "POST /rest/api/3/issue", "GET /wiki/api/v2/pages/1", "--app", "confluence"])
    shown = capsys.readouterr().out
    assert "read:page:confluence" in shown
    assert "jira-work" not in shown


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["POST /rest/api/3/issue", "--have", "write:jira-work"], 0),
        (["POST /rest/api/3/issue", "--have", "write:jira-work manage:jira-project"], 0),
        (["POST /rest/api/3/issue", "--have", "read:jira-work", "--have", "read:jira-user"], 1),
        (["POST /rest/api/3/workflows/copy"], 3),
        (["POST /rest/api/3/workflows/copy", "POST /rest/api/3/issue", "--have", "read:jira-work"], 1),
        (["GET /rest/api/3/search"], 0),
    ],
)
def test_the_exit_status(capsys: pytest.CaptureFixture[str], arguments: list[str], status: int) -> None:
    """What a token lacks counts more than what nobody knows."""
    assert status == main(["scopes", *arguments])
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["POST /rest/api/3/isue"], 'call 1: Atlassian does not publish POST /rest/api/3/isue; did you mean "POST'),
        (["what"], "call 1: is not a call; begin it with a method and a path"),
        (["GET"], "call 1: is not a call; "),
        (["GET /rest/api/3/myself", "--read-only"], "--read-only and --suites are for the endpoints of the suites"),
        (["GET /rest/api/3/myself", "--have", "read:jira-wrok"], "read:jira-wrok: no operation has a scope of this"),
        (["--from", "nobody.har"], "nobody.har: cannot be read (No such file or directory); give a list"),
        (["GET https://shop.example.com/a"], "call 1: GET https://shop.example.com/a: is not a URL of Atlassian"),
    ],
)
def test_wrong_input_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    """Nothing is printed that somebody could take for an answer."""
    monkeypatch.chdir(tmp_path)
    assert 2 == main(["scopes", *arguments])
    shown = capsys.readouterr()
    assert "" == shown.out
    assert shown.err.startswith(f"token-conformance: {says}")
    assert 1 == shown.err.count("\n")


def test_a_file_in_place_of_a_call_is_explained(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It may have a name like a path."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my.har").write_text("{}")
    assert 2 == main(["scopes", "my.har"])
    assert "my.har: is a file or a folder and not a call; write --from my.har\n" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[""], ["GET /rest/api/3/myself", " "]])
def test_an_empty_call_is_refused(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """As a variable of a script that is not set gives one; it needs no scope, but nobody asked for that."""
    assert 2 == main(["scopes", *words])
    assert "CALL: is empty; write a method and a path" in capsys.readouterr().err


def test_the_endpoints_of_the_suites_can_be_answered_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON, and compared with a token that exists."""
    assert 0 == main(["scopes", "--suites", SUITES, "--app", "jira"])
    listed = capsys.readouterr().out.split()
    assert 0 == main(["scopes", "--suites", SUITES, "--app", "jira", "--format", "json"])
    (app,) = json.loads(capsys.readouterr().out)["apps"]
    assert listed == [one["scope"] for one in app["scopes"]]
    assert 0 == main(["scopes", "--suites", SUITES, "--app", "jira", "--have", " ".join(listed)])
    assert "The token has all that it needs." in capsys.readouterr().out
    assert 1 == main(["scopes", "--suites", SUITES, "--app", "jira", "--have", " ".join(listed[1:])])
