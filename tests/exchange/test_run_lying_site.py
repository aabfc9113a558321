"""A whole run against a site that answers creations with a thing that was not created: nothing foreign is changed."""

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from inventory import inventory
from liar import Liar, json_answer
from token_conformance.cli import main
from token_conformance.edge.server.edge import Edge
from token_conformance.exchange.journal import Journal
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import read

pytestmark = pytest.mark.slow

Start = Callable[..., AbstractContextManager[subprocess.Popen[bytes]]]

CHANGING = "edit_issue or delete_issue or add_comment"


@pytest.fixture
def edge(lying_edge: Edge) -> Edge:
    """The tenant of the runs in other processes."""
    return lying_edge


@pytest.mark.parametrize("is_created", [True, False])
def test_a_foreign_issue_survives_a_run_and_its_clean_up(
    edge: Edge, liar: Liar, folder: Path, start: Start, is_created: bool
) -> None:
    """Each cell is an error of the run; what was created nevertheless is found by its title, and deleted."""
    foreign = edge.state.jira.issues["SOFT-1"]
    told = json_answer({"id": foreign.id, "key": foreign.key, "self": "https://example.com/"}, 201)
    liar.tell("POST", "/rest/api/3/issue", told, carries_out=is_created)
    before = inventory(edge.state)
    with start("--allow-writes", "-k", CHANGING) as process:
        pass
    assert (pytest.ExitCode.TESTS_FAILED, before) == (process.returncode, inventory(edge.state))
    assert [Verdict.ERROR] * 24 == [cell.verdict for cell in read(folder / "results.jsonl").cells]
    assert [] == [path for path in (*liar.sent("PUT"), *liar.sent("DELETE")) if path.endswith((foreign.id, "SOFT-1"))]
    left = Journal(folder / "journal.jsonl").open_entries()
    assert len(left) == (0 if is_created else 24)
    assert (1 if left else 0) == main(["cleanup", "--journal", str(folder / "journal.jsonl")])
    assert before == inventory(edge.state)
