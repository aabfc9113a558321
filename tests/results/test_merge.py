"""Merging the shards of a run."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from token_conformance.cli import main
from token_conformance.errors import ResultsError
from token_conformance.results.file import Header, Results, read
from token_conformance.results.merge import merge
from token_conformance.results.record import CellResult
from token_conformance.results.writer import ResultsWriter


@pytest.fixture
def parts(cell: Callable[..., CellResult], results: Callable[..., Results]) -> dict[str, Results]:
    """Two shards of one run."""
    shards = {"1/2": results(cell()), "2/2": results(cell("confluence/get-page/scoped-site"))}
    return {
        f"part{shard[0]}.jsonl": replace(part, header=replace(part.header, shard=shard))
        for shard, part in shards.items()
    }


def test_shards_are_merged_to_a_whole_run(parts: dict[str, Results]) -> None:
    """The merged run has neither shard nor commit, and the cells in the order of the shards."""
    given = {name: _with(part, commit="1f", site_label="emea") for name, part in parts.items()}
    merged = merge(dict(reversed(given.items())))
    assert Header(suite="0.1.0", target="cassettes", site_label="emea") == merged.header
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
        (
            lambda one, two: {"a": one, "b": _with(two, target="live", site_label="emea", commit="1f")},
            "b: inconsistent: target live, commit 1f, site label emea, but a has .*; compare sites with --by-label",
        ),
        (
            lambda one, two: {"a": _with(one, sample="1 of 2"), "b": two},
            "b: inconsistent: sample none, but a has sample 1 of 2",
        ),
        (lambda one, two: {"a": one, "b": one, "c": two}, "duplicate: shard 1/2 is given 2 times"),
        (lambda one, two: {"a": one, "b": _with(two, shard=None)}, "b: is a whole run, not a shard"),
        (lambda one, two: {"a": one, "b": _with(two, shard="2/3")}, r"a, b: inconsistent: shards of \[2, 3\]"),
        (
            lambda one, two: {"a": one, "b": _with(two, shard="x")},
            "b: the shard in its header is wrong: 'x' is not a shard",
        ),
        (
            lambda one, two: {"a": one, "b": _with(two, suite="0.0.9")},
            "b: inconsistent: suite 0.0.9, but a has suite 0.1.0; merge shards of one run",
        ),
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
    assert f"token-conformance: {first}: is named twice; name each part once\n" == capsys.readouterr().err
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
