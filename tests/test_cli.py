"""The command line answers mistakes in one line."""

import subprocess
import sys

import pytest

import token_conformance
from token_conformance.cli import main


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["reprot"], "invalid choice: 'reprot'"),
        (["report", "--chekc"], "unrecognized arguments: --chekc"),
        (["report", "--results"], "argument --results: expected one argument"),
    ],
)
def test_a_mistake_is_told_in_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], fault: str) -> None:
    """The exit status is 2, and the line says where help is."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    error = capsys.readouterr().err
    assert 2 == end.value.code
    assert fault in error
    assert error.endswith("--help\n")
    assert 1 == error.count("\n")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is the distribution's."""
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


@pytest.mark.parametrize("module", ["uvicorn", "starlette", "trustme", "vcr"])
def test_no_command_waits_for_what_only_another_one_needs(module: str) -> None:
    """The servers of the edge and the recorder are loaded where they are used, not at every start."""
    script = f"import sys, token_conformance.cli; sys.exit({module!r} in sys.modules)"
    assert 0 == subprocess.run([sys.executable, "-c", script], check=False).returncode
