"""One run of a tool beside this project."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from beside.access import Access
from beside.cells import ReadCell
from beside.edge import RunningEdge
from beside.peer import NOTHING, OUTPUT, Peer, Place, Seen, Words
from beside.run import prepared, run
from beside.shown import show
from beside_cells import ACCESS, cells

_PROGRAM = """
import json, os, pathlib
print(json.dumps(dict(os.environ)))
pathlib.Path(os.environ["LOG"]).open("a").write("{}\\n")
"""
SITE, GATEWAY, SILENT, _ = (cell.id for cell in cells())


def a_peer(log: Path, *, fails: tuple[str, ...] = ()) -> Peer:
    """A tool of two commands that print their variables, and are logged by the edge; it calls these cells wrong."""

    def write(asked: Sequence[ReadCell], place: Place) -> None:
        (place.folder / "cells.txt").write_text(" ".join(cell.id for cell in asked), encoding="utf-8")

    def read(place: Place) -> Seen:
        ran = (place.folder / "cells.txt").read_text(encoding="utf-8").split()
        return Seen(frozenset(ran), frozenset(fails)) if variables(place)["LOG"] else NOTHING

    return Peer(
        "a tool",
        (),
        "pip",
        Words("a loop", "nothing", "an assert"),
        write,
        lambda _: [[sys.executable, "-c", _PROGRAM]] * 2,
        read,
        recordings=(OUTPUT,),
        variables={"LOG": str(log)},
    )


def variables(place: Place) -> dict[str, str]:
    """The variables of the last command."""
    last = (place.folder / OUTPUT).read_text(encoding="utf-8").splitlines()[-1]
    return dict(json.loads(last))


@pytest.fixture
def edge(tmp_path: Path) -> RunningEdge:
    """An edge that somebody else runs."""
    more = {"HTTPS_PROXY": "http://127.0.0.1:1", "NODE_OPTIONS": "--require=x"}
    return RunningEdge(Access(ACCESS.values | more), tmp_path / "log.jsonl")


def test_a_run_counts_what_all_its_commands_use(tmp_path: Path, edge: RunningEdge) -> None:
    """Requests are counted from the start of the run, and the memory is not that of the benchmark, which is larger."""
    large = b"x" * 100_000_000
    peer = a_peer(edge.log)
    edge.log.write_text("{}\n", encoding="utf-8")
    for _ in range(2):
        place = prepared(peer, tmp_path / "work", edge.access, cells(), tmp_path)
        used, said = run(peer, place, peer.commands(place), edge)
        assert 2 == used.requests
        assert 0 < used.cpu
        assert 0 < used.seconds
        assert 4 < used.memory < 40
        assert {cell.id for cell in cells()} == said.ran
        assert 2 == len((place.folder / OUTPUT).read_text(encoding="utf-8").splitlines())
    given = variables(place)
    assert 100_000_000 == len(large)
    assert "http://127.0.0.1:1" == given["HTTPS_PROXY"]
    assert "NODE_OPTIONS" not in given


def test_without_an_edge_there_is_no_network(tmp_path: Path, edge: RunningEdge) -> None:
    """The proxy is one that nobody is at."""
    peer = a_peer(edge.log)
    place = prepared(peer, tmp_path / "work", edge.access, cells(), tmp_path)
    used, _ = run(peer, place, peer.commands(place), None)
    assert 0 == used.requests
    assert {"http://127.0.0.1:9"} == {variables(place)[name] for name in ("HTTPS_PROXY", "http_proxy")}


def test_a_tool_that_says_nothing_ends_the_benchmark(tmp_path: Path, edge: RunningEdge) -> None:
    """It would look like one that finds nothing wrong; without a network it has simply said nothing."""
    peer = a_peer(edge.log)
    place = prepared(peer, tmp_path / "work", edge.access, [], tmp_path)
    with pytest.raises(SystemExit, match="a tool has said nothing"):
        run(peer, place, peer.commands(place), edge)
    assert NOTHING == run(peer, place, peer.commands(place), None)[1]


def test_a_tool_is_shown_by_trying_it(tmp_path: Path, edge: RunningEdge) -> None:
    """The one here calls the silent failure and no other cell wrong, and prints its credentials."""
    peer = a_peer(edge.log, fails=(SILENT,))
    shown = show(peer, tmp_path / "work", cells(), tmp_path, (edge, edge))
    assert (4, 1, 1, 1, 1) == (shown.cells, shown.silent, shown.by_status, shown.by_content, shown.flagged)
    assert (3, 1, 1) == (shown.offline, shown.recorded, shown.secrets)
    assert (1, 1, 0) == (shown.changed, shown.better, shown.improved)


def test_a_tool_that_calls_both_tokens_wrong_has_told_nothing(tmp_path: Path, edge: RunningEdge) -> None:
    """The silent failure is named, and so is the same call that works."""
    shown = show(a_peer(edge.log, fails=(SILENT, SITE)), tmp_path / "work", cells(), tmp_path, (edge, edge))
    assert (0, 0, 1) == (shown.by_status, shown.by_content, shown.flagged)
