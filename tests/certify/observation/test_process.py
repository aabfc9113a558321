"""A command has limits for its time and its output, and leaves no process behind."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from textwrap import dedent
from uuid import uuid4

import pytest

from token_conformance.certify.observation import process
from token_conformance.certify.observation.observation import Ended
from token_conformance.certify.observation.process import Completed, end_processes_of
from token_conformance.certify.observation.tenants import Tokens
from waiting import wait_until


def python(script: str, folder: Path, seconds: float = 10) -> Completed:
    """Run a script in a folder that is also its home."""
    return process.run([sys.executable, "-c", dedent(script)], {"HOME": str(folder)}, folder, seconds)


def unique_sleep() -> str:
    """The number of seconds of a `sleep` that no other process has."""
    return f"600.{uuid4().int}"


def running(word: str) -> list[int]:
    """The processes with an argument, of this machine and of all namespaces."""
    found: list[int] = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if word.encode() in file.read_bytes().split(b"\0"):
                found.append(int(file.parent.name))
    return found


def assert_ended(word: str) -> None:
    """Wait until the processes with an argument have ended, because a killed process needs a moment."""
    try:
        wait_until(lambda: not running(word))
    finally:
        for process_id in running(word):
            os.kill(process_id, signal.SIGKILL)


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


@pytest.mark.slow
def test_a_command_that_hangs_is_ended(tmp_path: Path) -> None:
    """Its output until then is recorded."""
    started = time.monotonic()
    done = python("import time; print('here', flush=True); time.sleep(600)", tmp_path, seconds=2)
    assert (Ended.TIMED_OUT, None, b"here\n") == (done.ended, done.exit_status, done.stdout)
    assert time.monotonic() - started < 60


@pytest.mark.slow
def test_a_command_that_hangs_with_closed_streams_is_ended(tmp_path: Path) -> None:
    """The time limit also applies to a command whose streams cannot be read."""
    done = python("import os, time; os.close(1); os.close(2); time.sleep(600)", tmp_path, seconds=0.5)
    assert Ended.TIMED_OUT is done.ended


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_command_that_does_not_stop_talking_is_ended(tmp_path: Path, stream: str) -> None:
    """Its output is cut at the limit."""
    done = python(f"import sys\nwhile True: sys.{stream}.write('x' * 65536)", tmp_path, seconds=30)
    assert Ended.TOO_MUCH_OUTPUT is done.ended
    assert process.MOST_OUTPUT == len(getattr(done, stream))


def test_a_child_in_the_background_is_ended(tmp_path: Path) -> None:
    """A child that keeps the output open does not make the action run longer."""
    seconds = unique_sleep()
    done = python(f"import subprocess; subprocess.Popen(['sleep', '{seconds}'])", tmp_path)
    assert Ended.EXITED is done.ended
    assert done.seconds < 60
    assert_ended(seconds)


DAEMONS = {
    "a session of its own": "subprocess.Popen(SLEEP, start_new_session=True)",
    "an empty environment": "subprocess.Popen(SLEEP, start_new_session=True, env={})",
    "two forks": "os.fork() or (os.setsid(), os.fork() or os.execve('/bin/sleep', SLEEP, {}))",
    "a child of a child": "subprocess.run(['sh', '-c', 'setsid env -i /bin/sleep ' + SLEEP[1] + ' & disown'])",
    "no reaction to signals": "subprocess.Popen(['sh', '-c', 'trap : TERM HUP INT; sleep ' + SLEEP[1]], env={})",
}


@pytest.mark.parametrize("daemon", DAEMONS.values(), ids=DAEMONS)
def test_a_daemon_is_ended_with_the_action(tmp_path: Path, daemon: str) -> None:
    """It cannot be found by its group, its session, its parent or its environment, and ends nevertheless."""
    assert_daemon_ends(tmp_path, daemon, "pass")


@pytest.mark.slow
@pytest.mark.parametrize("kind", DAEMONS)
def test_a_daemon_is_ended_with_an_action_that_hangs(tmp_path: Path, kind: str) -> None:
    """Then the action is killed when its time is over."""
    assert_daemon_ends(tmp_path, DAEMONS[kind], "time.sleep(600)")


def assert_daemon_ends(tmp_path: Path, daemon: str, ending: str) -> None:
    """Run an action that starts a daemon, and wait for the end of the daemon."""
    seconds = unique_sleep()
    script = f"import os, subprocess, time\nSLEEP = ['sleep', '{seconds}']\n{daemon}\n{ending}"
    python(script, tmp_path, seconds=2)
    assert_ended(seconds)


def test_a_process_is_found_by_its_home(tmp_path: Path) -> None:
    """What has left the keeper is ended with the scenario, if it has kept the variable; other homes are left alone."""
    own, other = unique_sleep(), unique_sleep()
    with (
        subprocess.Popen(["sleep", own], env={"HOME": str(tmp_path)}, start_new_session=True) as first,
        subprocess.Popen(["sleep", other], env={"HOME": f"{tmp_path}2"}) as second,
    ):
        try:
            for one in (first, second):  # a process that has just begun with its program has no environment yet
                wait_until(Path(f"/proc/{one.pid}/environ").read_bytes)
            end_processes_of(tmp_path)
            assert -signal.SIGKILL == first.wait(60)
            assert second.poll() is None
        finally:
            first.kill()
            second.kill()


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


def test_the_notice_of_java_is_no_output_of_the_product() -> None:
    """Java repeats the variable of the edge on its error output, with paths and a port of this run."""
    output = b"one\nPicked up JAVA_TOOL_OPTIONS: -Dhttps.proxyHost=127.0.0.1 -Dx=y\ntwo\n"
    assert "one\ntwo\n" == process.readable(output, Tokens(["a@example.com"], ["MADE-UP"]), {})
