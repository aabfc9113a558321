"""The end of a run: what it created is deleted, also after a failure or an interruption."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

from token_conformance.errors import UserError
from token_conformance.suite.live_run.end_of_run import EndOfRun

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


SLOW_END = """
import os, signal, pytest

@pytest.fixture(scope="session")
def ending():
    yield
    os.kill(os.getpid(), signal.SIGINT)

def test_it(ending):
    os.kill(os.getpid(), signal.SIGINT)
"""


def test_ctrl_c_while_the_run_ends_does_not_keep_it_from_cleaning_up(pytester: pytest.Pytester) -> None:
    """Without this, the run would end with a traceback of pytest."""
    cleaned = []

    def clean(_: Say) -> list[str]:
        cleaned.append(1)
        return []

    pytester.makepyfile(SLOW_END)
    before = signal.getsignal(signal.SIGINT)
    ended = pytester.inline_run("-p", "no:cacheprovider", plugins=[EndOfRun(clean)], no_reraise_ctrlc=True)
    assert (pytest.ExitCode.INTERRUPTED, [1]) == (ended.ret, cleaned)
    assert before == signal.getsignal(signal.SIGINT)


def test_a_run_in_the_background_goes_on_ignoring_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell starts it so, and Ctrl-C is meant for another program."""
    monkeypatch.setattr(signal, "getsignal", lambda _: signal.SIG_IGN)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        plugin = EndOfRun(lambda _: [])
        assert signal.SIG_IGN == signal.signal(signal.SIGINT, before)
        assert [signal.SIGTERM] == list(plugin._previous_handlers)
    finally:
        signal.signal(signal.SIGINT, before)
        for number, handler in plugin._previous_handlers.items():
            signal.signal(number, handler)


REMOVES_ITS_FOLDER = """
import os, shutil

def test_it():
    shutil.rmtree(os.getcwd())
"""


@pytest.mark.slow
def test_it_cleans_up_if_pytest_has_no_orderly_end(pytester: pytest.Pytester) -> None:
    """At its end, pytest returns to its folder before it calls any hook; if the folder is gone, that is an error."""
    pytester.makeconftest(
        "from token_conformance.suite.live_run.end_of_run import EndOfRun\n"
        "def clean(say):\n"
        "    say('deleting')\n"
        "    return ['issue SOFT-3']\n"
        "def pytest_configure(config):\n"
        "    config.pluginmanager.register(EndOfRun(clean))\n"
    )
    folder = pytester.mkdir("run")
    (folder / "test_it.py").write_text(REMOVES_ITS_FOLDER)
    (folder / "pytest.ini").write_text("[pytest]\n")
    (pytester.path / "conftest.py").rename(folder / "conftest.py")
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert 1 == ended.stdout.count("deleting\n"), ended.stdout
    assert "not deleted: issue SOFT-3; finish with: token-conformance cleanup\n" in ended.stdout
