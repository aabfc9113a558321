"""Loading and saving for vcrpy, without ever raising into it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.request import Request

from token_conformance.recording import Persister
from token_conformance.results import Recorded

CELL = "jira-platform/myself/scoped-site"
RECORDED = Recorded("edge", date(2026, 11, 24), "0.1.0")


def _exchange(body: object = b"{}") -> dict[str, Any]:
    response = {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": body}}
    return {"requests": [Request("GET", "https://example.com/", b"", {})], "responses": [response]}


def _persister(path: Path, recorded: Recorded | None = None) -> Persister:
    return Persister(path.parent, Path(path.name), CELL, recorded)


def _recorded(path: Path, body: object = b"{}") -> Persister:
    persister = _persister(path, RECORDED)
    persister.save_cassette("ignored", _exchange(body), None)
    return persister


def test_a_recording_waits_beside_the_cassette_until_it_is_promoted(tmp_path: Path) -> None:
    """The committed file is replaced in one step, and only on demand."""
    path = tmp_path / "scoped-site.json"
    path.write_text("committed")
    persister = _recorded(path)
    assert "committed" == path.read_text()
    persister.promote()
    _, responses, _ = _persister(path).load_cassette("ignored", None)
    assert b"{}" == responses[0]["body"]["string"]
    assert [path] == list(tmp_path.iterdir())


def test_a_dropped_recording_leaves_the_cassette_as_it_was(tmp_path: Path) -> None:
    """Nothing remains of what did not count."""
    path = tmp_path / "scoped-site.json"
    path.write_text("committed")
    _recorded(path).discard()
    assert ["committed"] == [file.read_text() for file in tmp_path.iterdir()]


def test_a_recording_never_starts_from_the_committed_cassette(tmp_path: Path) -> None:
    """What is recorded again is recorded whole."""
    path = tmp_path / "scoped-site.json"
    _recorded(path).promote()
    with pytest.raises(CassetteNotFoundError):
        _persister(path, RECORDED).load_cassette("ignored", None)


@pytest.mark.parametrize(
    ("content", "fault"),
    [(None, "there is no such cassette"), (b"{", "cut short"), (b"\xff", "utf-8")],
)
def test_a_fault_in_loading_is_kept_for_the_cell(tmp_path: Path, content: bytes | None, fault: str) -> None:
    """The recorder sees an empty cassette, the user sees the reason."""
    path = tmp_path / "scoped-site.json"
    if content is not None:
        path.write_bytes(content)
    persister = _persister(path)
    with pytest.raises(CassetteNotFoundError):
        persister.load_cassette("ignored", None)
    assert persister.fault is not None
    assert fault in persister.fault


def test_a_fault_in_saving_is_kept_for_the_cell(tmp_path: Path) -> None:
    """The recorder's patches are removed whatever happens to the file."""
    persister = _recorded(tmp_path / "scoped-site.json", body=object())
    assert persister.fault is not None
    assert "not written" in persister.fault
    assert not list(tmp_path.iterdir())
