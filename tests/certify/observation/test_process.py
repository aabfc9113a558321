"""A command has limits for its time and its output, and leaves no process behind."""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from textwrap import dedent

import pytest

from token_conformance.certify.observation import process
from token_conformance.certify.observation.observation import Ended
from token_conformance.certify.observation.process import Completed, end_processes_of


def python(script: str, folder: Path, seconds: float = 10) -> Completed:
    """Run a script in a folder that is also its home."""
    return process.run([sys.executable, "-c", dedent(script)], {"HOME": str(folder)}, folder, seconds)


def is_running(pid: int) -> bool:
    """Whether the process exists and is not a zombie."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def assert_ends(pid: int) -> None:
    """Wait until a process has ended, because a killed process needs a moment."""
    for _ in range(100):
        if not is_running(pid):
            return
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    pytest.fail(f"{pid} is still there")


def test_a_command_ends_with_its_status_and_outputs(tmp_path: Path) -> None:
    """The two streams are recorded separately, and the time is measured."""
    done = python("import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)", tmp_path)
    assert (Ended.EXITED, 3, b"out\n", b"err\n") == (done.ended, done.exit_status, done.stdout, done.stderr)
    assert 0 < done.seconds < 10


def test_a_command_gets_only_its_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables of the user's environment do not reach the product."""
    monkeypatch.setenv("JIRA_TOKEN", "THE-USERS-OWN")
    done = python("import os; print('JIRA_TOKEN' in os.environ, os.getcwd() == os.environ['HOME'])", tmp_path)
    assert b"False True\n" == done.stdout


def test_a_command_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """The sentence names the command and says what to check."""
    done = process.run(["no-such-program", "x"], {}, tmp_path)
    assert (Ended.NOT_STARTED, None) == (done.ended, done.exit_status)
    wanted = "The command 'no-such-program' could not be started: No such file or directory."
    assert f"{wanted} Is it installed, and on the PATH?\n" == done.stderr.decode()


def test_a_command_that_hangs_is_ended(tmp_path: Path) -> None:
    """Its output until then is recorded."""
    started = time.monotonic()
    done = python("import time; print('here', flush=True); time.sleep(60)", tmp_path, seconds=0.5)
    assert (Ended.TIMED_OUT, None, b"here\n") == (done.ended, done.exit_status, done.stdout)
    assert time.monotonic() - started < 5


def test_a_command_that_hangs_with_closed_streams_is_ended(tmp_path: Path) -> None:
    """The time limit also applies to a command whose streams cannot be read."""
    done = python("import os, time; os.close(1); os.close(2); time.sleep(60)", tmp_path, seconds=0.5)
    assert Ended.TIMED_OUT is done.ended


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_command_that_does_not_stop_talking_is_ended(tmp_path: Path, stream: str) -> None:
    """Its output is cut at the limit."""
    done = python(f"import sys\nwhile True: sys.{stream}.write('x' * 65536)", tmp_path, seconds=30)
    assert Ended.TOO_MUCH_OUTPUT is done.ended
    assert process.MOST_OUTPUT == len(getattr(done, stream))


def test_a_child_in_the_background_is_ended(tmp_path: Path) -> None:
    """A child that keeps the output open does not make the action run longer."""
    script = "import subprocess; print(subprocess.Popen(['sleep', '60']).pid)"
    done = python(script, tmp_path)
    assert Ended.EXITED is done.ended
    assert done.seconds < 5
    assert_ends(int(done.stdout))


def test_a_child_that_has_left_the_group_is_ended(tmp_path: Path) -> None:
    """It is found by its home folder, which no other process has."""
    script = "import subprocess; print(subprocess.Popen(['sleep', '60'], start_new_session=True).pid)"
    pid = int(python(script, tmp_path).stdout)
    assert is_running(pid)
    end_processes_of(tmp_path)
    assert_ends(pid)


def test_there_is_no_input_and_no_terminal(tmp_path: Path) -> None:
    """A command that asks for input does not wait for it."""
    done = python(
        """
        import sys
        try:
            open("/dev/tty")
        except OSError as error:
            print("no terminal", sys.stdin.isatty(), repr(sys.stdin.read()))
        """,
        tmp_path,
    )
    assert b"no terminal False ''\n" == done.stdout
