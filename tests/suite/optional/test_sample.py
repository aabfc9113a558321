"""A sample of all published calls."""

from collections import Counter

import pytest

from token_conformance.catalogue.callers.every_call import calls_by_api
from token_conformance.exchange.reads import only_reads
from token_conformance.suite.optional.sample import Chosen, Sample, chosen

OPERATIONS = {one.name: one for operations in calls_by_api().values() for one in operations}


def test_a_sample_has_as_many_calls_as_asked_for_spread_over_the_apis() -> None:
    """Each API in turn, also a small one."""
    names = Sample(50).of(calls_by_api())
    by_api = Counter(OPERATIONS[name].api for name in names)
    assert (50, set(calls_by_api())) == (len(names), set(by_api))
    assert 1 >= max(by_api.values()) - min(by_api.values())


def test_the_same_seed_chooses_the_same_calls_and_another_one_others() -> None:
    """A sample can be run again."""
    assert Sample(50).of(calls_by_api()) == Sample(50, 1).of(calls_by_api())
    assert Sample(50).of(calls_by_api()) != Sample(50, 2).of(calls_by_api())


def test_a_larger_sample_has_the_calls_of_a_smaller_one() -> None:
    """Its recordings can be used again."""
    assert Sample(9).of(calls_by_api()) < Sample(50).of(calls_by_api())


def test_a_sample_of_more_calls_than_there_are_has_all() -> None:
    """It ends."""
    assert set(OPERATIONS) == Sample(1_000_000).of(calls_by_api())


def test_without_a_sample_every_call_is_run() -> None:
    """And nothing is said about it."""
    every = chosen(None, reads_only=False)
    assert Chosen(None, None) == every
    assert all(map(every.has, OPERATIONS.values()))


@pytest.mark.parametrize("sample", [None, Sample(50)])
def test_a_live_tenant_is_asked_no_more_than_to_read(sample: Sample | None) -> None:
    """What is left out is counted."""
    found = chosen(sample, reads_only=True)
    assert found.names
    assert all(map(only_reads, found.names))
    writes = sum(not only_reads(name) for name in OPERATIONS)
    assert f"{len(found.names):,} of {len(OPERATIONS):,} calls" in (found.words or "")
    assert f"; the {writes:,} that write are never sent to a live tenant" in (found.words or "")


def test_the_words_of_a_sample_name_its_seed() -> None:
    """By which it is made again."""
    assert f"50 of {len(OPERATIONS):,} calls, seed 7" == chosen(Sample(50, 7), reads_only=False).words
