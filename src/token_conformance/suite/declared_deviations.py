"""The deviations that are declared in the folders of a run's suites, read when a suite of a folder is collected."""

from collections.abc import Collection
from pathlib import Path

from token_conformance.deviations.deviation import DeviationsError
from token_conformance.deviations.loader import Deviations, load, unknown_cells
from token_conformance.model.cell import Cell, Endpoint
from token_conformance.project import DEVIATIONS


class DeclaredDeviations:
    """The declared deviations by folder, and the problems of their files."""

    def __init__(self) -> None:
        self._deviations: dict[Path, Deviations] = {}
        self._problems: list[str] = []

    def has(self, cell: Cell) -> bool:
        """Whether a deviation is declared for a cell in any folder of the suites collected so far."""
        return any(cell.id in deviations for deviations in self._deviations.values())

    def of_folder(self, folder: Path) -> Deviations:
        """The deviations declared in a folder; empty if it has no such file."""
        if folder not in self._deviations:
            path = folder / DEVIATIONS.name
            self._deviations[folder] = self._load(path) if path.exists() else {}
        return self._deviations[folder]

    def _load(self, path: Path) -> Deviations:
        try:
            return load(path)
        except DeviationsError as error:
            self._problems += map(str, error.problems)
            return {}

    def problems(self, endpoints: Collection[Endpoint], collected: Collection[Path]) -> list[str]:
        """One line for each problem of the files, and for each deviation of an endpoint that no suite has.

        The latter can be found only in folders whose suites were all collected.
        """
        whole = [folder for folder in self._deviations if set(folder.glob("test_*.py")) <= set(collected)]
        unknown = [problem for folder in whole for problem in unknown_cells(self._deviations[folder], endpoints)]
        return self._problems + unknown
