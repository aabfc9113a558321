"""The suite of the whole catalogue as the command line names it: its files before they are collected, and its cells."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from token_conformance.catalogue.callers.every_call import calls_by_api
from token_conformance.model.cell import CATALOGUE, Cell
from token_conformance.suite.catalogue.cells import cells_of, endpoints_of
from token_conformance.suite.catalogue.mark import MARK
from token_conformance.suite.collection import cells_among, marked_tests
from token_conformance.suite.faults import places
from token_conformance.suite.requirement.files import collected_files, mentions
from token_conformance.suite.requirement.parameters import id_of

FILE = "test_every_call.py"
"""The file by which the folder of the suite is recognised."""


def is_left_out(folder: Path, named: Sequence[Path]) -> bool:
    """Whether a run leaves a folder out because it has the suite of the whole catalogue, and nothing in it is named."""
    is_suite = folder.name == CATALOGUE and (folder / FILE).is_file()
    return is_suite and not any(place.is_relative_to(folder) for place in named)


def named_places(config: pytest.Config) -> list[Path]:
    """The files and folders that the command line names, without links and dots."""
    return [place.resolve() for place in places(config)]


def has_calls(config: pytest.Config) -> bool:
    """Whether a run collects a file that has the mark of such a test."""
    named = named_places(config)
    files = (file for file in collected_files(named) if not any(is_left_out(one, named) for one in file.parents))
    return any(mentions(file, MARK) for file in files)


def cells_of_ids(root: Path, node_ids: Collection[str]) -> list[Cell]:
    """The cells of the whole catalogue among collected tests by node id, which is relative to `root`.

    Raises UserError for a file that cannot be read.
    """
    return cells_among(node_ids, partial(_cells_in, root))


def _cells_in(root: Path, file: str) -> Iterator[tuple[str, Cell]]:
    """The cells of a file by node id. A file without the mark is not executed."""
    for name, _, marks in marked_tests(root / file) if mentions(root / file, MARK) else ():
        api = next((str(one.args[0]) for one in marks if one.name == MARK and one.args), "")
        for endpoint, operation in endpoints_of(api).items() if api in calls_by_api() else ():
            yield from ((f"{file}::{name}[{id_of(cell)}]", cell) for cell in cells_of(endpoint, operation))
