"""What the page of the matrix shows of the standings: a small table; the sentences stand in the Markdown report."""

from collections.abc import Sequence
from dataclasses import dataclass

from token_conformance.certify.certificate import STATEMENT
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.report.integrations.standing import Standing
from token_conformance.report.integrations.words import MEANINGS, MEASURED, result, symbol


@dataclass(frozen=True)
class Row:
    """One client; `cells` are pairs of a sign and its word, in the order of the section's requirements."""

    title: str
    level: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Section:
    """The texts of the section, none of them escaped; `requirements` are titles by id."""

    measured: str
    statement: str
    requirements: dict[str, str]
    meanings: dict[str, str]
    rows: tuple[Row, ...]


def section(standings: Sequence[Standing]) -> Section:
    """Arrange the standings for the page."""
    titles = {requirement.id: requirement.title for requirement in REQUIREMENTS.values()}
    return Section(MEASURED, STATEMENT, titles, MEANINGS, tuple(map(_row, standings)))


def _row(standing: Standing) -> Row:
    cells = tuple((symbol(standing, id_), result(standing, id_)) for id_ in REQUIREMENTS)
    return Row(standing.title, standing.level or "none", cells)
