"""What a run shows at any time."""

import io

import pytest
from _pytest._io import TerminalWriter

from token_conformance.suite.output import show


class Config:
    """A configuration of pytest that has a terminal and nothing else."""

    def __init__(self, terminal: TerminalWriter) -> None:
        self._terminal = terminal

    def get_terminal_writer(self) -> TerminalWriter:
        """The terminal of the run."""
        return self._terminal


@pytest.mark.parametrize(("before", "after"), [("", ""), ("..x [100%]", "..x [100%]\n"), ("done\n", "done\n")])
def test_a_line_begins_at_the_start_of_a_line(before: str, after: str) -> None:
    """It does not continue the dots of the cells."""
    shown = io.StringIO()
    terminal = TerminalWriter(shown)
    terminal.write(before)
    show(Config(terminal), "deleting 3 things")  # type: ignore[arg-type]  # show asks for nothing else
    assert f"{after}deleting 3 things\n" == shown.getvalue()
