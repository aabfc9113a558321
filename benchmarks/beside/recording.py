"""pytest-recording as its documentation shows it: one client, a mark, cassettes of YAML, a filtered header."""

import json
from collections.abc import Iterable, Sequence

from beside.cells import ReadCell
from beside.peer import OUTPUT, Peer, Place, Seen, Words, seen
from straightforward import SET_UP

_TESTS = (
    SET_UP
    + """

@pytest.mark.vcr
@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell["id"].replace("/", "|"))
def test_read(cell, client):
    response = client.get(cell["url"], headers={"Authorization": cell["authorization"]})
    assert cell["status"] == response.status_code
    if cell["holds"] is not None:
        content = response.json()
        for step in cell["proof"]:
            try:
                content = content[step]
            except (KeyError, IndexError):
                content = None
                break
        assert cell["holds"] is bool(content)
"""
)


def read_report(lines: Iterable[str]) -> Seen:
    """What pytest's report `-rA` says of each cell."""
    tests = [line.split(" ", 1) for line in lines if line.startswith(("PASSED ", "FAILED ", "ERROR "))]
    return seen((_id(rest), word == "PASSED") for word, rest in tests)


def _id(text: str) -> str:
    return text.partition("[")[2].partition("]")[0].replace("|", "/")


def _write(cells: Sequence[ReadCell], place: Place) -> None:
    lines = [
        {
            "id": cell.id,
            "url": place.access.url(cell),
            "authorization": place.access.authorization(cell),
            "status": cell.status,
            "holds": cell.holds,
            "proof": cell.proof,
        }
        for cell in cells
    ]
    (place.folder / "cells.json").write_text(json.dumps(lines), encoding="utf-8")
    (place.folder / "test_reads.py").write_text(_TESTS, encoding="utf-8")


def _pytest(place: Place, *mode: str) -> list[list[str]]:
    return [[str(place.programs / "python"), "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", *mode]]


def _record(place: Place) -> list[list[str]]:
    return _pytest(place, "--record-mode=rewrite")


def _replay(place: Place) -> list[list[str]]:
    return _pytest(place, "--record-mode=none", "--block-network")


def _read(place: Place) -> Seen:
    return read_report((place.folder / OUTPUT).read_text(encoding="utf-8").splitlines())


RECORDING = Peer(
    "pytest-recording",
    ("pytest==9.2.0", "pytest-recording==0.14.1", "vcrpy==9.4.2", "httpx==0.28.1"),
    "pip",
    Words("a loop that its author writes", "what its author writes into each test", "an assert"),
    _write,
    _record,
    _read,
    offline=_replay,
    recordings=("cassettes/**/*.yaml",),
)
