"""The limits of the readers of files: of time for each example, and of memory if `READERS_MEMORY_MB` is set.

A reader has as much memory as in a process that has `READERS_MEMORY_MB` in all. What Hypothesis keeps of thousands of
examples does not count.
"""

import os
import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from token_conformance.errors import UserError
from token_conformance.model.bounds import MEGABYTE

SECONDS = 10
"""The most time of the processor for one example: how busy the machine is does not count."""
LONGEST_LINE = 1_000
MEMORY_MB = os.environ.get("READERS_MEMORY_MB")

OneLine = Callable[..., AbstractContextManager[None]]


@pytest.fixture(scope="session")
def one_line() -> OneLine:
    """A context in which a reader returns in time, or raises a UserError with lines that can be shown."""
    return _one_line


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a file that each example replaces."""
    return tmp_path_factory.mktemp("hostile") / "file"


@contextmanager
def _one_line(most_lines: int = 25) -> Iterator[None]:
    previous = signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        with _limited_memory():
            yield
    except UserError as error:
        assert_can_be_shown(str(error).split("\n"), most_lines)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


@contextmanager
def _limited_memory() -> Iterator[None]:
    if MEMORY_MB is None:
        yield
        return
    grown = _address_space() - _AT_START
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (int(MEMORY_MB) * MEGABYTE + grown, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _address_space() -> int:
    """The bytes of address space that this process has, as Linux counts them for its limit."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()


_AT_START = _address_space() if MEMORY_MB is not None else 0


def _too_slow(*_: object) -> None:
    pytest.fail(f"it takes more than {SECONDS} seconds")


def assert_can_be_shown(lines: Iterable[str], most: int) -> None:
    """Ensure that lines are printable, short and few."""
    shown = list(lines)
    assert len(shown) <= most
    assert [] == [line for line in shown if not line.isprintable() or not line or len(line) > LONGEST_LINE]
