"""`--allow-writes`: without it nothing is written; with it, everything that is created is deleted."""

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from gate import Gate
from inventory import inventory
from token_conformance.edge.server.edge import Edge
from token_conformance.exchange.journal import Journal
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import read

pytestmark = pytest.mark.slow

Start = Callable[..., AbstractContextManager[subprocess.Popen[bytes]]]


def test_without_the_option_nothing_is_written_and_every_cell_says_so(edge: Edge, folder: Path, start: Start) -> None:
    """Cells that would write are not observed, in the results too; all others are."""
    before = inventory(edge.state)
    with start() as process:
        pass
    assert (pytest.ExitCode.OK, before) == (process.returncode, inventory(edge.state))
    cells = read(folder / "results.jsonl").cells
    skipped = [cell for cell in cells if cell.verdict is Verdict.NOT_OBSERVED]
    assert {"writes to the tenant; add --allow-writes"} == {cell.note for cell in skipped}
    assert {"DELETE", "POST", "PUT"} == {cell.operation.partition(" ")[0] for cell in skipped}
    assert {"GET"} == {cell.operation.partition(" ")[0] for cell in cells if cell not in skipped}
    assert {"GET"} == {request.method for request in edge.request_log}


def test_a_run_that_ends_leaves_the_tenant_as_it_was(edge: Edge, folder: Path, start: Start) -> None:
    """It has created and deleted dozens of things."""
    before = inventory(edge.state)
    with start("--allow-writes") as process:
        pass
    assert pytest.ExitCode.OK == process.returncode
    deleted = [request for request in edge.request_log if request.method == "DELETE" and request.status == 204]
    assert len(deleted) > 40
    assert before == inventory(edge.state)
    assert not (folder / "journal.jsonl").exists()


def test_the_next_run_refuses_to_write_while_something_is_left(
    edge: Edge, gate: Gate, folder: Path, start: Start, capfd: pytest.CaptureFixture[str]
) -> None:
    """One line says what to do, and nothing is sent; the first run waits for its first creation when it is killed."""
    gate.close_at("POST", "/rest/api/3/issue")
    with start("--allow-writes") as process:
        while not any(request.path.endswith("/rest/api/3/issue") for request in edge.request_log):
            assert process.poll() is None, "the run ended by itself"
        process.kill()
    gate.open()
    assert Journal(folder / "journal.jsonl").open_entries()
    sent = len(edge.request_log)
    with start("--allow-writes") as process:
        pass
    assert pytest.ExitCode.USAGE_ERROR == process.returncode
    assert "may still exist; delete them with: token-conformance cleanup" in capfd.readouterr().err
    assert sent == len(edge.request_log)
