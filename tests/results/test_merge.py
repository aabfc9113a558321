"""Shards of a run, and merging them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from token_conformance.cli import main
from token_conformance.errors import ResultsError
from token_conformance.model.cell import Endpoint, Product
from token_conformance.results.file import Results, read
from token_conformance.results.merge import Shard, merge
from token_conformance.results.record import CellResult
from token_conformance.results.writer import ResultsWriter

ENDPOINTS = [Endpoint(Product.JIRA_PLATFORM, f"e{number}", "GET /rest/api/3/myself") for number in range(10)]


@pytest.mark.parametrize("total", [1, 3, 10, 11])
def test_each_endpoint_is_in_one_shard(total: int) -> None:
    """The order in which the endpoints are collected does not matter."""
    parts = [Shard(index, total).select(reversed(ENDPOINTS)) for index in range(1, total + 1)]
    assert set(ENDPOINTS) == set().union(*parts)
    assert len(ENDPOINTS) == sum(map(len, parts))


@pytest.mark.parametrize(
    "text", ["0/2", "3/2", "1", "a/b", "1/0", "-1/2", "", "1/1234567890", "1/" + "9" * 5_000, "1" * 10 + "/2"]
)
def test_a_text_that_is_not_a_shard_is_refused(text: str) -> None:
    """The message shows how a shard is written."""
    with pytest.raises(ValueError, match=r"is not a shard; write for example 1/4"):
        Shard.parse(text)


def test_a_run_has_at_most_1_000_shards() -> None:
    """All of them are listed if they are missing."""
    assert Shard(1, 1_000) == Shard.parse("1/1000")
    with pytest.raises(ValueError, match=r"^'1/1001' has more than 1,000 shards, which is the most$"):
        Shard.parse("1/1001")


@pytest.fixture
def parts(cell: Callable[..., CellResult], results: Callable[..., Results]) -> dict[str, Results]:
    """Two shards of one run."""
    shards = {"1/2": results(cell()), "2/2": results(cell("confluence/get-page/scoped-site"))}
    return {
        f"part{shard[0]}.jsonl": replace(part, header=replace(part.header, shard=shard))
        for shard, part in shards.items()
    }


def test_shards_are_merged_to_a_whole_run(parts: dict[str, Results]) -> None:
    """The merged run has no shard, and the cells in the order of the shards."""
    merged = merge(dict(reversed(parts.items())))
    assert merged.header.shard is None
    assert [part.cells[0] for part in parts.values()] == list(merged.cells)


def test_the_tenth_part_comes_after_the_second(
    cell: Callable[..., CellResult], results: Callable[..., Results]
) -> None:
    """Shards are in the order of their numbers, not of their names."""
    cells = [cell(f"jira-platform/e{index}/scoped-site") for index in range(1, 11)]
    parts = {
        f"p{index}": replace(part, header=replace(part.header, shard=f"{index}/10"))
        for index, part in enumerate(map(results, cells), start=1)
    }
    assert cells == list(merge(parts).cells)


def _with(results: Results, **header: str | None) -> Results:
    return replace(results, header=replace(results.header, **header))  # type: ignore[arg-type]  # a test's own fields


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda one, _: {"a": one}, "missing: shard 2/2; run it with --shard 2/2"),
        (lambda one, _: {"a": _with(one, shard="1/1000")}, "missing: shard 2/1000, 3/1000.* ... .*, 1000/1000; run it"),
        (lambda one, two: {"a": one, "b": _with(two, suite="0\n::error::")}, r"b: inconsistent: suite 0\\n::error::, "),
        (lambda one, two: {"a": one, "b": one, "c": two}, "duplicate: shard 1/2 is given 2 times"),
        (lambda one, two: {"a": one, "b": _with(two, shard=None)}, "b: is a whole run, not a shard"),
        (lambda one, two: {"a": one, "b": _with(two, shard="2/3")}, r"a, b: inconsistent: shards of \[2, 3\]"),
        (
            lambda one, two: {"a": one, "b": _with(two, shard="x")},
            "b: the shard in its header is wrong: 'x' is not a shard",
        ),
        (lambda one, two: {"a": one, "b": _with(two, suite="0.0.9")}, "b: inconsistent: suite 0.0.9, target"),
        (
            lambda one, two: {"a": one, "b": replace(two, cells=one.cells)},
            "b: duplicate: jira-platform/get-issue/scoped-site is also in a",
        ),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(
    parts: dict[str, Results], change: Callable[[Results, Results], dict[str, Results]], problem: str
) -> None:
    """Missing, duplicate and inconsistent shards each have their own message."""
    with pytest.raises(ResultsError, match=f"^{problem}"):
        merge(change(*parts.values()))


def _write(folder: Path, parts: dict[str, Results]) -> list[str]:
    for name, part in parts.items():
        writer = ResultsWriter(folder / name, part.header)
        for result in part.cells:
            writer.write(result)
        writer.close()
    return [str(folder / name) for name in parts]


def test_the_command_writes_one_file(parts: dict[str, Results], tmp_path: Path) -> None:
    """The file is a results file as any other."""
    output = tmp_path / "results.jsonl"
    assert 0 == main(["merge", *_write(tmp_path, parts), "--output", str(output)])
    assert merge(parts) == read(output)


def test_the_command_writes_nothing_for_parts_that_do_not_fit(
    parts: dict[str, Results], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A shard that is given twice is refused, and the last good file stays."""
    output = tmp_path / "results.jsonl"
    output.write_text("the last good run")
    first, _ = _write(tmp_path, parts)
    assert 2 == main(["merge", first, first, "--output", str(output)])
    assert "token-conformance: duplicate: a part is named twice; name each part once\n" == capsys.readouterr().err
    assert "the last good run" == output.read_text()


def test_each_part_that_cannot_be_read_is_one_line(
    parts: dict[str, Results], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bad part does not hide what is wrong with the others."""
    first, second = _write(tmp_path, parts)
    Path(first).write_text("[" * 100_000)
    Path(second).write_text("")
    missing = str(tmp_path / "none.jsonl")
    assert 2 == main(["merge", first, second, missing, "--output", str(tmp_path / "out")])
    lines = capsys.readouterr().err.splitlines()
    assert [first, second, missing] == [line.removeprefix("token-conformance: ").partition(": ")[0] for line in lines]
