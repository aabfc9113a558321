"""The deviations that are declared beside the suites of a run, read when a suite is first collected."""

from collections.abc import Collection
from pathlib import Path

from token_conformance.deviations.deviation import DeviationsError
from token_conformance.deviations.loader import Deviations, load, unknown_cells
from token_conformance.model.cell import Cell, Endpoint
from token_conformance.project import DEVIATIONS


class Declarations:
    """The declared deviations by the folder that they stand in, with what is wrong with them."""

    def __init__(self) -> None:
        self._deviations: dict[Path, Deviations] = {}
        self._faults: list[str] = []

    def declare(self, cell: Cell) -> bool:
        """Whether any of the suites collected so far declares a deviation for a cell."""
        return any(cell.id in deviations for deviations in self._deviations.values())

    def beside(self, folder: Path) -> Deviations:
        """The deviations declared beside the suites of a folder; none where there is no such file."""
        if folder not in self._deviations:
            path = folder / DEVIATIONS.name
            self._deviations[folder] = self._load(path) if path.exists() else {}
        return self._deviations[folder]

    def _load(self, path: Path) -> Deviations:
        try:
            return load(path)
        except DeviationsError as error:
            self._faults += str(error).splitlines()
            return {}

    def faults(self, endpoints: Collection[Endpoint], collected: Collection[Path]) -> list[str]:
        """A line for each fault of the deviations, and for each whose endpoint no suite states.

        The latter can be told only of folders that were collected whole.
        """
        whole = [folder for folder in self._deviations if set(folder.glob("test_*.py")) <= set(collected)]
        stray = [fault for folder in whole for fault in unknown_cells(self._deviations[folder], endpoints)]
        return self._faults + stray
