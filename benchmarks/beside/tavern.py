"""tavern: a YAML test for each cell, run by pytest."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from beside.access import Access
from beside.cells import ReadCell
from beside.peer import OUTPUT, Peer, Place, Seen, Words, seen

_CHECKS = '''
"""What the answers are asserted to have, because YAML cannot say that a list is empty or not."""


def content(response, proof, holds):
    found = response.json()
    for step in proof:
        try:
            found = found[step]
        except (KeyError, IndexError):
            found = None
            break
    assert holds is bool(found)
'''


def test_of(cell: ReadCell, access: Access) -> dict[str, Any]:
    """The test of a cell, as tavern reads it."""
    headers = {"Authorization": access.authorization(cell)}
    answer: dict[str, Any] = {"status_code": cell.status}
    if cell.holds is not None:
        given = {"proof": list(cell.proof), "holds": cell.holds}
        answer["verify_response_with"] = {"function": "checks:content", "extra_kwargs": given}
    request = {"url": access.url(cell), "method": "GET", "headers": headers}
    return {"test_name": cell.id, "stages": [{"name": cell.id, "request": request, "response": answer}]}


def read_report(lines: Iterable[str]) -> Seen:
    """What pytest's report `-rA` says of each cell."""
    tests = [line.split(" ", 1) for line in lines if line.startswith(("PASSED ", "FAILED ", "ERROR "))]
    return seen((rest.partition("::")[2].partition(" - ")[0].strip(), word == "PASSED") for word, rest in tests)


def _write(cells: Sequence[ReadCell], place: Place) -> None:
    documents = [json.dumps(test_of(cell, place.access)) for cell in cells]  # JSON is YAML
    (place.folder / "test_reads.tavern.yaml").write_text("\n---\n".join(documents), encoding="utf-8")
    (place.folder / "checks.py").write_text(_CHECKS, encoding="utf-8")


def _commands(place: Place) -> list[list[str]]:
    return [[str(place.programs / "python"), "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "--tb=no"]]


def _read(place: Place) -> Seen:
    return read_report((place.folder / OUTPUT).read_text(encoding="utf-8").splitlines())


TAVERN = Peer(
    "tavern",
    ("tavern==3.7.1", "pytest==9.0.3"),
    "pip",
    Words("a test for each", "what its author writes into each test", "a Python function"),
    _write,
    _commands,
    _read,
    variables={"PYTHONPATH": "."},
)
