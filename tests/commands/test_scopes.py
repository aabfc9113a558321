"""`token-conformance scopes`, as a person prepares a run."""

from pathlib import Path

import pytest

from token_conformance.cli import main

SUITES = str(Path(__file__).parents[2] / "suites")


def test_the_scopes_of_one_app_can_be_piped(capsys: pytest.CaptureFixture[str]) -> None:
    """A scope a line, and nothing else."""
    assert 0 == main(["scopes", "--suites", SUITES, "--app", "jira"])
    lines = capsys.readouterr().out.splitlines()
    assert sorted(lines) == lines
    assert {"read:jira-user", "read:jira-work", "write:jira-work", "read:sprint:jira-software"} <= set(lines)
    assert [] == [line for line in lines if "confluence" in line]


def test_the_scopes_of_each_app_have_a_heading(capsys: pytest.CaptureFixture[str]) -> None:
    """A scoped token is made for one app."""
    main(["scopes", "--suites", SUITES])
    lines = capsys.readouterr().out.splitlines()
    assert [f"For an API token with scopes, app {app}:" for app in ("Jira", "Confluence")] == [
        line for line in lines if line.endswith(":")
    ]


def test_scopes_for_writing_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --allow-writes nothing needs them."""
    main(["scopes", "--suites", SUITES, "--read-only"])
    assert [] == [scope for scope in capsys.readouterr().out.splitlines() if scope.startswith(("write", "manage"))]


def test_the_calls_of_the_preflight_are_reached_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A token for one endpoint must also get through the checks that come before it."""
    suite = 'from token_conformance import endpoint\n@endpoint("GET /wiki/api/v2/tasks")\ndef test_tasks(send): ...\n'
    (tmp_path / "test_confluence.py").write_text(suite)
    main(["scopes", "--suites", str(tmp_path), "--app", "confluence"])
    expected = ["read:confluence-user", "read:page:confluence", "read:space:confluence"]
    assert [*expected, "read:task:confluence"] == capsys.readouterr().out.splitlines()


def test_no_suites_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder is named, and what to do."""
    assert 2 == main(["scopes", "--suites", str(tmp_path)])
    line = f"token-conformance: {tmp_path}: holds no suites; run in the project's folder, or name --suites\n"
    assert ("", line) == capsys.readouterr()
