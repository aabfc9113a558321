"""A live run in a process of its own, with what it printed and what it left."""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from token_conformance.errors import ResultsError
from token_conformance.results.file import read

TRACE = re.compile(r"Traceback \(most recent|INTERNALERROR|Exception ignored|Fatal Python error")
"""The signs of an error that nobody has explained."""


@dataclass(frozen=True)
class Outcome:
    """What a run printed, on both streams, and its exit status."""

    text: str
    status: int

    def must_be_plain(self) -> None:
        """Fail if a person would have to read a traceback, or if the run ended in an unknown way."""
        assert not TRACE.search(self.text), self.text
        known = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED}
        assert self.status in known | {pytest.ExitCode.USAGE_ERROR}, self.text


class LiveRun(Protocol):
    """Runs the writing cells of the suites to their end."""

    def __call__(self, *options: str, before: Callable[[], None] | None = None, stdin: str = "") -> Outcome:
        """Run with some options; `before` is called in the new process."""


def command(cells: str, options: Sequence[str]) -> list[str]:
    """The words that run some cells of the suites against a live tenant."""
    how = ["-m", "pytest", "suites", "-k", cells, "--target=live", "--rate=200", "--concurrency=16"]
    return [sys.executable, *how, "-p", "no:cacheprovider", *options]


def run(words: Sequence[str], folder: Path, before: Callable[[], None] | None, stdin: str) -> Outcome:
    """Run a command to its end."""
    ended = subprocess.run(
        words,
        cwd=folder,
        preexec_fn=before,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    return Outcome(ended.stdout, ended.returncode)


def assert_results_are_whole_or_refused(folder: Path, ended: Outcome) -> None:
    """Results are complete; of what a run could not complete, no command makes a report, and the run has failed."""
    if (folder / "results.jsonl").exists():
        assert read(folder / "results.jsonl").cells
    else:
        assert ended.status != pytest.ExitCode.OK, ended.text
    for part in folder.glob("results.jsonl.*.part"):
        with pytest.raises(ResultsError) as refusal:
            read(part)
        assert "\n" not in str(refusal.value)
