"""Bounds on what is read and unpacked."""

import gzip
import os
import zlib

import pytest

from token_conformance.errors import BoundError
from token_conformance.model.bounds import MEGABYTE, check, inflate, inflate_one, is_nested_within


def test_a_count_at_the_bound_is_accepted() -> None:
    """The bound itself is allowed."""
    check(1000, 1000, "x.zip", "entries")


def test_a_count_over_the_bound_is_refused() -> None:
    """One more is refused with a line that names thing, bound and unit."""
    with pytest.raises(BoundError) as error:
        check(1001, 1000, "x.zip", "entries")
    assert "x.zip: has more than 1,000 entries, which is the most that is read" == str(error.value)


def test_compressed_data_of_the_bound_is_decompressed() -> None:
    """Data of exactly the most bytes comes back whole, whatever number of steps it takes."""
    data = os.urandom(3 * MEGABYTE + 7)
    assert data == inflate(gzip.compress(data, 1), len(data), "body")


def test_members_that_follow_each_other_are_decompressed_together() -> None:
    """A gzip file may have several members."""
    assert b"ab" == inflate(gzip.compress(b"a") + gzip.compress(b"b"), 2, "body")


def test_the_members_are_counted_together() -> None:
    """The bound holds for the sum of the members."""
    with pytest.raises(BoundError):
        inflate(gzip.compress(b"a") + gzip.compress(b"b"), 1, "body")


def test_no_data_is_decompressed_to_none() -> None:
    """An empty body needs no decompression."""
    assert b"" == inflate(b"", 0, "body")


def test_more_decompressed_data_is_refused() -> None:
    """One byte more is refused with a line that says that it is the decompressed size."""
    with pytest.raises(BoundError) as error:
        inflate(gzip.compress(b"123456"), 5, "body")
    assert "body: has more than 5 bytes when it is decompressed, which is the most that is read" == str(error.value)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """What is above the bound is not kept."""
    step = zlib.compressobj(1, zlib.DEFLATED, 31)
    bomb = b"".join(step.compress(bytes(MEGABYTE)) for _ in range(16)) + step.flush()
    with pytest.raises(BoundError, match=r"^bomb: has more than 2,097,152 bytes when it is decompressed"):
        inflate(bomb, 2 * MEGABYTE, "bomb")


@pytest.mark.parametrize("cut", [1, 5, 9, 12, 20])
def test_data_that_is_cut_is_refused(cut: int) -> None:
    """Data that ends too early is damaged, wherever it is cut."""
    with pytest.raises(zlib.error) as error:
        inflate(gzip.compress(b"12345")[:cut], 5, "body")
    assert "the compressed data ends too early" == str(error.value)


def test_damaged_data_is_refused() -> None:
    """Data that is not compressed is damaged."""
    with pytest.raises(zlib.error):
        inflate(b"no gzip at all", 5, "body")


def test_a_raw_stream_is_decompressed() -> None:
    """`wbits` chooses the format."""
    step = zlib.compressobj(9, zlib.DEFLATED, -15)
    assert b"12345" == inflate(step.compress(b"12345") + step.flush(), 5, "entry", wbits=-15)


def test_one_stream_is_counted_part_by_part() -> None:
    """No part has more than a megabyte, so that whoever counts can stop before much is kept; the rest is returned."""
    counts: list[int] = []
    plain = bytes(2 * MEGABYTE + 1)
    assert (plain, b"rest") == inflate_one(zlib.compress(plain) + b"rest", zlib.MAX_WBITS, counts.append)
    assert MEGABYTE == max(counts)
    assert len(plain) == sum(counts)


def test_data_behind_a_raw_stream_is_refused() -> None:
    """Only members of gzip may follow each other."""
    step = zlib.compressobj(9, zlib.DEFLATED, -15)
    with pytest.raises(zlib.error) as error:
        inflate(step.compress(b"12345") + step.flush() + b"x", 50, "entry", wbits=-15)
    assert "other data follows the compressed data" == str(error.value)


@pytest.mark.parametrize(
    ("value", "deepest"),
    [("x", 0), ([], 1), ({"a": 1}, 1), ([1, [2]], 2), ({"a": [{}], "b": []}, 3), ([[], {"a": 1}], 2)],
)
def test_the_depth_of_nesting_is_counted(value: object, deepest: int) -> None:
    """A value is within its own depth and not within one less."""
    assert (True, False) == (is_nested_within(value, deepest), is_nested_within(value, deepest - 1) and deepest > 0)
