"""What a run found, a record a cell: the only thing that reports are made from.

The file `results.jsonl` has a header line, a line a cell, and a footer line, which a file cut short lacks.
"""

from token_conformance.results.difference import Change, Difference, differences
from token_conformance.results.header import Header
from token_conformance.results.reader import Results, parse, read
from token_conformance.results.record import CellResult, Recorded
from token_conformance.results.verdict import Verdict
from token_conformance.results.writer import ResultsWriter

__all__ = [
    "CellResult",
    "Change",
    "Difference",
    "Header",
    "Recorded",
    "Results",
    "ResultsWriter",
    "Verdict",
    "differences",
    "parse",
    "read",
]
