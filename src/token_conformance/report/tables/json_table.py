"""JSON: every value as it is, an object a row, for a site generator that draws its own tables."""

import json

from token_conformance.report.tables.table import Table


def render(table: Table) -> str:
    """Write one document with the titles in their order, the rows, and the note."""
    rows = [dict(zip(table.titles, row, strict=True)) for row in table.rows]
    return json.dumps({"columns": table.titles, "rows": rows, "recorded": table.note}, indent=2, ensure_ascii=False)
