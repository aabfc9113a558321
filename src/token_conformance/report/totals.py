"""The run in one line: how many cells, and how many of each verdict."""

from collections import Counter
from collections.abc import Sequence

from token_conformance.results import CellResult, Verdict


def totals(cells: Sequence[CellResult]) -> str:
    """Count the cells: `560 cells: 491 passed, 69 known` and so on."""
    counts = Counter(cell.verdict for cell in cells)
    parts = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    return f"{len(cells)} cells: {parts}."
