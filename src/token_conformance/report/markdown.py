"""The report in Markdown, `reports/matrix.md`: the matrix, and the known deviations with their evidence."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from token_conformance.catalogue.statement import Statement
from token_conformance.catalogue.states import noted
from token_conformance.model.cell import MATRIX
from token_conformance.model.verdict import Verdict
from token_conformance.report.every_call import FOR_NO_SCOPES, ONLY_KNOWN, Api, apis, heading, listed, of_catalogue
from token_conformance.report.evidence import deviation_texts, without_valid_token
from token_conformance.report.legend import NOT_RUN, cell_label, column_title, legend
from token_conformance.report.markdown_text import code, escape, table
from token_conformance.report.matrix import Row, by_product, rows
from token_conformance.report.provenance import HONESTY, provenance
from token_conformance.report.unexpected import comparison, unexpected_cells
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

_DEVIATION_TITLES = ("Operation", "Cell", "Outcome", "Effect", "Grade", "Date", "Source", "Without a valid token")
_OPEN_TITLES = ("Operation", "Cell", "Outcome", "Effect", "Published", "Without a valid token")
_UNKNOWN = "-"
_MOST_LISTED = 1_000
"""The most cells that are not as declared and are listed; the results files have all."""


def render(every: Results) -> str:
    """Write the whole report: the matrix of the endpoints, and of the whole catalogue the counts of each API."""
    results = listed(every)
    sections = [
        "# Which Atlassian API token works at which URL",
        "<!-- Made by `token-conformance report`; do not edit. -->",
        f"**{escape(provenance(every))}**\n{HONESTY}",
        f"## Legend\n\n{_legend(every)}",
        _by_product("The matrix", results, _matrix),
        _every_call(of_catalogue(every)),
        _unexpected(every),
        _by_product("Open cells", results, _open_table),
        _states(results),
        _by_product("Known deviations", results, _deviation_table),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _matrix(group: Sequence[Row]) -> str:
    titles = ("Operation", *(column_title(*column) for column in group[0].columns))
    return table(titles, ([code(row.label), *map(cell_label, row.matrix)] for row in group))


def _legend(results: Results) -> str:
    """What is shown of the endpoints, and of the whole catalogue, which has no row for a call that was not run."""
    of_calls, of_endpoints = (legend(rows(part(results).cells)) for part in (of_catalogue, listed))
    entries = of_endpoints | {sign: meaning for sign, meaning in of_calls.items() if sign != NOT_RUN}
    return table(("Shown", "Meaning"), ((sign, escape(meaning)) for sign, meaning in entries.items()))


def _every_call(results: Results) -> str:
    """The calls of the whole catalogue, counted by API, column and outcome; empty if there are none."""
    if not results.cells:
        return ""
    found = apis(results.cells)
    titles = ("API", "Calls", *(column_title(*column) for column in MATRIX), FOR_NO_SCOPES.capitalize())
    counts = table(titles, map(_api, found))
    more = "The page `matrix.html` has each call, and `token-conformance matrix --only WORD` prints the rows of some."
    return f"## The whole catalogue\n\n{escape(heading(found, results.cells))} {escape(ONLY_KNOWN)}\n{more}\n\n{counts}"


def _api(api: Api) -> list[str]:
    cells = [escape(api.brief(column)) or _UNKNOWN for column in MATRIX]
    return [code(api.id), str(len(api.calls)), *cells, str(api.unreachable or _UNKNOWN)]


def _by_product(title: str, results: Results, draw: Callable[[Sequence[Row]], str]) -> str:
    tables = [(product.title, draw(group)) for product, group in by_product(results.cells)]
    sections = [f"### {product}\n\n{drawn}" for product, drawn in tables if drawn]
    return "\n\n".join([f"## {title}", *sections]) if sections else ""


def _unexpected(results: Results) -> str:
    cells = unexpected_cells(results.cells)
    lines = [(code(cell.cell), cell.verdict, escape(comparison(cell))) for cell in cells[:_MOST_LISTED]]
    rest = f"\n\n… and {len(cells) - _MOST_LISTED} more" if len(cells) > _MOST_LISTED else ""
    return f"## Not as declared\n\n{table(('Cell', 'Verdict', 'What happened'), lines)}{rest}" if lines else ""


def _deviation_table(rows: Iterable[Row]) -> str:
    """A table with one line per known deviation; empty if the rows have no deviation."""
    lines = [_deviation(row, cell) for row, cell in _with(Verdict.KNOWN, rows)]
    return table(_DEVIATION_TITLES, lines) if lines else ""


def _open_table(rows: Iterable[Row]) -> str:
    """A table with one line per open cell; empty if the rows have no open cell."""
    lines = [_open(row, cell) for row, cell in _with(Verdict.OPEN, rows)]
    return table(_OPEN_TITLES, lines) if lines else ""


def _with(verdict: Verdict, rows: Iterable[Row]) -> Iterator[tuple[Row, CellResult]]:
    for row in rows:
        yield from ((row, cell) for cell in (*row.matrix, *row.beside) if cell and cell.verdict is verdict)


def _states(results: Results) -> str:
    """A table of the operations that are not simply alive; empty if there are none."""
    found = {row.operation: known for row in rows(results.cells) if (known := noted(row.operation))}
    lines = [_state(operation, one) for operation, (_, one) in found.items()]
    titles = ("Operation", "State", "Grade", "Date", "Source")
    return f"## Operations that are not simply alive\n\n{table(titles, lines)}" if lines else ""


def _state(operation: str, known: Statement) -> list[str]:
    evidence = known.evidence
    return [code(operation), *map(escape, (known.text, evidence.grade, evidence.date or _UNKNOWN, evidence.source))]


def _open(row: Row, cell: CellResult) -> list[str]:
    effect, _, _, published = deviation_texts(cell)
    return [
        code(row.operation),
        code(cell.cell.partition("/")[2]),
        cell_label(cell),
        escape(effect),
        escape(published),
        without_valid_token(row, cell),
    ]


def _deviation(row: Row, cell: CellResult) -> list[str]:
    return [
        code(row.operation),
        code(cell.cell.partition("/")[2]),
        cell_label(cell),
        *(escape(text or _UNKNOWN) for text in deviation_texts(cell)),
        without_valid_token(row, cell),
    ]
