"""The everyday queries in CQL of docs/edge.md find what its table says."""

from pathlib import Path

import pytest

from token_conformance.edge.products.confluence.cql.query import Asker, parse
from token_conformance.edge.products.confluence.cql.subject import subjects
from token_conformance.edge.tenant.seed.confluence import seeded_confluence
from token_conformance.edge.tenant.seed.jira import SEEDED_AT
from token_conformance.model.tenant import SEEDED

_ASKER = Asker(SEEDED.account_id, {SEEDED.account_id}, SEEDED_AT)
_CONFLUENCE = seeded_confluence(SEEDED)


def table() -> list[tuple[str, str]]:
    """The rows of the table: a query, and the titles that it finds."""
    text = Path("docs/edge.md").read_text(encoding="utf-8").partition("## Queries in CQL")[2]
    rows = [line.strip("| \n").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    return [(query.strip("`"), titles) for query, titles in rows]


@pytest.mark.parametrize(("cql", "titles"), table())
def test_a_query_of_the_table(cql: str, titles: str) -> None:
    """It finds these titles, in this order."""
    found = [subject.title for subject in parse(cql, _ASKER).find(subjects(_CONFLUENCE))]
    assert titles == (", ".join(found) or "nothing")


def test_the_table_has_many_rows() -> None:
    """It was read."""
    assert len(table()) >= 15
