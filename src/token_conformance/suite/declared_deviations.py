"""The deviations that are declared in the folders of a run's suites, read when a suite of a folder is collected."""

from collections.abc import Collection, Iterator
from pathlib import Path

from token_conformance.catalogue.rules import rules
from token_conformance.deviations.deviation import Deviation, DeviationsError, Problem
from token_conformance.deviations.loader import Deviations, load, unknown_cells
from token_conformance.errors import first_of
from token_conformance.model.cell import Cell, Endpoint
from token_conformance.project import DEVIATIONS

_RULE_OF_A_CALL = "`token-conformance can-i-use` names the rule of a call"


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
        """One line for each problem of the files, each unknown rule, and each endpoint that no suite has.

        The last can be found only in folders whose suites were all collected.
        """
        whole = [folder for folder in self._deviations if set(folder.glob("test_*.py")) <= set(collected)]
        unknown = [problem for folder in whole for problem in unknown_cells(self._deviations[folder], endpoints)]
        wrong = first_of(problem for declared in self._deviations.values() for problem in _unknown_rules(declared))
        return self._problems + wrong + unknown


def _unknown_rules(deviations: Deviations) -> Iterator[Problem]:
    """Each deviation that is inferred from what is not a rule: nobody could look up why the cell does not work.

    The deviations themselves know no rules, because the edge has them too.
    """
    for deviation in deviations.values():
        named = deviation.rule.split("+") if isinstance(deviation, Deviation) and deviation.rule else []
        for rule in (rule for rule in named if rule not in rules()):
            what = f'key "rule" names "{rule}", which is not in the catalogue'
            yield Problem(deviation.file, deviation.line, what, _RULE_OF_A_CALL)
