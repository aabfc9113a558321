"""Files are listed without running anything that a checkout configures."""

import os
import subprocess
from pathlib import Path

import pytest

from token_conformance.redaction.leaks import checkout
from token_conformance.redaction.leaks.files import files


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, without the settings of the machine."""
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, env=environment, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a file that it knows and one that it ignores."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "known.txt").write_text("text")
    (folder / "ignored.txt").write_text("text")
    (folder / ".gitignore").write_text("ignored.txt\n")
    git(folder, "add", "known.txt")
    return folder


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that leaves a file when it is executed."""
    path = tmp_path / "program"
    path.write_text(f"#!/bin/sh\necho executed >> {tmp_path / 'executed'}\n")
    path.chmod(0o755)
    return path


def test_the_program_of_a_setting_would_be_executed(repository: Path, program: Path) -> None:
    """The other tests would notice it: git itself executes it."""
    git(repository, "config", "core.fsmonitor", str(program))
    git(repository, "ls-files", "--others")
    assert (program.parent / "executed").exists()


@pytest.mark.parametrize("inside", [True, False], ids=["own checkout", "another's"])
@pytest.mark.parametrize(
    "setting", ["core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "alias.ls-files", "filter.x.clean"]
)
def test_the_program_of_a_setting_is_not_executed(
    repository: Path, program: Path, monkeypatch: pytest.MonkeyPatch, setting: str, *, inside: bool
) -> None:
    """Neither in the checkout of the current folder nor in another."""
    git(repository, "config", setting, str(program))
    (repository / ".gitattributes").write_text("* filter=x\n")
    hook = repository / ".git" / "hooks" / "post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.write_bytes(program.read_bytes())
    hook.chmod(0o755)
    monkeypatch.chdir(repository if inside else program.parent)
    assert files([repository])
    assert not (program.parent / "executed").exists()


def test_an_included_setting_is_not_executed(repository: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the checkout includes stands below the fixed settings as well."""
    (repository / "extra").write_text(f"[core]\n\tfsmonitor = {program}\n")
    git(repository, "config", "include.path", "../extra")
    monkeypatch.chdir(repository)
    assert files([repository])
    assert not (program.parent / "executed").exists()


def test_ignored_files_are_left_out_in_the_own_checkout_only(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a stranger's checkout ignores is scanned."""
    monkeypatch.chdir(repository)
    assert ["known.txt"] == [path.name for path in files([repository]) if path.suffix]
    monkeypatch.chdir(repository.parent)
    assert {"known.txt", "ignored.txt"} == {path.name for path in files([repository]) if path.suffix}


def test_a_folder_of_the_checkout_is_listed_from_any_folder_of_it(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths are as the user gave them."""
    for name in ("a/b", "c"):
        (repository / name).mkdir(parents=True)
    (repository / "a" / "b" / "new.txt").write_text("text")
    monkeypatch.chdir(repository / "c")
    assert [Path("../a/b/new.txt")] == files([Path("../a")])


def test_a_repository_in_the_checkout_is_scanned_without_git(
    repository: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git lists it as one name, so its files would not be looked at."""
    (repository / "vendor").mkdir()
    git(repository / "vendor", "init", "--quiet")
    git(repository / "vendor", "config", "core.fsmonitor", str(program))
    (repository / "vendor" / "file.txt").write_text("text")
    monkeypatch.chdir(repository)
    for folder in (repository, repository / "vendor"):
        assert repository / "vendor" / "file.txt" in files([folder])
    assert not (program.parent / "executed").exists()


def test_another_work_tree_in_the_settings_does_not_hide_files(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout could name an empty folder, and nothing would be looked at."""
    (repository.parent / "empty").mkdir()
    git(repository, "config", "core.worktree", str(repository.parent / "empty"))
    monkeypatch.chdir(repository)
    assert repository / "known.txt" in files([repository])


def test_a_file_of_exclusions_in_the_settings_does_not_hide_files(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is outside of the checkout, where nobody reads it."""
    (repository.parent / "exclusions").write_text("new.txt\n")
    git(repository, "config", "core.excludesFile", str(repository.parent / "exclusions"))
    (repository / "new.txt").write_text("text")
    monkeypatch.chdir(repository)
    assert repository / "new.txt" in files([repository])


def test_git_has_nothing_of_the_environment_but_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """GIT_CONFIG_COUNT and others would set what the fixed settings do not."""
    environments = []

    def run(*_: object, env: dict[str, str], **__: object) -> subprocess.CompletedProcess[bytes]:
        environments.append(env)
        return subprocess.CompletedProcess([], 1, b"", b"")

    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setattr(subprocess, "run", run)
    checkout.known_files(Path.cwd())
    assert [] == [name for name in environments[0] if name == "GIT_CONFIG_COUNT" or name.startswith("TOKEN_")]
    assert {"HOME", "USER"}.isdisjoint(environments[0])
