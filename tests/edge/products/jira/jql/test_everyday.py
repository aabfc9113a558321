"""The everyday queries in JQL of docs/edge.md find what its table says."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from token_conformance.model.cell import FORMS

Ask = Callable[..., httpx.Response]


def table() -> list[tuple[str, str]]:
    """The rows of the table: a query, and the keys of the issues that it finds."""
    text = Path("docs/edge.md").read_text(encoding="utf-8").partition("## Queries in JQL")[2].partition("\n## ")[0]
    rows = [line.strip("| \n").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    return [(query.strip("`"), keys) for query, keys in rows]


@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
@pytest.mark.parametrize(("jql", "keys"), table())
def test_a_query_of_the_table(ask: Ask, jql: str, keys: str) -> None:
    """It finds these issues, in this order, at both URL forms."""
    for form in FORMS:
        answer = ask("GET", "/rest/api/3/search/jql", params={"jql": jql, "fields": "key"}, form=form).json()
        assert keys == (", ".join(issue["key"] for issue in answer["issues"]) or "nothing")


def test_the_table_has_many_rows() -> None:
    """It was read."""
    assert len(table()) >= 25
