"""The hooks for pre-commit: each calls a command that exists and refuses what it is for."""

import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from leak_corpus import API
from token_conformance import cli

HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load(Path(".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
TABLE = "<!-- token-conformance: table endpoint=jira-platform/get-issue -->\n{}<!-- token-conformance: end -->\n"


def status(name: str, *files: Path) -> int:
    """The exit status of a hook for some files, as pre-commit calls it."""
    hook = HOOKS[name]
    program, *words = shlex.split(hook["entry"])
    assert "token-conformance" == program
    arguments: list[str] = hook.get("args", [])
    return cli.main([*words, *arguments, *(map(str, files) if hook.get("pass_filenames", True) else [])])


def test_the_manifest_has_what_pre_commit_asks_for() -> None:
    """A name that pre-commit does not know is only a warning there."""
    known = {"id", "name", "description", "entry", "language", "types"}
    assert [known | {"require_serial"}, known | {"args", "pass_filenames"}] == [set(hook) for hook in HOOKS.values()]
    assert {("python", ("text",))} == {(hook["language"], tuple(hook["types"])) for hook in HOOKS.values()}


def test_every_hook_is_documented() -> None:
    """The page names exactly these."""
    page = Path("docs", "ci.md").read_text(encoding="utf-8")
    assert [] == [name for name in HOOKS if f"- id: {name}\n" not in page]


def test_a_secret_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its file and line."""
    clean, leaky = tmp_path / "clean.txt", tmp_path / "leaky.txt"
    clean.write_text("nothing\n")
    leaky.write_text(f"token: {API}\n")
    assert 0 == status("token-conformance-leaks", clean)
    assert 1 == status("token-conformance-leaks", clean, leaky)
    assert "leaky.txt:1" in capsys.readouterr().out


@pytest.mark.slow
def test_a_stale_table_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In any document of the repository; what updates it is named."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "tokens.md").write_text(TABLE.format("old\n"))
    (tmp_path / "README.md").write_text("# Without a table\n")
    assert 1 == status("token-conformance-tables")
    assert "docs/tokens.md: stale; update it with `token-conformance inject`" in "".join(capsys.readouterr())
    assert 0 == cli.main(["inject", "."])
    assert 0 == status("token-conformance-tables")
