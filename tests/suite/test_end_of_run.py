"""The end of a run: what it created is deleted, also after a failure or an interruption."""

import os
import signal
from collections.abc import Callable

import pytest

from token_conformance.errors import UserError
from token_conformance.suite.end_of_run import EndOfRun

Say = Callable[[str], None]

PASSING = "def test_it(): pass"
FAILING = "def test_it(): assert False"
INTERRUPTED = "def test_it(): raise KeyboardInterrupt"
TERMINATED = "import os, signal\ndef test_it(): os.kill(os.getpid(), signal.SIGTERM)"


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (PASSING, pytest.ExitCode.OK),
        (FAILING, pytest.ExitCode.TESTS_FAILED),
        (INTERRUPTED, pytest.ExitCode.INTERRUPTED),
        (TERMINATED, pytest.ExitCode.INTERRUPTED),
    ],
)
def test_it_cleans_up_once_however_the_run_ends(pytester: pytest.Pytester, code: str, status: int) -> None:
    """After success, a failure, Ctrl-C and SIGTERM; the run's own exit status stays."""
    cleaned = []

    def clean(say: Say) -> list[str]:
        say("deleting")
        cleaned.append(1)
        return []

    pytester.makepyfile(code)
    before = signal.getsignal(signal.SIGTERM)
    ended = pytester.inline_run("-p", "no:cacheprovider", plugins=[EndOfRun(clean)], no_reraise_ctrlc=True)
    assert (status, [1], before) == (ended.ret, cleaned, signal.getsignal(signal.SIGTERM))


def leave(say: Say) -> list[str]:
    """Report a thing that cannot be deleted."""
    del say
    return ["issue SOFT-3, titled 'X': 403 no"]


def press_ctrl_c_again(say: Say) -> list[str]:
    """Interrupt the deletion."""
    del say
    os.kill(os.getpid(), signal.SIGINT)
    return []


def misread(say: Say) -> list[str]:
    """Report a broken journal."""
    del say
    raise UserError("journal.jsonl: line 1: is not JSON")


@pytest.mark.parametrize(
    ("clean", "line"),
    [
        (leave, "issue SOFT-3, titled 'X': 403 no"),
        (press_ctrl_c_again, "interrupted while deleting what the run created"),
        (misread, "journal.jsonl: line 1: is not JSON"),
    ],
)
def test_what_is_left_is_told_last_and_is_not_green(
    pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str], clean: Callable[[Say], list[str]], line: str
) -> None:
    """Each is one line, followed by a remedy, without a traceback; the run fails."""
    pytester.makepyfile(PASSING)
    ended = pytester.inline_run("-p", "no:cacheprovider", plugins=[EndOfRun(clean)])
    shown = capsys.readouterr().out
    assert pytest.ExitCode.TESTS_FAILED == ended.ret
    assert f"{line}\nfinish with: token-conformance cleanup\n" in shown
    assert "Traceback" not in shown
