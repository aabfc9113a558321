"""A table of clients below the matrix; whoever has certified them makes it, and the page only shows it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SectionRow:
    """One client; `cells` are pairs of a symbol and its word, in the order of the section's requirements."""

    title: str
    level: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PageSection:
    """The texts of the section, none of them escaped; `requirements` are titles by id."""

    measured: str
    statement: str
    requirements: dict[str, str]
    meanings: dict[str, str]
    rows: tuple[SectionRow, ...]
