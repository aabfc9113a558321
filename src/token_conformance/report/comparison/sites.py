"""The cells that differ between sites, as text, as Markdown, and for the page."""

from token_conformance.model.outcome import Outcome
from token_conformance.report.legend import outcome_label
from token_conformance.report.markdown_text import code, escape, table
from token_conformance.results.sites import Differing, Sites

MOST_LISTED = 500
"""The most cells that are listed; the file of sites has all of them."""

_NOT_OBSERVED = "not observed"


def sentence(sites: Sites) -> str:
    """How many cells are alike, differ, and were not observed everywhere."""
    unlisted = len(sites.differing) - MOST_LISTED
    rest = f" Not listed here, but in the file of sites: {unlisted:,}." if unlisted > 0 else ""
    return (
        f"{sites.cells:,} cells at {len(sites.labels)} sites. Different: {len(sites.differing):,}."
        f" Alike: {sites.alike:,}. Not observed at every site: {sites.partly:,}.{rest}"
    )


def label(outcome: Outcome | None) -> str:
    """What happened at one site."""
    return outcome_label(outcome) if outcome else _NOT_OBSERVED


def listed(sites: Sites) -> tuple[Differing, ...]:
    """The cells that reports list."""
    return sites.differing[:MOST_LISTED]


def text(sites: Sites) -> str:
    """One line for each cell that differs, then the counts."""
    return "\n".join([*(_line(sites, each) for each in listed(sites)), sentence(sites)])


def _line(sites: Sites, each: Differing) -> str:
    shown = zip(sites.labels, map(label, each.outcomes), strict=True)
    return f"{each.cell}: {', '.join(f'{site} {outcome}' for site, outcome in shown)}"


def markdown(sites: Sites) -> str:
    """A section with the counts, and a table with a column for each site."""
    parts = ["## Sites", escape(sentence(sites))]
    titles = ("Operation", "Cell", *map(escape, sites.labels))
    return "\n\n".join([*parts, table(titles, map(_row, listed(sites)))] if sites.differing else parts)


def _row(each: Differing) -> list[str]:
    return [code(each.operation), code(each.cell), *(escape(label(outcome)) for outcome in each.outcomes)]
