"""Bruno's command line: one folder of requests, and a data file with a row for each token and URL form."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from beside.cells import ReadCell, by_endpoint
from beside.peer import REPORT, ROWS, Peer, Place, Seen, Words, of_rows, seen
from beside.postman import data

_REQUEST = """
meta {{
  name: {name}
  type: http
  seq: {number}
}}

get {{
  url: {{{{{app}}}}}{path}
  body: none
  auth: none
}}

headers {{
  Authorization: {{{{{app}_authorization}}}}
}}

tests {{
  const asserted = bru.runner.iterationData.get('asserted')['{endpoint}'];
  test('status', () => expect(res.getStatus()).to.equal(asserted.status));
  if (asserted.holds !== null) test('content', () => {{
    const content = {proof}.reduce((value, step) => value?.[step], res.getBody());
    expect(Boolean(content)).to.equal(asserted.holds);
  }});
}}
"""


def request(number: int, cell: ReadCell) -> str:
    """The file of a request; the data file fills in base URL and credential."""
    name = cell.endpoint.replace("/", " ")
    proof = json.dumps(cell.proof)
    return _REQUEST.format(
        name=name, number=number, app=cell.app, path=cell.path, endpoint=cell.endpoint, proof=proof
    ).lstrip()


def read_report(report: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Seen:
    """What Bruno's JSON report says of each cell."""
    return seen(
        (f"{one['name'].replace(' ', '/')}/{columns[run['iterationIndex']]}", _passed(one))
        for run in report
        for one in run["results"]
    )


def _passed(result: Mapping[str, Any]) -> bool:
    tests = result["testResults"]
    return not result.get("error") and bool(tests) and all(test["status"] == "pass" for test in tests)


def _write(cells: Sequence[ReadCell], place: Place) -> None:
    about = {"version": "1", "name": "reads", "type": "collection"}
    (place.folder / "bruno.json").write_text(json.dumps(about), encoding="utf-8")
    (place.folder / ROWS).write_text(json.dumps(data(cells, place.access)), encoding="utf-8")
    for number, (name, same) in enumerate(by_endpoint(cells).items(), 1):
        file = place.folder / f"{name.replace('/', '-')}.bru"
        file.write_text(request(number, same[0]), encoding="utf-8")


def _commands(place: Place) -> list[list[str]]:
    files = ["--json-file-path", ROWS, "--cacert", place.access.authority, "--reporter-json", REPORT]
    return [[str(place.programs / "bru"), "run", *files, "--cache-ssl-session", "--sandbox", "developer"]]


def _read(place: Place) -> Seen:
    return of_rows(place, read_report)


BRUNO = Peer(
    "Bruno",
    ("@usebruno/cli@4.1.0",),
    "npm",
    Words("one folder, with a row of a data file for each", "what its author writes into the data file", "a script"),
    _write,
    _commands,
    _read,
    recordings=(REPORT,),
)
