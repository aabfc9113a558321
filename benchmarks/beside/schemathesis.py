"""schemathesis: the OpenAPI document of each app, once for each token and URL form."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from beside.cells import ReadCell, columns
from beside.openapi import text
from beside.peer import Peer, Place, Seen, Words, seen
from beside.postman import APPS

_CELLS = "cells.json"
_WARNINGS = ("missing_auth", "missing_test_data")
"""What it warns of, without a failure: an operation that only answers 401 or 403, and one that only answers 404."""


def read_report(report: Mapping[str, Any], cells: Iterable[ReadCell]) -> Seen:
    """What its JSON report of one run says of the cells; it names operations, so their cells share the result.

    A warning counts as a failure here, although the exit status does not show it.
    """
    asked = report["operations"]
    if asked["tested"] != asked["selected"] or asked["errored"]:
        raise ValueError("some operations were not tested")
    named = {name for failure in report["failures"] for name in failure["operations"]}
    named |= {name for kind in _WARNINGS for name in report["warnings"].get(kind, [])}
    return seen((cell.id, cell.operation not in named) for cell in cells)


def _write(cells: Sequence[ReadCell], place: Place) -> None:
    for app in APPS:
        (place.folder / f"{app}.json").write_text(text(cells, app), encoding="utf-8")
    (place.folder / _CELLS).write_text(json.dumps([asdict(cell) for cell in cells]), encoding="utf-8")


def _cells(place: Place) -> list[ReadCell]:
    lines = json.loads((place.folder / _CELLS).read_text(encoding="utf-8"))
    return [ReadCell(**line | {"proof": tuple(line["proof"])}) for line in lines]


def _commands(place: Place, reports: str = "json") -> list[list[str]]:
    access, program = place.access, str(place.programs / "schemathesis")
    found = []
    for column in columns(_cells(place)):
        token, _, form = column.partition("-")
        for app in APPS:
            name = f"{app}-{column}"
            target = ["--url", access.base(app, form), "--auth", f"{access.email}:{access.token(app, token)}"]
            how = ["--phases", "examples", "--workers", "auto", "--tls-verify", access.authority]
            kept = [f"--report-{kind}-path={name}.{kind}" for kind in reports.split(",")]
            before = ["--baseline", f"{name}.baseline"]
            found.append([program, "run", f"{app}.json", *target, *how, *before, "--report", reports, *kept])
    return found


def _first(place: Place) -> list[list[str]]:
    return [[*command, "--baseline-update"] for command in _commands(place)]


def _recording(place: Place) -> list[list[str]]:
    return _commands(place, "json,vcr")


def _reports(place: Place, cells: Sequence[ReadCell]) -> dict[tuple[str, str], dict[str, Any]]:
    """The report of each run, by app and column."""
    runs = [(app, column) for app in APPS for column in columns(cells)]
    return {run: json.loads((place.folder / f"{'-'.join(run)}.json").read_text(encoding="utf-8")) for run in runs}


def _unobserved(place: Place) -> int:
    """How many failures of its baseline a later run no longer has."""
    reports = _reports(place, _cells(place)).values()
    return sum(report["baseline"]["unobserved"] for report in reports)


def _read(place: Place) -> Seen:
    cells = _cells(place)
    found = [
        read_report(report, [cell for cell in cells if (cell.app, cell.column) == of])
        for of, report in _reports(place, cells).items()
    ]
    return Seen(frozenset().union(*(one.ran for one in found)), frozenset().union(*(one.failed for one in found)))


SCHEMATHESIS = Peer(
    "schemathesis",
    ("schemathesis==4.32.5",),
    "pip",
    Words("a run for each, with its base URL", "what the published document allows, which has every refusal", ""),
    _write,
    _commands,
    _read,
    recording=_recording,
    recordings=("*.vcr",),
    first=_first,
    improved=_unobserved,
)
