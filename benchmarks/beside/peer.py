"""A tool beside this project as data: its packages, the files that it reads, its commands, and what it says."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from beside.access import Access
from beside.cells import ReadCell

OUTPUT = "output.txt"
"""What the commands of a run print, in the folder of the tool."""

ROWS, REPORT = "data.json", "report.json"
"""The data file of a tool that runs one call with each row of it, and its report."""


class Place(NamedTuple):
    """Where a tool runs: its folder, its programs, and the edge that it asks."""

    folder: Path
    programs: Path
    access: Access


class Seen(NamedTuple):
    """The ids of the cells that a tool ran, and of those that it says are wrong."""

    ran: frozenset[str]
    failed: frozenset[str]

    @property
    def passed(self) -> frozenset[str]:
        """The cells that are right by the tool."""
        return self.ran - self.failed


NOTHING = Seen(frozenset(), frozenset())

Commands = Callable[[Place], list[list[str]]]


def seen(results: Iterable[tuple[str, bool]]) -> Seen:
    """What a tool says, from the ids of cells and whether each passed; one failure is enough."""
    lines = list(results)
    return Seen(frozenset(cell for cell, _ in lines), frozenset(cell for cell, passed in lines if not passed))


def of_rows(place: Place, read_report: Callable[[Any, Sequence[str]], Seen]) -> Seen:
    """What the JSON report of a tool says that runs one call with each row of a data file."""
    rows, report = (json.loads((place.folder / name).read_text(encoding="utf-8")) for name in (ROWS, REPORT))
    return read_report(report, [row["column"] for row in rows])


def none_improved(_: Place) -> int:
    """A tool that says of no cell that it is better than before."""
    return 0


@dataclass(frozen=True)
class Words:
    """What nobody can measure of a tool, in words.

    `forms` is how it runs both URL forms, `expected` where its expectations are from, and `asserts` what its author has
    to write for the content of an answer.
    """

    forms: str
    expected: str
    asserts: str


@dataclass(frozen=True, eq=False)
class Peer:
    """One tool.

    `write` makes the files that it reads; `commands` run all cells; `read` says what it said, and `tells` what it says
    of the cells that do not work, if those are not its failures. `recording` are the commands that also keep the
    exchanges, if `commands` do not, and `recordings` the patterns of the files in which they are. `offline` are the
    commands that answer again without a network. `first` are the commands that keep a state for a later run, and
    `improved` is how many cells the later run calls better. `at_root` is whether it runs in the project's root, and
    `loader` whether it ignores HTTPS_PROXY, so that Node's loader of the edge has to lead it.
    """

    name: str
    packages: tuple[str, ...]
    runner: Literal["pip", "npm"]
    words: Words
    write: Callable[[Sequence[ReadCell], Place], None]
    commands: Commands
    read: Callable[[Place], Seen]
    tells: Callable[[Place], Seen] | None = None
    recording: Commands | None = None
    recordings: tuple[str, ...] = ()
    offline: Commands | None = None
    first: Commands | None = None
    improved: Callable[[Place], int] = none_improved
    variables: Mapping[str, str] = field(default_factory=dict)
    at_root: bool = False
    loader: bool = False
