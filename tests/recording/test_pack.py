"""The format of a packed file."""

import json
from difflib import unified_diff
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest
from vcr.serialize import deserialize
from vcr.serializers import jsonserializer

from factories import RECORDED, make_cassette
from token_conformance.model.outcome import Outcome
from token_conformance.recording.cassette import CassetteError, Stamp
from token_conformance.recording.pack import Pack, PackError, entry_of, parse_entry

NAME = Path("cassettes/catalogue/jira-software.json")
COLUMNS = ("none-site", "scoped-gateway", "scoped-site", "unscoped-site")
CELLS = tuple(f"catalogue/jira-software/{name}/{column}" for name in ("get-board", "get-epic") for column in COLUMNS)
HEAD = '{"version":1,"metadata":{"api":"jira-software","format":1},"interactions":[\n'


def _stamp(cell: str, outcome: Outcome = Outcome.RECOGNISED) -> Stamp:
    return Stamp(cell, outcome, RECORDED)


def _entry(cell: str, body: object = "{}") -> bytes:
    return entry_of(make_cassette(_stamp(cell), body)).encode()


def _content(*cells: str) -> bytes:
    return Pack(NAME).with_entries({cell: _entry(cell) for cell in cells})


TWO = _content(*CELLS[:2]).decode()


def test_three_lines_a_cell_between_a_first_and_a_last_line() -> None:
    """The first line has the formats and the API; the stamp of a cell is the one of a cassette of its own."""
    lines = _content(CELLS[0]).decode().splitlines()
    stamp = json.dumps(_stamp(CELLS[0]).metadata(), sort_keys=True, separators=(",", ":"))
    assert [
        HEAD.rstrip("\n"),
        f'{{"metadata":{stamp},',
        '"request":{"body":"","headers":{},"method":"GET","uri":"https://example.com/rest/api/3/myself"},',
        '"response":{"body":{"string":"{}"},"headers":{},"status":{"code":200,"message":"OK"}}}',
        "]}",
    ] == lines


def test_vcrpy_reads_the_whole_file() -> None:
    """It is a cassette of many interactions; the members that vcrpy does not know are ignored."""
    requests, responses, metadata = deserialize(_content(*CELLS).decode(), jsonserializer)
    assert [8, 8, {"api": "jira-software", "format": 1}] == [len(requests), len(responses), metadata]
    assert {b"{}"} == {response["body"]["string"] for response in responses}


def test_a_cell_is_read_as_it_was_written() -> None:
    """A body can be bytes, and a text can have any character."""
    for body, read in ((b"\xff\x00", b"\xff\x00"), ('"✗\u2028\n{"metadata":{"cell":"', None)):
        pack = Pack.read(Pack(NAME).with_entries({CELLS[1]: _entry(CELLS[1], body), CELLS[0]: _entry(CELLS[0])}), NAME)
        loaded = pack.load(CELLS[1])
        assert loaded is not None
        assert _stamp(CELLS[1]) == loaded[1]
        assert (read or body) == loaded[0]["interactions"][0]["response"]["body"]["string"]


def test_a_cell_that_is_not_there_is_none() -> None:
    """No other cell answers for it."""
    assert Pack.read(TWO.encode(), NAME).load(CELLS[2]) is None
    assert Pack(NAME).load(CELLS[0]) is None


def test_the_content_does_not_depend_on_the_order_of_a_recording() -> None:
    """All at once, or one after the other in any order."""
    expected = _content(*CELLS[:4])
    for order in permutations(CELLS[:4]):
        pack = Pack(NAME)
        for cell in order:
            pack = Pack.read(pack.with_entries({cell: _entry(cell)}), NAME)
        assert expected == pack.content


def _changed_lines(old: bytes, new: bytes) -> list[int]:
    """The numbers of the lines of a diff without context that were removed or added."""
    diff = list(unified_diff(old.decode().splitlines(), new.decode().splitlines(), n=0, lineterm=""))
    assert 1 == sum(line.startswith("@@") for line in diff), diff
    return [index for index, line in enumerate(diff[2:]) if line[0] in "+-"]


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_that_is_added_is_one_hunk_of_a_diff(cell: str) -> None:
    """It has its three lines, and the comma of the cell before the last one."""
    others = [other for other in CELLS if other != cell]
    lines = _changed_lines(_content(*others), _content(*CELLS))
    assert len(lines) <= 5
    assert all(second == first + 1 for first, second in pairwise(lines))


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_that_is_changed_is_one_hunk_of_a_diff(cell: str) -> None:
    """The line of its request stays."""
    old = Pack.read(_content(*CELLS), NAME)
    new = old.with_entries({cell: entry_of(make_cassette(_stamp(cell), '{"new":1}')).encode()})
    assert 2 == len(_changed_lines(old.content, new))
    new = old.with_entries({cell: entry_of(make_cassette(_stamp(cell, Outcome.GONE), "{}")).encode()})
    assert 2 == len(_changed_lines(old.content, new))


