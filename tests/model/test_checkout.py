"""Git is asked about the user's own checkout only, and nothing that a checkout's configuration names is run."""

import os
import subprocess
from pathlib import Path

import pytest

from token_conformance.model.checkout import ask_git, checkout_of, own_checkout


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The top of a checkout with one committed file, which is the current folder."""
    checkout = tmp_path / "own"
    checkout.mkdir()
    monkeypatch.chdir(checkout)
    git("init", "-q", "-b", "main")
    Path("kept.txt").write_text("committed\n")
    git("add", ".")
    git("commit", "-qm", "one")
    return checkout


def git(*words: str) -> None:
    """Run git as the user would."""
    subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=n@example.com", *words], check=True)


def evil(folder: Path) -> Path:
    """A program that leaves a mark beside itself when it is run."""
    program = folder / "evil"
    program.write_text('#!/bin/sh\ntouch "$0.ran"\ncat 2>/dev/null\n')
    program.chmod(0o755)
    return program


def ran(program: Path) -> bool:
    """Whether the program has left its mark."""
    return program.with_name("evil.ran").exists()


@pytest.mark.usefixtures("top")
def test_a_committed_file_is_read() -> None:
    """The output is that of git, as bytes."""
    assert b"committed\n" == ask_git("cat-file", "blob", "HEAD:kept.txt")


def test_paths_are_relative_to_the_top(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command in a folder below gives the same paths as at the top."""
    (top / "below").mkdir()
    monkeypatch.chdir(top / "below")
    assert b"kept.txt\0" == ask_git("ls-files", "-z")


@pytest.mark.usefixtures("top")
def test_a_command_that_fails_has_no_output() -> None:
    """A revision that does not exist gives None."""
    assert None is ask_git("cat-file", "blob", "nowhere:kept.txt")


def test_outside_of_a_checkout_there_is_no_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git is not started at all."""
    monkeypatch.chdir(tmp_path)
    assert (None, None) == (own_checkout(), ask_git("version"))


@pytest.mark.usefixtures("top")
def test_without_git_there_is_no_output(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without git gives None."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert None is ask_git("version")


def test_a_program_of_a_relative_path_is_not_git(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PATH with the current folder does not find a `git` that somebody has put there."""
    program = evil(top)
    (top / "git").symlink_to(program)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    assert b"git version" == (ask_git("version") or b"")[:11]
    assert not ran(program)


def test_the_checkout_is_the_nearest(top: Path) -> None:
    """A checkout inside another is one of its own, also with a `.git` that is a file or a dangling link."""
    inner, file, link = (top / name for name in ("inner", "file", "link"))
    (inner / ".git").mkdir(parents=True)
    (file / "below").mkdir(parents=True)
    (file / ".git").write_text("gitdir: elsewhere")
    link.mkdir()
    (link / ".git").symlink_to("nowhere")
    assert [top, inner, file, link, None] == [
        checkout_of(path) for path in (top / "any", inner, file / "below", link, top.parent)
    ]
    assert top == own_checkout()


EXECUTING = [
    ("core.fsmonitor", ["ls-files", "--others"]),
    ("core.fsmonitor", ["status", "--porcelain"]),
    ("core.pager", ["-p", "log"]),
    ("core.sshCommand", ["fetch", "ssh://host.example.com/x"]),
    ("core.gitProxy", ["fetch", "git://host.example.com/x"]),
    ("credential.helper", ["credential", "fill"]),
    ("core.alternateRefsCommand", ["fetch", "."]),
]


@pytest.mark.parametrize(("key", "words"), EXECUTING, ids=lambda value: value if isinstance(value, str) else value[0])
@pytest.mark.parametrize("place", ["checkout", "user", "variable"])
@pytest.mark.usefixtures("top")
def test_no_configured_program_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, words: list[str], place: str
) -> None:
    """Neither the checkout nor the user's configuration nor a variable makes git start a program."""
    program, home = evil(tmp_path), tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    if place == "variable":
        monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
        monkeypatch.setenv("GIT_CONFIG_KEY_0", key)
        monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(program))
    else:
        file = Path(".git") / "config" if place == "checkout" else home / ".gitconfig"
        git("config", "--file", str(file), key, str(program))
    ask_git(*words)
    assert not ran(program)


@pytest.mark.parametrize("name", ["GIT_SSH_COMMAND", "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_ASKPASS", "GIT_DIR"])
@pytest.mark.usefixtures("top")
def test_variables_of_git_are_not_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Git gets an environment built from nothing."""
    program = evil(tmp_path)
    monkeypatch.setenv(name, str(program))
    assert b"committed\n" == ask_git("cat-file", "blob", "HEAD:kept.txt")
    ask_git("fetch", "ssh://host.example.com/x")
    assert not ran(program)


@pytest.mark.usefixtures("top")
def test_the_users_secrets_are_not_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that git starts after all, here an alias of a shell, would see no token."""
    monkeypatch.setenv("TOKEN_CONFORMANCE_SCOPED_TOKEN", "MADE-UP")
    shown = ask_git("-c", "alias.show-all=!env", "show-all") or b""
    assert b"GIT_ALLOW_PROTOCOL=none" in shown
    assert b"MADE-UP" not in shown


def test_a_missing_object_is_not_fetched(top: Path, tmp_path: Path) -> None:
    """A partial clone names where git gets the rest; that address can be a command."""
    program = evil(tmp_path)
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{program}",
        "remote.origin.uploadpack": str(program),
        "protocol.ext.allow": "always",
    }.items():
        git("config", key, value)
    for file in (top / ".git" / "objects").rglob("??/*"):
        if b"committed" in (ask_git("cat-file", "-p", file.parent.name + file.name) or b""):
            file.unlink()
    assert None is ask_git("cat-file", "blob", "HEAD:kept.txt")
    assert not ran(program)


def test_another_work_tree_is_not_listed(top: Path, tmp_path: Path) -> None:
    """The configuration cannot point to a folder outside of the checkout."""
    (tmp_path / "private.txt").touch()
    git("config", "core.worktree", str(tmp_path))
    (top / "new.txt").touch()
    assert b"new.txt\0" == ask_git("ls-files", "-z", "--others")


def test_a_folder_that_is_a_bare_repository_is_a_folder(top: Path) -> None:
    """The objects and the configuration of a repository can be files of another one."""
    git("init", "-q", "--bare", "bare")
    assert b"bare/HEAD\0" in (ask_git("ls-files", "-z", "--others", "--", "bare") or b"")
    assert top == checkout_of(top / "bare")


def test_a_path_is_never_a_pattern(top: Path) -> None:
    """A folder with the name of git's pattern magic is a folder."""
    (top / ":(top)x").mkdir()
    (top / ":(top)x" / "file").touch()
    assert b":(top)x/file\0" == ask_git("ls-files", "-z", "--others", "--", ":(top)x")


def test_a_command_that_takes_too_long_has_no_output(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of git is limited."""
    monkeypatch.setattr("token_conformance.model.checkout._SECONDS", 0.1)
    assert top == own_checkout()
    assert None is ask_git("-c", "alias.wait=!sleep 5", "wait")
