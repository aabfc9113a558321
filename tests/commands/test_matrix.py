"""`token-conformance matrix`: which rows are printed, and from which results."""

from pathlib import Path

import pytest

from token_conformance.cli import main
from token_conformance.commands import matrix
from token_conformance.results.file import read

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "reports" / "results.json"
CALL = "GET /rest/api/3/announcementBanner"


@pytest.fixture(autouse=True)
def _without_a_replay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder without suites, where the shipped ones are replayed, which are as they are committed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(matrix, "replay", lambda: read(COMMITTED))


@pytest.mark.parametrize("results", [(), ("--results", str(COMMITTED))], ids=["replayed", "committed"])
def test_a_call_that_is_no_endpoint_is_found(results: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """In the committed results of the whole catalogue, which a replay does not have."""
    assert 0 == main(["matrix", "--only", CALL, *results])
    shown = capsys.readouterr().out
    assert "announcementBanner" in shown
    assert "1 call of 1 API, 6 cells" in shown


def test_of_a_word_that_an_endpoint_has_no_call_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Also if another word names a call: there are some calls with `myself`."""
    assert 0 == main(["matrix", "--only", "myself", "--only", CALL])
    shown = capsys.readouterr().out
    assert 2 == sum("myself" in line for line in shown.splitlines())
    assert "1 call of 1 API, 6 cells" in shown


def test_a_call_is_not_added_to_results_of_another_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They can be of another target; the file has another name than the committed one."""
    file = tmp_path / "results.jsonl"
    file.write_text(COMMITTED.read_text())
    assert 2 == main(["matrix", "--only", CALL, "--results", str(file)])
    assert f"'{CALL}': no endpoint or call has this" in capsys.readouterr().err


def test_a_word_that_nothing_has_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """In one line."""
    assert 2 == main(["matrix", "--only", "moon"])
    assert "'moon': no endpoint or call has this in its id or operation" in capsys.readouterr().err


def test_all_is_printed_without_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a word, it is the matrix of the endpoints."""
    assert 0 == main(["matrix"])
    assert "whole catalogue" not in capsys.readouterr().out