REMEDY = "; restore the file, or remove it and record its cells again with --record-mode=once"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "does not begin as a file of packed cassettes"),
        ("[]", "does not begin as a file of packed cassettes"),
        (json.dumps(json.loads(TWO), indent=2), "does not begin as a file of packed cassettes"),
        (TWO.replace('"version":1', '"version":2'), "does not begin as a file of packed cassettes"),
        (TWO.replace('"format":1}', '"format":2}'), "2 is another format than 1, which this version reads"),
        (TWO[:-1], "is cut short at line 8"),
        (TWO[:300], "is cut short at line 3"),
        (HEAD, "is cut short at line 2"),
        (
            TWO.replace('"jira-software","format"', '"confluence","format"'),
            "has the cassettes of confluence, so it was moved or renamed",
        ),
        (TWO.replace(CELLS[1], CELLS[0]), f"has {CELLS[0]} twice, at line 2 and line 5"),
        (
            TWO.replace(CELLS[1], "catalogue/confluence/get-page/none-site"),
            "line 5: catalogue/confluence/get-page/none-site is of another API",
        ),
        (TWO.replace(CELLS[1], "\x1b[2J"), "line 5: \\x1b[2J is of another API"),
        (TWO.replace("},\n{", "}\n{"), "line 4: a comma is missing or too many at its end"),
        (TWO.replace("\n]}", ",\n]}"), "line 7: a comma is missing or too many at its end"),
        (TWO.replace(HEAD, f"{HEAD}\n"), "line 2: is not the first line of a cell"),
        (f"{HEAD}7\n]}}\n", "line 2: is not the first line of a cell"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_the_reason_and_a_remedy(content: str, what: str) -> None:
    """No cell of it can be trusted."""
    with pytest.raises(PackError) as error:
        Pack.read(content.encode(), NAME)
    assert f"{NAME}: {what}{REMEDY}" == str(error.value)
    assert isinstance(error.value, CassetteError)


def test_a_file_that_is_no_text_is_refused() -> None:
    """It could not be written again."""
    with pytest.raises(PackError, match="is not UTF-8 text"):
        Pack.read(TWO.encode().replace(b"GET", b"\xff"), NAME)


def test_a_file_without_a_cell_is_read() -> None:
    """Somebody has removed the lines of the last one."""
    assert {} == Pack.read(f"{HEAD}]}}\n".encode(), NAME).parts


BROKEN: list[tuple[str, str, str]] = [
    ('"uri":', '"uri"', "it is not JSON (Expecting ':' delimiter at line 6, column 55)"),
    ("\n", "\nmore", "it is not JSON (Expecting property name enclosed in double quotes at line 6, column 1)"),
    ('"request"', '"requests"', "line 5: the key 'request' is missing"),
    ('"response"', '"request"', "it has the name 'request' twice in one object"),
    ('"outcome":"recognised"', '"outcome":"fine"', "line 5: the key 'outcome': 'fine' is not a valid Outcome"),
    ('"format":2', '"format":1', "line 5: the key 'metadata': 1 is another format than 2, which this version reads"),
    ('"code":200', '"code":"200"', "line 5: the key 'interactions': the key 'response': the key 'status': the key"),
]


@pytest.mark.parametrize(("old", "new", "what"), BROKEN)
def test_what_is_broken_in_the_lines_of_a_cell_is_a_problem_of_this_cell_only(old: str, new: str, what: str) -> None:
    """The reason has the line of the file; the other cell is read."""
    first, _, second = TWO.partition(f'{{"metadata":{{"cell":"{CELLS[1]}')
    pack = Pack.read(f'{first}{{"metadata":{{"cell":"{CELLS[1]}{second.replace(old, new, 1)}'.encode(), NAME)
    with pytest.raises(ValueError) as error:  # noqa: PT011  # the text is compared below
        pack.load(CELLS[1])
    assert str(error.value).startswith(what)
    assert pack.load(CELLS[0]) is not None


def test_lines_that_are_no_cell_are_refused() -> None:
    """They are what is left of a recording, or another file."""
    parsed: Any = parse_entry(_entry(CELLS[0]))
    assert _stamp(CELLS[0]) == parsed[1]
    for content in (b"", b"[]", b"\xff", _entry(CELLS[0])[:-1], b'{"request":1}'):
        with pytest.raises(ValueError):  # noqa: PT011  # any of them
            parse_entry(content)
