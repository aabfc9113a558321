"""The results as one JSON document for programs and for review: `reports/results.json`."""

from token_conformance.report.matrix import ordered
from token_conformance.results import Results


def render(results: Results) -> str:
    """Make the document: the same bytes for the same cells, in whatever order they were run.

    A line a cell, so that one changed cell is one changed line in a diff.
    """
    cells = ",\n".join(cell.to_json() for cell in ordered(results.cells))
    return f'{{"cells": [\n{cells}\n],\n"header": {results.header.to_json()}}}\n'
