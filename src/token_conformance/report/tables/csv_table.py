"""CSV: every value as it is, and the note in a column of its own, for there is no place beside the table."""

import csv
from io import StringIO

from token_conformance.report.tables.table import Table

NOTE = "Recorded from"


def render(table: Table) -> str:
    """Write a line of titles, and a record a row."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*table.titles, NOTE])
    writer.writerows([*row, table.note] for row in table.rows)
    return text.getvalue().removesuffix("\n")
