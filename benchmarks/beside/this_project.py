"""The runs of this project: at the edge of the peers, as a live run, and with an edge of their own."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from beside.cells import ReadCell
from beside.peer import Peer, Place, Seen, Words, seen

ROOT = Path(__file__).parents[2]
_RESULTS = "results.jsonl"
_CASSETTES = "cassettes"
_ARGUMENTS = "arguments.txt"
_SAME_EDGE = ("--target=live", "--rate=200", "--concurrency=1", "--trust-tokens")
"""One request after the other, as all others do. 200 a second is the highest limit of a live run.

Tokens are trusted, because a token with scopes works at the site in the requested world."""

_RIGHT = ("passed", "known")
"""The verdicts of a cell that is as declared."""


def node_id(cell: str) -> str:
    """The test of a cell, by the cell's id."""
    product, name, column = cell.split("/")
    return f"suites/endpoints/test_{product}.py::test_{name}[".replace("-", "_") + f"{column}]"


def read_results(lines: Iterable[str]) -> Seen:
    """What the lines of results say of the cells; a cell with a known deviation is right."""
    return seen((line["cell"], line["verdict"] in _RIGHT) for line in _cells(lines))


def read_outcomes(lines: Iterable[str]) -> Seen:
    """The cells that do not work by the lines of results, as declared or not."""
    return seen((line["cell"], line["outcome"] == "works") for line in _cells(lines))


def count_improved(lines: Iterable[str]) -> int:
    """How many cells the lines of results call better than declared."""
    return sum(line["verdict"] == "improved" for line in _cells(lines))


def _cells(lines: Iterable[str]) -> list[dict[str, Any]]:
    return [line for line in map(json.loads, lines) if line["kind"] == "cell"]


def _write(cells: Sequence[ReadCell], place: Place) -> None:
    """The arguments that leave out all other cells, because the suites are collected as a whole."""
    lines = json.loads((ROOT / "reports" / "results.json").read_text(encoding="utf-8"))["cells"]
    others = {line["cell"] for line in lines} - {cell.id for cell in cells}
    arguments = ["suites/endpoints", *(f"--deselect={node_id(cell)}" for cell in sorted(others))]
    (place.folder / _ARGUMENTS).write_text("\n".join(arguments), encoding="utf-8")


def _commands(place: Place, *target: str) -> list[list[str]]:
    files = [f"@{place.folder / _ARGUMENTS}", f"--results={place.folder / _RESULTS}"]
    return [[sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(ROOT), *files, *target]]


def _live(place: Place) -> list[list[str]]:
    return _commands(place, *_SAME_EDGE, f"--cassettes={place.folder / _CASSETTES}")


def _own_edge(place: Place) -> list[list[str]]:
    return _commands(place, "--target=edge")


def _replay(place: Place) -> list[list[str]]:
    return _commands(place, f"--cassettes={place.folder / _CASSETTES}")


def _lines(place: Place) -> list[str]:
    return (place.folder / _RESULTS).read_text(encoding="utf-8").splitlines()


def _read(place: Place) -> Seen:
    return read_results(_lines(place))


def _tells(place: Place) -> Seen:
    return read_outcomes(_lines(place))


def _improved(place: Place) -> int:
    return count_improved(_lines(place))


_WORDS = Words(
    "one test for all cells of an endpoint", "the declared deviations, each with its source, date and grade", "none"
)

LIVE = Peer(
    "this project",
    (),
    "pip",
    _WORDS,
    _write,
    _live,
    _read,
    tells=_tells,
    offline=_replay,
    improved=_improved,
    recordings=("cassettes/**/*.json", _RESULTS),
    at_root=True,
)
OWN_EDGE = Peer(
    "this project with an edge of its own",
    (),
    "pip",
    _WORDS,
    _write,
    _own_edge,
    _read,
    at_root=True,
)
