"""The first sentence of every report: what the results were recorded from, when, and by which version."""

from collections.abc import Iterable

from token_conformance.results.file import Header, Results
from token_conformance.results.record import CellResult

SOURCES = {"edge": "the edge, a local model (not Atlassian)", "live": "a live Atlassian tenant"}
_WORLDS: dict[str | None, str] = {
    "requested": " This is not today's behaviour: it shows the world in which CLOUD-12617 is implemented."
}

HONESTY = (
    "Every answer in this report comes from the source named above, and from no other. Statements about Atlassian"
    " itself rest on evidence: see the grade, date and source of each known deviation."
)
"""What a reader must know about every report, directly after its provenance."""


def provenance(results: Results) -> str:
    """Say what the results were recorded from, with one clause per source."""
    clauses = [_clause(source, phrase, results.cells) for source, phrase in SOURCES.items()]
    known = " and ".join(clause for clause in clauses if clause)
    if not known:
        return "No exchange was made or replayed."
    header = results.header
    sample = f" Sample of the whole catalogue: {header.sample}." if header.sample else ""
    site = f" Site: {header.site_label}." if header.site_label else ""
    return f"Recorded from {known}.{_WORLDS.get(header.world, '')}{_service_account(header)}{sample}{site}"


def _service_account(header: Header) -> str:
    if header.service_account is None:
        return ""
    return f" The token of the service account was sent as {' '.join(header.service_account.split())}."


def _clause(source: str, phrase: str, cells: Iterable[CellResult]) -> str:
    stamps = [cell.recorded for cell in cells if cell.recorded and cell.recorded.source == source]
    if not stamps:
        return ""
    days = sorted({stamp.at.isoformat() for stamp in stamps})
    versions = sorted({" ".join(stamp.by.split()) for stamp in stamps})  # a file may have any text here
    when = f"on {days[0]}" if len(days) == 1 else f"between {days[0]} and {days[-1]}"
    return f"{phrase}, {when} by {', '.join(f'v{version}' for version in versions)}"
