"""The cells that every peer runs."""

import json
from pathlib import Path

import pytest

from beside.cells import ReadCell, by_endpoint, columns, find, naive, read_cells

SITE, GATEWAY = "https://your-domain.atlassian.net", "https://api.atlassian.com/ex/jira/%3Ccloud-id%3E"
ANSWERS = {
    "unscoped-site": (200, "works", '{"isLast":true,"values":[{"id":2,"key":"<text>"}]}'),
    "unscoped-gateway": (200, "works", '{"isLast":true,"values":[{"id":2,"key":"<text>"}]}'),
    "scoped-site": (200, "empty", '{"isLast":true,"values":[]}'),
    "scoped-gateway": (401, "scope-mismatch", "Unauthorized; scope does not match"),
}


def read(folder: Path, answers: dict[str, tuple[int, str, str]], operation: str = "GET /x/{key}") -> list[ReadCell]:
    """The cells of one endpoint, with the status, outcome and body that are recorded in each column."""
    lines = []
    for column, (status, outcome, body) in answers.items():
        token, _, form = column.partition("-")
        cell = f"jira-platform/list-x/{column}"
        file = folder / f"{cell}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"interactions": [{"response": {"body": {"string": body}}}]}), encoding="utf-8")
        line = {"cell": cell, "endpoint": "jira-platform/list-x", "operation": operation, "product": "jira-platform"}
        line |= {"credential": token, "url_form": form, "outcome": outcome, "status": str(status)}
        base = SITE if form == "site" else GATEWAY
        url = f"{base}/x/%3Cproject%3E-%3Cissue%3E?in=%3Cproject%3E&by=%3Ce-mail%3E"
        lines.append(line | {"status": status, "url": url})
    document = folder / "results.json"
    document.write_text(json.dumps({"cells": lines}), encoding="utf-8")
    return read_cells(document, folder)


def test_a_cell_has_the_request_of_the_seeded_tenant(tmp_path: Path) -> None:
    """Its path follows the base URL at both forms, and has names in place of the placeholders."""
    cells = read(tmp_path, ANSWERS)
    assert {"/x/SOFT-1?in=SOFT&by=conformance%40example.com"} == {cell.path for cell in cells}
    assert list(ANSWERS) == columns(cells) == [cell.id.rpartition("/")[2] for cell in cells]
    assert {"jira-platform/list-x": cells} == by_endpoint(cells)


def test_what_is_asserted_is_what_was_recorded(tmp_path: Path) -> None:
    """The status, and the content where it is known to be there or to be missing."""
    cells = read(tmp_path, ANSWERS)
    assert [(200, True), (200, True), (200, False), (401, None)] == [(cell.status, cell.holds) for cell in cells]
    assert [False, False, True, False] == [cell.is_silent for cell in cells]


@pytest.mark.parametrize(
    ("silent", "proof"),
    [
        ('{"isLast":true,"values":[]}', ("values", 0, "key")),
        ('{"isLast":true,"values":[{"id":2,"key":"<text>"}]}', ("values", 0, "key")),
        ('{"isLast":false,"values":[{"id":2,"key":"<text>"}]}', ("isLast",)),
    ],
)
def test_the_proof_is_what_a_scoped_token_does_not_get(tmp_path: Path, silent: str, proof: tuple[str, ...]) -> None:
    """An entry of a list before its frame; where nothing is missing, the first text."""
    cells = read(tmp_path, ANSWERS | {"scoped-site": (200, "empty", silent)})
    assert {proof} == {cell.proof for cell in cells}


def test_other_operations_are_left_out(tmp_path: Path) -> None:
    """Those that write, and those whose answer is no JSON."""
    text = dict.fromkeys(ANSWERS, (200, "works", "a file"))
    assert [] == read(tmp_path / "writes", ANSWERS, "POST /x/{key}") == read(tmp_path / "text", text)


def test_naive_assertions_expect_every_cell_to_work(tmp_path: Path) -> None:
    """With the content, or by the status alone."""
    cells = read(tmp_path, ANSWERS)
    assert {(200, True)} == {(cell.status, cell.holds) for cell in naive(cells, content=True)}
    assert {(200, None)} == {(cell.status, cell.holds) for cell in naive(cells, content=False)}


@pytest.mark.parametrize("path", [("values", 1), ("none",), ("isLast", "x"), ("values", "x")])
def test_a_path_to_nothing_finds_nothing(path: tuple[str, ...]) -> None:
    """Whatever is there instead."""
    assert find({"isLast": True, "values": [1]}, path) is None


def test_the_committed_results_have_cells_of_all_kinds() -> None:
    """Each endpoint has all four cells, and some cells fail silently."""
    cells = read_cells(Path("reports", "results.json"), Path("cassettes", "endpoints"))
    assert {4} == {len(same) for same in by_endpoint(cells).values()}
    assert any(cell.is_silent for cell in cells)
    assert not [cell.path for cell in cells if "%3C" in cell.path or "<" in cell.path]
