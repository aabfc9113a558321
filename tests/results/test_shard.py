"""Shards of a run."""

from itertools import chain

import pytest

from token_conformance.model.cell import Endpoint, Product
from token_conformance.results.shard import Shard


def _run(*cells: int) -> list[Endpoint]:
    """The endpoint of each cell of a run, whose endpoints have so many cells."""
    found = (Endpoint(Product.JIRA_PLATFORM, f"e{9 - i}", "GET /rest/api/3/myself") for i in range(len(cells)))
    return [endpoint for endpoint, count in zip(found, cells, strict=True) for _ in range(count)]


def _cells(run: list[Endpoint], total: int) -> list[int]:
    """How many cells each shard has."""
    parts = [Shard(index, total).select(run) for index in range(1, total + 1)]
    return [sum(endpoint in part for endpoint in run) for part in parts]


@pytest.mark.parametrize("total", [1, 2, 3, 9, 10, 11, 1_000])
def test_the_shards_are_the_run_in_its_order(total: int) -> None:
    """Each endpoint is in exactly one shard, and the cells of the shards one after the other are those of the run."""
    run = _run(8, 8, 2, 1, 8, 8, 3, 8, 8, 1)
    parts = [Shard(index, total).select(run) for index in range(1, total + 1)]
    assert run == list(chain.from_iterable([each for each in run if each in part] for part in parts))


@pytest.mark.parametrize(
    ("cells", "of_shards"),
    [
        ((8,) * 10, [24, 16, 24, 16]),
        ((8, 2, 8, 2, 8, 2, 8, 2), [10, 10, 10, 10]),
        ((8, 8, 8, 2), [8, 8, 8, 2]),
        ((2, 8, 8, 8), [2, 8, 8, 8]),
        ((100, 1, 1, 1), [100, 1, 1, 1]),
        ((1, 1, 1, 100), [1, 1, 1, 100]),
        ((1, 1, 1, 1, 1, 100), [3, 1, 1, 100]),
        ((8, 8), [8, 8, 0, 0]),
        ((), [0, 0, 0, 0]),
    ],
)
def test_shards_have_about_as_many_cells(cells: tuple[int, ...], of_shards: list[int]) -> None:
    """No endpoint is divided, and no shard is without one unless there are fewer endpoints."""
    assert of_shards == _cells(_run(*cells), 4)


@pytest.mark.parametrize(
    ("cells", "of_shards"),
    [((2, 2, 6, 1, 1), [4, 8]), ((2, 2, 3, 1, 1, 1), [4, 6]), ((2, 2, 1, 1), [4, 2]), ((1, 1, 8, 1, 1), [10, 2])],
)
def test_a_shard_ends_where_it_is_nearest_to_its_part(cells: tuple[int, ...], of_shards: list[int]) -> None:
    """Before or after the endpoint in which its part ends; after it where both are as near."""
    assert of_shards == _cells(_run(*cells), 2)


def test_a_shard_is_no_longer_than_the_next_shards_need() -> None:
    """A huge endpoint takes the parts of others, but each has an endpoint."""
    assert [100, 1, 2] == _cells(_run(100, 1, 1, 1), 3)


def test_the_last_shard_is_one() -> None:
    """The index of a shard goes up to their number."""
    assert (Shard(4, 4), Shard(1, 1)) == (Shard.parse("4/4"), Shard.parse("1/1"))


def test_the_cells_of_an_endpoint_need_not_be_neighbours() -> None:
    """It is where its first cell is."""
    run = _run(2, 2)
    assert {run[0]} == Shard(1, 2).select([run[0], run[2], run[0], run[2]])


@pytest.mark.parametrize(
    "text", ["0/2", "3/2", "1", "a/b", "1/0", "-1/2", "", "1/1234567890", "1/" + "9" * 5_000, "1" * 10 + "/2"]
)
def test_a_text_that_is_not_a_shard_is_refused(text: str) -> None:
    """The message shows how a shard is written."""
    with pytest.raises(ValueError, match=r"^'.*is not a shard; write for example 1/4 for the first of four$"):
        Shard.parse(text)


def test_a_run_has_at_most_1_000_shards() -> None:
    """All of them are listed if they are missing."""
    assert Shard(1, 1_000) == Shard.parse("1/1000")
    with pytest.raises(ValueError, match=r"^'1/1001' has more than 1,000 shards, which is the most$"):
        Shard.parse("1/1001")
