"""httpYac: one file with a request for each cell, and the assertions that follow it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from beside.access import Access
from beside.cells import ReadCell
from beside.peer import OUTPUT, Peer, Place, Seen, Words, seen


def request(cell: ReadCell, access: Access) -> str:
    """The part of the file for one cell."""
    lines = [f"### {cell.id}", f"GET {access.url(cell)}", f"Authorization: {access.authorization(cell)}", ""]
    lines.append(f"?? status == {cell.status}")
    if cell.holds is not None:
        content = f"{json.dumps(cell.proof)}.reduce((value, step) => value?.[step], response.parsedBody)"
        lines.append(f"?? js Boolean({content}) == {str(cell.holds).lower()}")
    return "\n".join([*lines, "", ""])


def read_report(report: Mapping[str, Any]) -> Seen:
    """What its JSON output says of each cell; a request without a test was not answered."""
    return seen((one["title"], _passed(one.get("testResults", []))) for one in report["requests"])


def _passed(tests: Sequence[Mapping[str, Any]]) -> bool:
    return bool(tests) and all(test["status"] == "SUCCESS" for test in tests)


def _write(cells: Sequence[ReadCell], place: Place) -> None:
    text = "".join(request(cell, place.access) for cell in cells)
    (place.folder / "reads.http").write_text(text, encoding="utf-8")


def _commands(place: Place) -> list[list[str]]:
    return [[str(place.programs / "httpyac"), "send", "reads.http", "--all", "--json", "--output", "none"]]


def _read(place: Place) -> Seen:
    text = (place.folder / OUTPUT).read_text(encoding="utf-8")
    return read_report(json.loads(text[text.index("{") :]))


HTTPYAC = Peer(
    "httpYac",
    ("httpyac@6.16.7",),
    "npm",
    Words("a request for each", "what its author writes below each request", "an assertion"),
    _write,
    _commands,
    _read,
)
