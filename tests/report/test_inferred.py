"""What is not recorded is never shown as if it were: each label names its rule, and what nobody knows is unknown."""

import datetime as dt

import pytest

from token_conformance.calls.call import read_call
from token_conformance.calls.named import named, of_operation
from token_conformance.catalogue.answer import Answer, Basis, Says
from token_conformance.catalogue.four_answers import OBSERVED, Grounded
from token_conformance.catalogue.known import every_operation
from token_conformance.catalogue.operations import family_operations
from token_conformance.model.grade import Evidence
from token_conformance.report.inferred import evidence_texts, inferred_label, inferred_meanings

TODAY = dt.date(2026, 11, 28)
ANSWER = Answer(
    says=Says.YES, reason="Because.", bases=(Basis("It is let in.", Evidence("reported", "2026-07-01", "a page", "")),)
)


def grounded(says: Says, ground: str) -> Grounded:
    """An answer with a ground."""
    return Grounded(Answer(says=says, reason=ANSWER.reason, bases=ANSWER.bases), ground)


@pytest.mark.parametrize(
    ("says", "ground", "label"),
    [
        (Says.YES, "S1", "✓ works (inferred, S1)"),
        (Says.YES, "base of jsm-ops", "✓ works (inferred, base of jsm-ops)"),
        (Says.YES, OBSERVED, "✓ works (observed, reported)"),
        (Says.NO, "S3", "✗ fails (inferred, S3)"),
        (Says.NO, "R1", "✗ removed (inferred, R1)"),
        (Says.NO, "R2", "✗ for apps only (inferred, R2)"),
        (Says.UNKNOWN, "", "? unknown"),
    ],
)
def test_a_label_says_what_it_follows_from(says: Says, ground: str, label: str) -> None:
    """Without a rule and without an observation nothing is known, and every part of a label has a meaning."""
    one = grounded(says, ground)
    assert label == inferred_label(one)
    word, _, known = label.partition(" (")
    assert [word, *([known[:-1]] if known else [])] == list(inferred_meanings([one]))


@pytest.mark.parametrize(
    ("ground", "grade", "source"),
    [
        ("S1", "inferred", "rule S1: a page"),
        ("base of jsm-ops", "inferred", "base of jsm-ops: a page"),
        (OBSERVED, "reported", "a page"),
    ],
)
def test_what_follows_from_a_rule_is_inferred_whatever_the_grade_of_the_rule(
    ground: str, grade: str, source: str
) -> None:
    """Only an observation of this call keeps its own grade."""
    assert ("Because.", grade, "2026-07-01", source) == evidence_texts(grounded(Says.YES, ground))


@pytest.mark.slow
def test_no_operation_works_without_its_ground() -> None:
    """Every operation and base has a row, and what works there is inferred by a rule, or was observed."""
    rows = [of_operation(operation, TODAY) for operation in every_operation().values()]
    rows += [row for name in list(family_operations().operations)[::8] for row in named(read_call(name), TODAY)]
    for one in (one for row in rows for one in row.answers.values()):
        label = inferred_label(one)
        assert label == "? unknown" or " (inferred, " in label or " (observed, " in label
        assert (label == "? unknown") == (one.answer.says is Says.UNKNOWN)
        assert ("works" in label) == (one.answer.says is Says.YES)
