"""The results as one JSON document for programs and for review: `reports/results.json`."""

from token_conformance.report.matrix import ordered
from token_conformance.results import file
from token_conformance.results.file import Results


def render(results: Results) -> str:
    """Make the document: the same bytes for the same cells, in whatever order they were run."""
    return file.dump(results.header, ordered(results.cells))
