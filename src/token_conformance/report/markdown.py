"""The report as Markdown: `reports/matrix.md`."""

from collections.abc import Callable, Sequence

from token_conformance.model import MATRIX
from token_conformance.report.deviation_table import deviation_table
from token_conformance.report.legend import column_title, legend
from token_conformance.report.markdown_text import code, escape, table
from token_conformance.report.matrix import Row, by_product, ordered, rows
from token_conformance.report.provenance import HONESTY, provenance
from token_conformance.report.symbol import cell_label
from token_conformance.report.undeclared import comparison
from token_conformance.results import Results

_TITLES = ("Operation", *(column_title(*column) for column in MATRIX))


def render(results: Results) -> str:
    """Make the whole page."""
    sections = [
        "# Which Atlassian API token works at which URL",
        "<!-- Made by `token-conformance report`; do not edit. -->",
        f"**{escape(provenance(results))}**\n{HONESTY}",
        f"## Legend\n\n{_legend(results)}",
        _by_product("The matrix", results, _matrix),
        _undeclared(results),
        _by_product("Known deviations", results, deviation_table),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _matrix(group: Sequence[Row]) -> str:
    return table(_TITLES, ([code(row.operation), *map(cell_label, row.matrix)] for row in group))


def _legend(results: Results) -> str:
    entries = legend(rows(results.cells)).items()
    return table(("Shown", "Meaning"), ((sign, escape(meaning)) for sign, meaning in entries))


def _by_product(title: str, results: Results, draw: Callable[[Sequence[Row]], str]) -> str:
    tables = [(product.title, draw(group)) for product, group in by_product(results.cells)]
    sections = [f"### {product}\n\n{drawn}" for product, drawn in tables if drawn]
    return "\n\n".join([f"## {title}", *sections]) if sections else ""


def _undeclared(results: Results) -> str:
    cells = [cell for cell in ordered(results.cells) if not cell.verdict.is_as_declared]
    lines = [(code(cell.cell), cell.verdict, escape(comparison(cell))) for cell in cells]
    return f"## Not as declared\n\n{table(('Cell', 'Verdict', 'What happened'), lines)}" if lines else ""
