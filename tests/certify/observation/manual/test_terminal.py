"""A person at a real terminal performs the steps of `certify run`, stops with Ctrl-C, and continues."""

import os
import pty
import re
import sys
import time
from codecs import getincrementaldecoder
from pathlib import Path
from select import select

import pytest

SUBJECT = """
[subject]
name = "window"
version = "1"
product = "A window"
homepage = "https://window.example.com/"
[configure]
site = { WINDOW_URL = "{site_url}", WINDOW_TOKEN = "{token}" }
[manual]
whoami = "Press Test."
[unsupported]
"""
ACTIONS = (
    "list-projects get-project get-issue create-issue find-user search list-spaces get-page create-page get-attachment"
    " show-link"
)
SECONDS = 60


class Terminal:
    """A process at a pseudo-terminal: what it prints, and what a person types."""

    def __init__(self, folder: Path) -> None:
        words = ["-m", "token_conformance.cli", "certify", "run", "--subject", "window.toml", "--only", "T8"]
        self._process, self._file = pty.fork()
        if not self._process:
            os.chdir(folder)
            os.execv(sys.executable, [sys.executable, *words])  # noqa: S606  # without a shell, as it should be
        self.shown = ""
        self._decode = getincrementaldecoder("utf-8")().decode  # a read may end within a character

    def wait_for(self, text: str) -> str:
        """Read until a text is shown; returns what was shown with it, and forgets it."""
        deadline = time.monotonic() + SECONDS
        while text not in self.shown:
            ready, _, _ = select([self._file], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, self.shown
            self.shown += self._decode(os.read(self._file, 4096))
        seen, _, self.shown = self.shown.partition(text)
        return seen.replace("\r\n", "\n")

    def type(self, text: str) -> None:
        """Type a text."""
        os.write(self._file, text.encode())

    def interrupt(self) -> None:
        """Press Ctrl-C, and Enter until the process ends: a Ctrl-C just before the prompt is read waits for a key.

        A second Ctrl-C could interrupt what the process does at its end.
        """
        deadline = time.monotonic() + SECONDS
        self.type("\x03")
        while os.waitid(os.P_PID, self._process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            assert time.monotonic() < deadline, self.shown
            time.sleep(0.5)
            self.type("\n")

    def status(self) -> int:
        """Wait for the end; returns the exit status."""
        try:
            while data := os.read(self._file, 4096):
                self.shown += self._decode(data)
        except OSError:  # the terminal of a process that has ended
            pass
        _, status = os.waitpid(self._process, 0)
        os.close(self._file)
        return os.waitstatus_to_exitcode(status)


LATER = "q to stop and continue later: "


def step_of(shown: str) -> str:
    """The number of the step that is shown last."""
    *_, last = re.finditer(r"^Step (\d+ of \d+): whoami, in [a-z-]+\. ", shown, re.MULTILINE)
    return last[1]


@pytest.mark.slow
def test_a_person_continues_where_ctrl_c_was_pressed(tmp_path: Path) -> None:
    """The first start ends with 130 at the second step, where the second start begins; a skipped step comes back."""
    unsupported = "\n".join(f'{action} = "It only shows who you are."' for action in ACTIONS.split())
    (tmp_path / "window.toml").write_text(f"{SUBJECT}{unsupported}\n")

    first = Terminal(tmp_path)
    shown = first.wait_for(LATER)
    total = step_of(shown).split()[-1]
    assert f"1 of {total}" == step_of(shown)
    assert re.search(r"^  export WINDOW_URL=https://\S+\.atlassian\.net$", shown, re.MULTILINE)
    assert "  export HTTPS_PROXY=http://127.0.0.1:" in shown
    assert not re.search(r"export (PATH|HOME|TMPDIR|LANG)=", shown)
    first.type("\n")
    first.wait_for("[y/n] ")
    first.type("n\n")
    first.wait_for("empty line.")
    first.type("401 Unauthorized\n\n")
    assert f"2 of {total}" == step_of(first.wait_for(LATER))
    first.interrupt()
    assert 130 == first.status()
    assert "only steps by hand are kept" in first.shown

    second = Terminal(tmp_path)
    assert f"2 of {total}" == step_of(second.wait_for(LATER))
    for _ in range(int(total) - 2):
        second.type("s\n")
        second.wait_for(LATER)
    second.type("s\n")
    second.status()
    assert f"{int(total) - 1} steps were skipped. Run the same command again for them" in second.shown

    third = Terminal(tmp_path)
    assert f"2 of {total}" == step_of(third.wait_for(LATER))
    third.type("q\n")
    assert 2 == third.status()
    assert f"stopped before step 2 of {total}; run the same command again to continue" in third.shown
