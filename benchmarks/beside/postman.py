"""newman: one collection of the endpoints, and a data file with a row for each token and URL form."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from beside.access import Access
from beside.cells import ReadCell, by_endpoint
from beside.peer import REPORT, ROWS, Peer, Place, Seen, Words, of_rows, seen

APPS = ("jira", "confluence")
_TEST = """
const asserted = pm.iterationData.get('asserted')[pm.info.requestName];
pm.test('status', () => pm.response.to.have.status(asserted.status));
if (asserted.holds !== null) pm.test('content', () => {{
    const content = {proof}.reduce((value, step) => value?.[step], pm.response.json());
    pm.expect(Boolean(content)).to.equal(asserted.holds);
}});
"""


def collection(cells: Iterable[ReadCell]) -> dict[str, Any]:
    """A Postman collection with a request for each endpoint; the data file fills in base URL and credential."""
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    items = [_item(name, same[0]) for name, same in by_endpoint(cells).items()]
    return {"info": {"name": "reads", "schema": schema}, "item": items}


def data(cells: Sequence[ReadCell], access: Access) -> list[dict[str, Any]]:
    """The rows of the data file: the base URLs, the credentials, and what is asserted of each endpoint."""
    rows: dict[str, dict[str, Any]] = {}
    for cell in cells:
        row = rows.setdefault(cell.column, {"column": cell.column, "asserted": {}} | _bases(cell, access))
        row["asserted"][cell.endpoint] = {"status": cell.status, "holds": cell.holds}
    return list(rows.values())


def read_report(report: Mapping[str, Any], columns: Sequence[str]) -> Seen:
    """What newman's JSON report says of each cell; an execution without an answer has failed."""
    return seen(
        (f"{one['item']['name']}/{columns[one['cursor']['iteration']]}", _passed(one))
        for one in report["run"]["executions"]
    )


def _passed(execution: Mapping[str, Any]) -> bool:
    assertions = execution.get("assertions", [])
    return bool(assertions) and "requestError" not in execution and not any("error" in one for one in assertions)


def _bases(cell: ReadCell, access: Access) -> dict[str, str]:
    bases = {app: access.base(app, cell.form) for app in APPS}
    return bases | {f"{app}_authorization": access.basic(app, cell.token) for app in APPS}


def _item(name: str, cell: ReadCell) -> dict[str, Any]:
    authorization = {"key": "Authorization", "value": f"{{{{{cell.app}_authorization}}}}"}
    request = {"method": "GET", "url": f"{{{{{cell.app}}}}}{cell.path}", "header": [authorization]}
    script = _TEST.format(proof=json.dumps(cell.proof)).strip().splitlines()
    return {"name": name, "request": request, "event": [{"listen": "test", "script": {"exec": script}}]}


def _write(cells: Sequence[ReadCell], place: Place) -> None:
    (place.folder / "collection.json").write_text(json.dumps(collection(cells)), encoding="utf-8")
    (place.folder / ROWS).write_text(json.dumps(data(cells, place.access)), encoding="utf-8")


def _commands(place: Place) -> list[list[str]]:
    files = ["collection.json", "--iteration-data", ROWS, "--ssl-extra-ca-certs", place.access.authority]
    report = ["--reporters", "json", "--reporter-json-export", REPORT]
    return [[str(place.programs / "newman"), "run", *files, *report]]


def _read(place: Place) -> Seen:
    return of_rows(place, read_report)


NEWMAN = Peer(
    "newman",
    ("newman@6.2.2",),
    "npm",
    Words(
        "one collection, with a row of a data file for each", "what its author writes into the data file", "a script"
    ),
    _write,
    _commands,
    _read,
    recordings=(REPORT,),
)
