"""What real clients show of failing calls to the edge is explained; `explain_corpus.py` in the helpers made it."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from symptoms import counts, ids, share
from token_conformance.advice import explain

FOLDER = Path(__file__).parent
ROWS: list[dict[str, Any]] = [json.loads(line) for line in (FOLDER / "corpus.jsonl").read_text().splitlines()]
MORE = tomllib.loads((FOLDER / "more.toml").read_text(encoding="utf-8"))["paste"]
CLIENTS = sorted({row["client"] for row in ROWS})
NOTHING_SHOWN = ("raise HTTPError(error_msg, response=response)", "Unauthorized (401)")
"""How a client ends that shows neither an address nor a header; such a paste can only be answered by a question."""


def is_right(row: dict[str, Any]) -> bool:
    """Whether one of the true causes is in the explanation."""
    found = ids(explain(row["paste"]))
    return any(counts(true, cause) for true in row["causes"] for cause in found)


def shows_something(row: dict[str, Any]) -> bool:
    """Whether the paste has more than the name of an exception."""
    return not any(words in row["paste"] for words in NOTHING_SHOWN)


def test_the_corpus_is_as_large_as_it_is_said_to_be() -> None:
    """It has every client."""
    assert 200 <= len(ROWS)
    assert 14 == len(CLIENTS)


@pytest.mark.slow
@pytest.mark.parametrize("client", CLIENTS)
def test_the_cause_is_among_four(client: str) -> None:
    """It is for every client in at least 95 % of the pastes that show anything."""
    rows = [row for row in ROWS if row["client"] == client and shows_something(row)]
    assert rows
    assert 0.95 <= share(map(is_right, rows))


@pytest.mark.slow
def test_the_cause_is_among_four_of_all() -> None:
    """It is in at least 95 % of all pastes, those that show nothing included."""
    assert 0.95 <= share(map(is_right, ROWS))


@pytest.mark.parametrize("row", MORE, ids=[f"{row['cause']}-{number}" for number, row in enumerate(MORE)])
def test_other_wordings_are_explained(row: dict[str, str]) -> None:
    """The cause is in the explanation, with one exception that only the published paths of apps would tell."""
    found = ids(explain(row["text"]))
    assert any(counts(row["cause"], cause) for cause in found) or "/atlassian-connect/" in row["text"]
