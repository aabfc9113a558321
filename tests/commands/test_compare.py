"""`token-conformance compare`: two folders of cassettes, cell by cell."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factories import make_cassette
from token_conformance.cli import main
from token_conformance.model.outcome import Outcome
from token_conformance.recording.cassette import Stamp, dump
from token_conformance.recording.pack import Pack, entry_of
from token_conformance.results.record import Recorded

CELL = "jira-platform/myself/scoped-site"
OTHER = "jira-platform/myself/unscoped-site"
RUN = "recordings/20261124T100000.000000Z"

Write = Callable[..., None]


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command runs in the current folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def write() -> Write:
    """Write a cassette of a cell into a folder."""

    def run(
        folder: str, cell: str = CELL, outcome: Outcome = Outcome.WORKS, status: int = 200, body: object = "{}"
    ) -> None:
        path = Path(folder, "endpoints", f"{cell}.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        (Path(folder) / "run.json").write_text("{}")
        stamp = Stamp(cell, outcome, Recorded("live" if folder == RUN else "edge", date(2026, 11, 24), "0.1.0"))
        text = body if isinstance(body, str) else json.dumps(body)
        path.write_text(dump(make_cassette(stamp, text, status)))

    return run


def _compared(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    status = main(["compare", *options])
    return status, capsys.readouterr().out


def test_the_newest_recordings_are_compared_with_the_committed_cassettes(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    """The source of each side is above the counts."""
    write("cassettes")
    write("recordings/20261123T100000.000000Z", outcome=Outcome.HIDDEN)
    write(RUN)
    status, shown = _compared(capsys)
    assert 0 == status
    assert [
        f"{RUN}: recorded from a live Atlassian tenant",
        "cassettes: recorded from the edge, a local model (not Atlassian)",
        "",
        "1 cells: 1 same.",
    ] == shown.splitlines()


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (
            {"outcome": Outcome.HIDDEN, "status": 404},
            "changed outcome  jira-platform/myself/scoped-site  ✓ works became ✗ hidden 404",
        ),
        ({"status": 201}, "changed shape  jira-platform/myself/scoped-site  status 200 became 201"),
        (
            {"body": {"a": 1, "b": 1, "c": 1, "d": 1}},
            "changed shape  jira-platform/myself/scoped-site  a: new; b: new; c: new; and 1 more",
        ),
        ({"cell": "jira-platform/myself/none-site"}, "missing  jira-platform/myself/scoped-site"),
    ],
)
def test_a_difference_is_one_line_and_exit_status_1(
    write: Write, capsys: pytest.CaptureFixture[str], changed: dict[str, Any], line: str
) -> None:
    """The worst is first, and the cells that are the same are only counted."""
    for folder in ("cassettes", RUN):
        write(folder, OTHER)
    write("cassettes")
    write(RUN, **changed)
    status, shown = _compared(capsys)
    assert 1 == status
    assert " ".join(line.split()) in [" ".join(shown_line.split()) for shown_line in shown.splitlines()]


def test_json_has_every_detail(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """The document has the counts by kind of change, and each cell that differs."""
    write("cassettes", body={"id": "1"})
    write("mine", body={"id": 1})
    write("mine", OTHER)
    status, shown = _compared(capsys, "mine", "--against", "cassettes", "--format", "json")
    document = json.loads(shown)
    assert 1 == status
    assert {"changed outcome": 0, "changed shape": 1, "missing": 0, "new": 1, "same": 0} == document["counts"]
    assert [
        {"cell": CELL, "change": "changed shape", "details": ["id: string became number"]},
        {"cell": OTHER, "change": "new", "details": []},
    ] == document["cells"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ([], "recordings: has no recordings of a live run; name a folder of cassettes to compare"),
        (["nowhere"], "nowhere: has no cassettes; name a folder that a run has recorded to"),
        (["broken"], "broken/endpoints/jira-platform/myself/scoped-site.json: cut short or not a cassette"),
    ],
)
def test_what_cannot_be_compared_is_reported_in_one_line(
    write: Write, capsys: pytest.CaptureFixture[str], options: list[str], problem: str
) -> None:
    """The exit status is 2, without a traceback."""
    write("cassettes")
    write("broken")
    path = Path("broken", "endpoints", f"{CELL}.json")
    path.write_text(path.read_text()[:-30])
    assert 2 == main(["compare", *options])
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"token-conformance: {problem}")


def test_each_broken_cassette_is_one_line(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """One of them does not hide the others."""
    write("cassettes")
    write(RUN)
    write(RUN, OTHER)
    for cell, content in ((CELL, "[" * 100_000), (OTHER, '{"code": "200"}')):
        Path(RUN, "endpoints", f"{cell}.json").write_text(content)
    assert 2 == main(["compare"])
    lines = capsys.readouterr().err.splitlines()
    assert [f"{RUN}/endpoints/{cell}.json" for cell in (CELL, OTHER)] == [
        line.removeprefix("token-conformance: ").partition(": ")[0] for line in lines
    ]


def test_packed_cells_are_compared_too(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A cell is found in its packed file, or beside it until it is packed."""
    cells = [f"catalogue/confluence/get-pages/{column}" for column in ("scoped-site", "unscoped-site")]
    for folder in ("cassettes", RUN):
        write(folder)
        stamps = [Stamp(cell, Outcome.RECOGNISED, Recorded("edge", date(2026, 11, 24), "0.1.0")) for cell in cells]
        entries = {stamp.cell: entry_of(make_cassette(stamp)).encode() for stamp in stamps}
        path = Path(folder, "catalogue", "confluence.json")
        path.parent.mkdir(parents=True)
        path.write_bytes(Pack(path).with_entries(entries))
    (path.parent / "confluence.unpacked").mkdir()
    changed = entry_of(make_cassette(stamps[0], status=404))
    (path.parent / "confluence.unpacked" / "get-pages.scoped-site.json").write_text(changed)
    status, shown = _compared(capsys)
    assert 1 == status
    assert shown.splitlines()[-1].startswith("3 cells: 1 changed shape, 2 same")
    assert "changed shape  catalogue/confluence/get-pages/scoped-site  status 200 became 404" in shown


def test_a_broken_packed_file_is_one_line(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is compared, as with any broken cassette."""
    write("cassettes")
    write(RUN)
    Path(RUN, "catalogue").mkdir()
    Path(RUN, "catalogue", "confluence.json").write_text("{}")
    assert 2 == main(["compare"])
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"token-conformance: {RUN}/catalogue/confluence.json: does not begin as a file of packed ")


def test_a_body_that_is_nested_too_deeply_is_compared_as_a_text(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    """The comparison goes down into it."""
    write("cassettes", body="[" * 500 + "]" * 500)
    write(RUN, body={"a": 1})
    status, shown = _compared(capsys)
    assert 1 == status
    assert "the body: string became object" in shown
