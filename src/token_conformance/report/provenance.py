"""The sentence that every report starts with: what it was recorded from, when, and by which version."""

from collections.abc import Iterable

from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

SOURCES = {"edge": "the edge, a local model (not Atlassian)", "live": "a live Atlassian tenant"}
_WORLDS: dict[str | None, str] = {
    "requested": " Nothing of it is so today: it is the world in which CLOUD-12617 is implemented."
}

HONESTY = (
    "What stands here was answered by what that line names, and by nothing else. What is known of Atlassian"
    " itself is known by evidence: see the grade, date and source of each known deviation."
)
"""What a reader must know of every report, right after its provenance."""


def provenance(results: Results) -> str:
    """Say where the results come from, a clause a source."""
    clauses = [_clause(source, phrase, results.cells) for source, phrase in SOURCES.items()]
    known = " and ".join(clause for clause in clauses if clause)
    if not known:
        return "No exchange was made or replayed."
    return f"Recorded from {known}.{_WORLDS.get(results.header.world, '')}"


def _clause(source: str, phrase: str, cells: Iterable[CellResult]) -> str:
    stamps = [cell.recorded for cell in cells if cell.recorded and cell.recorded.source == source]
    if not stamps:
        return ""
    days = sorted({stamp.at.isoformat() for stamp in stamps})
    versions = sorted({" ".join(stamp.by.split()) for stamp in stamps})  # in a sentence, whatever the file holds
    when = f"on {days[0]}" if len(days) == 1 else f"between {days[0]} and {days[-1]}"
    return f"{phrase}, {when} by {', '.join(f'v{version}' for version in versions)}"
