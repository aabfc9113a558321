"""Lint names the programs and scripts of a subject's commands that this machine does not have."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from token_conformance.certify.observation.observe import observe
from token_conformance.certify.observation.programs import missing
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.subject.subject import Action, Subject

Fake = Callable[..., Subject]


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        (("no-such-program",), "'no-such-program' is not on the PATH; install it, or give its path"),
        (("./mine",), "'./mine' is a relative path, and commands run in an empty folder; write {here}/... or the"),
        (("{here}/mine",), "'{here}/mine' does not exist; create mine in {here}, the folder "),
        (("{here}/driver.py",), "'{here}/driver.py' is not executable; run `chmod +x`, or write its interpreter in f"),
        (("{python}", "{here}/no.py"), "'{here}/no.py' does not exist; create no.py in {here}, the folder "),
        (("sh", "-e", "/no/such.sh"), "'/no/such.sh' does not exist; create it, or correct the path"),
        (
            ("{python}", "driver.py"),
            "'driver.py' is a relative path, and commands run in an empty folder; write {here}",
        ),
    ],
)
def test_what_is_missing_is_named(fake: Fake, command: tuple[str, ...], problem: str) -> None:
    """The line names the action and the word as the file has it, and says what to do."""
    [line] = missing(fake(commands={Action.WHOAMI: command}))
    assert line.startswith(f"actions.whoami.command: {problem}")


@pytest.mark.parametrize(
    ("word", "remedy"),
    [
        ("driver.py", "write {here}/driver.py or the whole path"),
        ("./no.py", "create no.py in {here}, the folder mine/ beside the subject file, and write {here}/no.py or the"),
        ("beside.py", "move beside.py to {here}, the folder mine/ beside the subject file, and write {here}/beside.py"),
    ],
)
def test_it_is_said_where_a_script_belongs(fake: Fake, tmp_path: Path, word: str, remedy: str) -> None:
    """Authors have their script beside the subject file, and the placeholder is the folder with its name."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "driver.py").touch()
    (tmp_path / "beside.py").touch()
    [line] = missing(fake(here=tmp_path / "mine", commands={Action.WHOAMI: ("{python}", word)}))
    assert remedy in line


@pytest.mark.parametrize(
    "command",
    [
        ("sh",),
        (sys.executable, "-m", "mine"),
        ("{python}", "{here}/driver.py", "report.py", "{here}/out/report.txt", "{issue_key}.py"),
        ("{python}", "-c", "x.py"),
        ("/{site}/mine",),
        ("{here}/{site}.py",),
    ],
)
def test_what_exists_or_depends_on_the_scenario_is_no_problem(fake: Fake, command: tuple[str, ...]) -> None:
    """An argument that is only a name can be anything."""
    assert [] == missing(fake(commands={Action.WHOAMI: command}))


def test_a_program_of_the_repository_is_found_without_a_folder_of_drivers(fake: Fake, tmp_path: Path) -> None:
    """The subject file is in a folder of it, and Git keeps no empty folder that `..` could lead through."""
    here = tmp_path / "conformance" / "mine"
    program = tmp_path / "mine"
    program.write_text("#!/bin/sh\necho hello\n")
    program.chmod(0o755)
    subject = fake(here=here, commands={Action.WHOAMI: ("{here}/../../mine",)})
    assert [] == missing(subject)
    [run] = observe(subject, replace(SCENARIOS["scoped-gateway"], actions=(Action.WHOAMI,))).runs
    assert ("hello\n", ("{here}/../../mine",)) == (run.stdout, run.command)
    here.mkdir(parents=True)
    assert [] == missing(subject)
    program.unlink()
    line = "actions.whoami.command: '{here}/../../mine' does not exist; create it, or correct the path"
    assert [line] == missing(subject)


def test_the_same_problem_of_several_commands_is_one_line(fake: Fake) -> None:
    """The first action is named, and the others are counted."""
    commands = {Action.WHOAMI: ("sh",), Action.SEARCH: ("nowhere",), Action.GET_PAGE: ("nowhere",)}
    line = "actions.search.command: 'nowhere' is not on the PATH; install it, or give its path (and in 1 more)"
    assert [line] == missing(fake(commands=commands))


def test_packages_that_are_not_installed_yet_are_not_looked_up(fake: Fake, tmp_path: Path) -> None:
    """They bring programs; after `certify install` these must exist."""
    commands = {Action.WHOAMI: ("mine",), Action.SEARCH: ("{installed}/bin/mine",)}
    assert [] == missing(fake(pypi=("mine==1.0",), commands=commands))
    (tmp_path / "installed" / "bin").mkdir(parents=True)
    (tmp_path / "installed" / "installed.txt").write_text("mine==1.0")
    assert 2 == len(missing(fake(pypi=("mine==1.0",), commands=commands)))
    (tmp_path / "installed" / "bin" / "mine").touch(mode=0o755)
    assert [] == missing(fake(pypi=("mine==1.0",), commands=commands))
