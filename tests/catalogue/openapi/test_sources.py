"""The page of the sources has the tables that follow from the data."""

import pytest

from token_conformance.catalogue.openapi.sources import SOURCES, sources_text
from token_conformance.catalogue.openapi.tables import FOLDER, Tables, read_tables
from token_conformance.errors import UserError

PAGE = (FOLDER / SOURCES).read_text(encoding="utf-8")


def test_the_committed_page_is_current() -> None:
    """`catalogue import --write` writes it; a table that is changed by hand must be written again."""
    assert PAGE == sources_text(PAGE, read_tables())


def test_a_bar_in_a_source_stays_in_its_cell() -> None:
    """It would begin another column."""
    entry = {"api": "jsm", "method": "GET", "gateway_path": "/x", "has": "row", "source": "a | b", "date": "2026"}
    assert r"| jsm | 2 | row | a \| b | 2026 |" in sources_text(PAGE, Tables((), (), (entry, entry)))


@pytest.mark.parametrize("mark", ["<!-- documents.csv -->", "<!-- end of elsewhere.csv -->"])
def test_a_page_without_a_mark_is_refused(mark: str) -> None:
    """A table that is written nowhere would be silently lost."""
    with pytest.raises(UserError, match=r"SOURCES\.md: has no table of (documents|elsewhere)\.csv between its marks"):
        sources_text(PAGE.replace(mark, ""), read_tables())
