"""The order of results, and what a change between two of them is."""

from itertools import product

import pytest

from token_conformance.certify.gate.word import Change, Word, change, worst
from token_conformance.certify.requirements.result import Result


def test_every_result_of_a_requirement_is_a_word() -> None:
    """A new result is thought of here too."""
    assert {result.value for result in Result} | {"excused"} == {word.value for word in Word}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("pass", "pass", None),
        ("pass", "warn", Change.WORSE),
        ("pass", "excused", Change.WORSE),
        ("pass", "not observed", Change.WORSE),
        ("pass", "fail", Change.WORSE),
        ("excused", "not observed", Change.WORSE),
        ("not observed", "fail", Change.WORSE),
        ("warn", "pass", Change.BETTER),
        ("fail", "warn", Change.BETTER),
        ("not observed", "pass", Change.BETTER),
        ("fail", "not observed", Change.CHANGED),
        ("fail", "excused", Change.CHANGED),
        ("not observed", "excused", Change.CHANGED),
    ],
)
def test_a_change_is_worse_better_or_neither(before: str, after: str, expected: Change | None) -> None:
    """Less that is known to be good is worse; a failure that is only not seen any more is not better."""
    assert expected is change(Word(before), Word(after))


def test_a_change_and_its_reverse_are_never_both_good() -> None:
    """There is no way around the gate by two changes: one of them is worse."""
    pairs = [(before, after) for before, after in product(Word, Word) if before is not after]
    assert all(Change.WORSE in {change(before, after), change(after, before)} for before, after in pairs)


def test_the_worst_is_the_most_serious_one() -> None:
    """The order of the words is from the worst to the best."""
    assert [Word.FAIL, Word.WARN] == [worst(Word.PASS, Word.FAIL, Word.EXCUSED), worst(Word.PASS, Word.WARN)]
