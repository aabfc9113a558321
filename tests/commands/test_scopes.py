"""`token-conformance scopes`: the scopes that a user needs for a run."""

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
    assert "" == capsys.readouterr().err


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
