"""The tables of `SOURCES.md`, which say where each block of operations was read."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from token_conformance.catalogue.openapi.tables import COLUMNS, DOCUMENTS, ELSEWHERE, Row, Tables
from token_conformance.errors import UserError

SOURCES = "SOURCES.md"
_HEADS = {
    DOCUMENTS: ("api", "document", "date of the copy", "operations", "sha256 (first 16)", "fingerprint"),
    ELSEWHERE: ("api", "rows", "what", "source", "date"),
}


def sources_text(page: str, tables: Tables) -> str:
    """The page with the tables that follow from the data; raises UserError if it does not have their marks."""
    page = _replaced(page, DOCUMENTS, [[row[column] for column in COLUMNS[DOCUMENTS]] for row in tables.documents])
    return _replaced(page, ELSEWHERE, list(_elsewhere(tables.elsewhere)))


def _elsewhere(entries: Iterable[Row]) -> Iterable[Sequence[str]]:
    """The entries, counted by API, kind, source and date."""
    counts = Counter((entry["api"], entry["has"], entry["source"], entry["date"]) for entry in entries)
    return ((api, str(count), has, source, date) for (api, has, source, date), count in counts.items())


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


def _replaced(page: str, name: str, rows: Iterable[Sequence[str]]) -> str:
    begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
    pattern = re.compile(f"(?<={re.escape(begin)}).*(?={re.escape(end)})", re.DOTALL)
    if not pattern.search(page):
        raise UserError(f"{SOURCES}: has no table of {name} between its marks; restore it")
    return pattern.sub(lambda _: _table(_HEADS[name], rows), page)
