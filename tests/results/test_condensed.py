"""The condensed form of documents: nothing is lost, what is shared is there once, and a wrong form is refused."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factories import RECORDED
from for_each import for_each
from token_conformance.errors import ResultsError
from token_conformance.model.cell import Credential, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.condensed import expanded
from token_conformance.results.file import MOST_CELLS, Header, dump, dump_condensed, parse_results, read
from token_conformance.results.record import CellResult, Recorded

HEADER = Header(suite="0.1.0", target="cassettes")
LATER = Recorded("live", date(2026, 11, 30), "0.2.0")


def _cell(name: str = "a", column: str = "scoped-site", **fields: Any) -> CellResult:
    credential, _, form = column.rpartition("-")
    endpoint = f"catalogue/jira-platform-v3/{name}"
    known: dict[str, Any] = {
        "cell": f"{endpoint}/{column}",
        "product": Product.JIRA_PLATFORM,
        "endpoint": endpoint,
        "operation": f"GET /rest/api/3/{name}",
        "credential": Credential(credential),
        "url_form": UrlForm(form),
        "verdict": Verdict.KNOWN,
        "expected": Outcome.STRANGER,
        "outcome": Outcome.STRANGER,
        "status": 404,
        "url": f"https://your-domain.atlassian.net/rest/api/3/{name}",
        "headers": {"server": "AtlassianEdge"},
        "body": "{}",
        "deviation": {"grade": "inferred", "rule": "S1"},
        "recorded": RECORDED,
    }
    return CellResult(**known | fields)


FOUR = (
    _cell(),
    _cell(column="unscoped-gateway", url="https://api.atlassian.com/ex/jira/%3Ccloud-id%3E/rest/api/3/a", status=501),
    _cell("b"),
    _cell("b", "none-site", recorded=LATER),
)


def _written(cells: Iterable[CellResult] = FOUR) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(dump_condensed(HEADER, tuple(cells)))
    return document


def _changed(**changes: Any) -> str:
    return json.dumps({**_written(), **changes}, indent=1)


def test_the_cells_are_read_as_they_were_written(tmp_path: Path) -> None:
    """Every field and the order come back, also of cells without an exchange, a deviation or a stamp."""
    bare = _cell("c", url=None, status=None, outcome=None, expected=None, headers={}, deviation=None, recorded=None)
    cells = (*FOUR, bare, replace(bare, cell=f"{bare.endpoint}/none-gateway", credential=Credential.NONE))
    cells = (*cells[:-1], replace(cells[-1], url_form=UrlForm.GATEWAY, url="", body='"kind" ✗', note="a\nb"))
    path = tmp_path / "catalogue.json"
    path.write_text(dump_condensed(HEADER, cells), encoding="utf-8")
    assert (HEADER, cells) == (read(path).header, read(path).cells)


def test_a_document_without_a_cell_is_read() -> None:
    """It has no stamp either."""
    assert () == parse_results(dump_condensed(HEADER, ()), "c.json").cells
    assert _written(()) == {"answers": {}, "calls": [], "recorded": None, "header": json.loads(HEADER.to_json())}


def test_an_answer_is_there_once_without_what_follows_from_its_cell() -> None:
    """The end of its URL is that of its call, and the usual stamp is that of the document."""
    document = _written()
    first, second = document["calls"]
    assert {"endpoint": FOUR[0].endpoint, "product": "jira-platform", "operation": FOUR[0].operation} == {
        key: first[key] for key in ("endpoint", "product", "operation")
    }
    assert ["/rest/api/3/a", "https://your-domain.atlassian.net/rest/api/3/b"] == [first["url"], second["url"]]
    assert ["scoped-site", "unscoped-gateway"] == list(first["cells"])
    assert {"source": "edge", "at": "2026-11-24", "by": "0.1.0"} == document["recorded"]
    stamped = document["answers"][second["cells"]["none-site"]]
    assert {"source": "live", "at": "2026-11-30", "by": "0.2.0"} == stamped["recorded"]
    answer = document["answers"][first["cells"]["scoped-site"]]
    assert "https://your-domain.atlassian.net" == answer["url"]
    assert {"recorded", "cell", "endpoint", "operation", "product", "kind"}.isdisjoint(answer)


def test_cells_with_the_same_answer_share_its_key() -> None:
    """Also those of different calls; the key is made of the answer alone."""
    cells = [_cell(name, column, url=None) for name in "ab" for column in ("scoped-site", "none-site")]
    document = _written(cells)
    assert len(document["answers"]) == 1
    (key,) = document["answers"]
    assert re.fullmatch("[0-9a-f]{12}", key)
    assert [key] == list(_written(cells[:1])["answers"])


def test_urls_of_different_lengths_have_their_end_in_common() -> None:
    """Also where one of them is the end of the other."""
    [call] = _written([_cell(url="/rest/a"), _cell(column="scoped-gateway", url="https://x/rest/a")])["calls"]
    assert "/rest/a" == call["url"]


def test_letters_of_every_language_are_written_as_themselves() -> None:
    """In what a call has, and in an answer."""
    text = dump_condensed(HEADER, [_cell(operation="GET /ä", body="é")])
    assert "GET /ä" in text
    assert "é" in text


def test_the_stamp_of_most_cells_is_the_usual_one() -> None:
    """Of two that are as frequent, the same one is chosen in any order of the cells."""
    few, many = _cell(), [_cell(name, recorded=LATER) for name in "bc"]
    assert "live" == _written([few, *many])["recorded"]["source"]
    assert _written([few, many[0]])["recorded"] == _written([many[0], few])["recorded"]


def test_a_changed_answer_changes_the_lines_of_its_call_and_of_the_answers() -> None:
    """The other lines stay, so that a difference can be read."""
    before = dump_condensed(HEADER, FOUR).splitlines()
    after = dump_condensed(HEADER, (*FOUR[:3], replace(FOUR[3], status=401))).splitlines()
    changed = [line for line in after if line not in before]
    assert ["/b", "401"] == sorted(word for line in changed for word in ("/b", "401") if word in line)
    assert len(changed) <= 3  # the call, its answer, and a comma


def test_it_is_small() -> None:
    """The whole catalogue has some 10,000 cells, and would need 9 MB in the other document."""
    cells = [_cell(f"resource-{n}", column) for n in range(200) for column in ("scoped-site", "scoped-gateway")]
    assert len(dump_condensed(HEADER, cells)) * 4 < len(dump(HEADER, cells))


CALL, ANSWERS = _written()["calls"][0], _written()["answers"]
KEY = CALL["cells"]["scoped-site"]
FIRST = next(key for key, answer in ANSWERS.items() if "recorded" not in answer)
"""The first answer with the stamp of the document."""


@for_each(
    "changes, problem",
    [
        ({"answers": []}, "its answers are not a table, or its calls are not a list"),
        ({"calls": {}}, "its answers are not a table, or its calls are not a list"),
        ({"answers": {**ANSWERS, KEY: 1}}, f"the answer {KEY}: 1 is not a table"),
        ({"answers": {**ANSWERS, KEY: {}}}, f"the answer {KEY}: the key 'body' is missing"),
        ({"answers": {**ANSWERS, KEY: {**ANSWERS[KEY], "cell": ""}}}, f"the answer {KEY}: the key 'cell' is unknown"),
        ({"recorded": 1}, f"the answer {FIRST}: the key 'recorded': 1 is not a table"),
        ({"calls": [CALL, 1]}, "call 2: 1 is not a table"),
        ({"calls": [{**CALL, "product": "moon"}]}, "call 1: the key 'product': 'moon' is not a valid Product"),
        ({"calls": [CALL, {**CALL, "cells": {"x": KEY}}]}, f"call 2: x: {KEY} is not a column with a known answer"),
        (
            {"calls": [{**CALL, "cells": {"none-site": "x"}}]},
            "call 1: none-site: x is not a column with a known answer",
        ),
        ({"more": 1}, "it does not have a header and cells"),
    ],
)
def test_a_wrong_form_is_refused_in_words(changes: dict[str, Any], problem: str) -> None:
    """The message says where it is wrong, and every other line of the document may be right."""
    with pytest.raises(ResultsError) as refusal:
        parse_results(_changed(**changes), "c.json")
    said = str(refusal.value)
    assert f"c.json: is not a complete document of results ({problem}" in said
    assert said.endswith("); make it again with `token-conformance run`")


def test_a_call_that_is_there_twice_is_refused() -> None:
    """Its cells would count twice."""
    call = _written()["calls"][0]
    with pytest.raises(
        ResultsError, match=r"^c.json: the cell catalogue/jira-platform-v3/a/scoped-site is there 2 times"
    ):
        parse_results(_changed(calls=[call, call]), "c.json")


@pytest.mark.parametrize("most", [3, 4])
def test_more_cells_than_are_read_are_refused(most: int) -> None:
    """As in the other document, whose bound it has."""
    if most == len(FOUR):
        assert list(FOUR) == expanded(_written(), most)
        return
    with pytest.raises(ValueError, match=r"^it has more than 3 cells, which is the most that is read$"):
        expanded(_written(), most)


def test_a_document_has_the_bound_of_all_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound of cells is one for both documents."""
    assert MOST_CELLS == 100_000  # what the documentation says
    monkeypatch.setattr("token_conformance.results.file.MOST_CELLS", 3)
    with pytest.raises(ResultsError, match="has more than 3 cells"):
        parse_results(dump_condensed(HEADER, FOUR), "c.json")
