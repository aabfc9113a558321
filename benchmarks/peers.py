"""Run the same read cells by this project and by other tools, and put the edge beside mock servers.

Run it from the project's root: `python benchmarks/peers.py [tools|mocks] [--runs N] [--only NAME] [--work FOLDER]`. The
tools are pinned, and installed from the Python Package Index and npm into the work folder; Node must be on the machine.
Every figure is the median of whole processes, which run in turn, so that a change of the machine's speed affects all of
them equally; on a busy machine, CPU says more than time. `benchmarks/beside/` has a module for each tool.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from beside.cells import ReadCell, by_endpoint, read_cells  # the line above finds it
from beside.edge import RunningEdge, running_edge  # for the same reason
from beside.mock_table import measure as measure_mocks  # for the same reason
from beside.peer import Peer  # for the same reason
from beside.run import Used, prepared, run  # for the same reason
from beside.shown import Shown, show  # for the same reason
from beside.tables import shown_table, used_table  # for the same reason
from beside.this_project import LIVE, OWN_EDGE  # for the same reason
from beside.tools import PEERS, programs  # for the same reason

PARTS = ("tools", "mocks")


def main() -> None:
    """Print the tables of the parts that are asked for."""
    asked = _options()
    with tempfile.TemporaryDirectory() as temporary:
        work = (asked.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        if asked.part != "mocks":
            _tools(work, asked.runs, asked.only)
        if asked.part != "tools":
            print(
                f"Mock servers: medians of {asked.runs} runs of {asked.requests:,} requests; ratios are to the edge.\n"
            )
            print(measure_mocks(work, asked.runs, asked.requests))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run the same cells by this project and by other tools.")
    parser.add_argument("part", nargs="?", choices=PARTS, help="one part alone (default: both)")
    parser.add_argument("--runs", type=int, default=3, help="the runs of which the medians are printed (default: 3)")
    parser.add_argument("--only", action="append", choices=[peer.name for peer in PEERS], help="run this tool alone")
    parser.add_argument("--requests", type=int, default=2_000, help="the requests of a run to a mock server")
    parser.add_argument("--work", type=Path, help="the folder for tools and files (default: a temporary one)")
    return parser.parse_args()


def _tools(work: Path, runs: int, only: list[str] | None) -> None:
    """Print what each tool uses, and what it can do."""
    cells = read_cells(Path("reports", "results.json"), Path("cassettes", "endpoints"))
    peers = [peer for peer in PEERS if not only or peer.name in only or peer is LIVE]
    installed = {peer: programs(peer, work) for peer in peers}
    with running_edge(work) as known:
        with running_edge(work, "requested") as requested:
            shown = _show(installed, work / "shown", cells, (known, requested))
        used = _measure(installed, work / "runs", cells, known, runs)
    silent = sum(cell.is_silent for cell in cells)
    print(f"{len(cells)} cells of {len(by_endpoint(cells))} endpoints, {silent} of them a 200 without the content")
    print(f"Medians of {runs} runs; ratios are to this project's run against the same edge.\n")
    print(used_table(used, LIVE.name), "", shown_table(shown), "", sep="\n")


def _show(
    installed: dict[Peer, Path], work: Path, cells: list[ReadCell], edges: tuple[RunningEdge, RunningEdge]
) -> dict[Peer, Shown]:
    """What each tool can do; a run with an edge of its own can do the same as the one without."""
    return {peer: show(peer, work, cells, where, edges) for peer, where in installed.items() if peer is not OWN_EDGE}


def _measure(
    installed: dict[Peer, Path], work: Path, cells: list[ReadCell], edge: RunningEdge, runs: int
) -> dict[str, list[Used]]:
    """What each tool uses, and what its replay uses if it has one; the tools run in turn."""
    used: dict[str, list[Used]] = defaultdict(list)
    for _ in range(runs):
        for peer, where in installed.items():
            place = prepared(peer, work, edge.access, cells, where)
            figures, said = run(peer, place, peer.commands(place), edge)
            if len(said.ran) != len(cells):
                sys.exit(f"{peer.name} has run {len(said.ran)} of {len(cells)} cells; {place.folder} has its output")
            used[peer.name].append(figures)
            if peer.offline:
                used[f"{peer.name}, replay"].append(run(peer, place, peer.offline(place), None)[0])
    return used


if __name__ == "__main__":
    main()
