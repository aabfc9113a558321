"""The command line: its help, its version, and errors in one line."""

import errno
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

import token_conformance
from token_conformance.cli import COMMANDS, main
from token_conformance.commands import catalogue, certify, variables

NAMES = [
    *COMMANDS,
    *(f"{name} {step}" for name, one in (("certify", certify), ("catalogue", catalogue)) for step in one.STEPS),
]
LARGE = ("httpx", "jinja2", "pytest", "starlette", "trustme", "uvicorn", "vcr")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["reprot"], "invalid choice: 'reprot'"),
        (["report", "--chekc"], "unrecognized arguments: --chekc"),
        (["report", "--results"], "argument --results: expected one argument"),
    ],
)
def test_a_mistake_is_reported_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], problem: str
) -> None:
    """The exit status is 2, and the line names the command for help."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    error = capsys.readouterr().err
    assert 2 == end.value.code
    assert problem in error
    assert error.endswith("--help\n")
    assert 1 == error.count("\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_the_output_is_one_line() -> None:
    """Half of a table with the exit status 0 would look like all of it."""
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "token_conformance.cli", "variables"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    line = "token-conformance: the output: No space left on device; make room, permit it, or name another\n"
    assert (2, line) == (ended.returncode, ended.stderr)


@pytest.mark.skipif(os.name != "posix", reason="the shell of POSIX closes streams")
@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_no_error(closed: str) -> None:
    """Nobody reads what is put out; the exit status is the same."""
    words = f"{shlex.quote(sys.executable)} -m token_conformance.cli variables {closed}"
    ended = subprocess.run(["/bin/sh", "-c", words], stderr=subprocess.PIPE, text=True, check=False)
    assert (0, "") == (ended.returncode, ended.stderr)


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    """`token-conformance table | head` ends quietly."""
    with subprocess.Popen(
        [sys.executable, "-m", "token_conformance.cli", "variables"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"" == process.stderr.read()


@pytest.mark.parametrize("number", [errno.EROFS, errno.EIO, errno.EMFILE])
def test_an_error_of_the_system_that_no_command_expects_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    """It names the file."""

    def fail(_: object) -> NoReturn:
        raise OSError(number, os.strerror(number), "some/file")

    monkeypatch.setattr(variables, "run", fail)
    assert 2 == main(["variables"])
    line = f"token-conformance: some/file: {os.strerror(number)}; make room, permit it, or name another\n"
    assert ("", line) == capsys.readouterr()


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """It is the version of the distribution."""
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert 0 == end.value.code
    assert f"token-conformance {token_conformance.__version__}\n" == capsys.readouterr().out


def test_the_commands_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Help names each command."""
    with pytest.raises(SystemExit):
        main(["--help"])
    out = capsys.readouterr().out
    assert "edge" in out
    assert "report" in out


@pytest.mark.parametrize("name", NAMES)
def test_each_command_has_a_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each name has a module."""
    with pytest.raises(SystemExit) as end:
        main([*name.split(), "--help"])
    assert 0 == end.value.code
    assert capsys.readouterr().out.startswith(f"usage: token-conformance {name} ")


@pytest.mark.parametrize("name", NAMES)
def test_a_help_fits_a_terminal_of_80_columns_and_says_what_the_command_does(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A usage or a description that argparse does not wrap is wrapped in its source."""
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        main([*name.split(), "--help"])
    _usage, said, *_ = (shown := capsys.readouterr().out).split("\n\n")
    assert [] == [line for line in shown.splitlines() if len(line) > 80]
    assert not said.startswith(("Exit status", "positional arguments", "options"))


@pytest.mark.parametrize(
    ("typed", "passed"),
    [
        (["--", "--help"], ["--help"]),
        (["-k", "x", "--", "y"], ["-k", "x", "--", "y"]),
        (["-q", "--help"], ["-q", "--help"]),
    ],
)
def test_run_passes_on_every_option(monkeypatch: pytest.MonkeyPatch, typed: list[str], passed: list[str]) -> None:
    """`token-conformance run -- --help` is the help of pytest, as the help of the command says."""
    given: list[list[str]] = []

    def run_pytest(options: list[str]) -> int:
        given.append(options)
        return 0

    monkeypatch.setattr("token_conformance.suite.shipped.run_pytest", run_pytest)
    assert 0 == main(["run", *typed])
    assert [passed] == given


def test_only_the_command_that_was_typed_is_imported() -> None:
    """The errors and imports of another command cannot affect it."""
    script = """
import sys
from token_conformance.cli import main
try:
    main(["merge", "--help"])
except SystemExit:
    print(*(name for name in sys.modules if name.startswith("token_conformance.commands.")))
"""
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert ["token_conformance.commands._parser", "token_conformance.commands.merge"] == shown.splitlines()[-1].split()


@pytest.mark.slow
def test_no_help_waits_for_what_only_a_run_needs() -> None:
    """The servers of the edge, pytest, the recorder and other large modules are loaded only where they are used."""
    script = f"""
import sys
from token_conformance.cli import main
loaded = {{}}
for name in {NAMES}:
    try:
        main([*name.split(), "--help"])
    except SystemExit:
        for module in {LARGE}:
            if module in sys.modules:
                loaded.setdefault(module, name)
print(loaded, file=sys.stderr)
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (0, "{}\n") == (run.returncode, run.stderr)


def test_a_fault_of_a_command_is_shown_by_the_exit_for_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its exit status is its own; a name that no file can have is the user's error, in one line."""

    def fail(_: object) -> int:
        raise ValueError("\x1b")

    monkeypatch.setattr(variables, "run", fail)
    assert 70 == main(["variables"])
    assert capsys.readouterr().err.endswith("ValueError: \\u001b\n")
    assert 2 == main(["leaks", "x" * 300])
    assert (
        f"token-conformance: {'x' * 300}: File name too long; make room, permit it, or name another\n"
        == capsys.readouterr().err
    )


@pytest.mark.parametrize("moment", ["add_arguments", "run"])
def test_ctrl_c_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """A command that is interrupted shows no traceback, nor one that is about to begin."""

    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(variables, moment, interrupt)
    assert 130 == main(["variables"])
    assert "token-conformance: interrupted\n" == capsys.readouterr().err


@pytest.mark.parametrize(
    "line",
    [
        ["scopes", "GET /rest/api/3/myself", "--format", "json", "GET /rest/api/3/priority"],
        ["scopes", "--format", "json", "GET /rest/api/3/myself", "GET /rest/api/3/priority"],
        ["scopes", "GET /rest/api/3/myself", "GET /rest/api/3/priority", "--format", "json"],
    ],
)
def test_options_may_stand_between_names(capsys: pytest.CaptureFixture[str], line: list[str]) -> None:
    """A list of names does not end at an option."""
    assert 0 == main(line)
    shown = capsys.readouterr().out
    assert "/rest/api/3/myself" in shown
    assert "/rest/api/3/priority" in shown
