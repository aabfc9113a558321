"""Rows that agree give one answer, a yes and a no contradict each other, and conditional rows decide nothing."""

import pytest

from token_conformance.catalogue.answer import Row, Says, by_rule, rule_basis, stated, weigh
from token_conformance.model.grade import Evidence, Grade


def row(answer: str, grade: str, *, is_conditional: bool = False) -> Row:
    """A row whose text says what it is."""
    return Row(answer, f"{answer} {grade}", Evidence(grade, "", "somebody", ""), is_conditional)


@pytest.mark.parametrize(
    ("rows", "says", "reason"),
    [
        ([row("works", "claimed")], Says.YES, "works claimed"),
        ([row("works", "claimed"), row("works", "documented")], Says.YES, "works documented"),
        ([row("forbidden", "reported"), row("anonymous", "recorded")], Says.NO, "anonymous recorded"),
        ([row("works", "documented"), row("refused", "claimed")], Says.UNKNOWN, "The sources contradict each other."),
        ([row("contradicted", "reported")], Says.UNKNOWN, "The sources contradict each other."),
        ([row("works", "documented"), row("works-partly", "claimed")], Says.YES, "works documented"),
        ([row("works", "claimed"), row("works-partly", "reported")], Says.UNKNOWN, "works-partly reported"),
        ([row("unknown", "unknown")], Says.UNKNOWN, "unknown unknown"),
        ([row("unknown", "inferred"), row("refused", "unknown")], Says.NO, "refused unknown"),
        ([row("works", "documented"), row("refused", "recorded", is_conditional=True)], Says.YES, "works documented"),
    ],
)
def test_rows_are_weighed(rows: list[Row], says: Says, reason: str) -> None:
    """The best grade gives the reason."""
    answer = weigh(rows)
    assert answer
    assert (says, reason) == (answer.says, answer.reason)
    assert {one.basis for one in rows} == {*answer.bases, *answer.notes}


def test_both_sides_of_a_contradiction_come_first() -> None:
    """A text that shows two statements shows both sides."""
    answer = weigh([row("works", "documented"), row("works", "recorded"), row("refused", "claimed")])
    assert answer
    assert ["works documented", "refused claimed", "works recorded"] == [basis.text for basis in answer.bases]


def test_a_condition_alone_is_no_answer() -> None:
    """Nothing is known of the other calls."""
    assert weigh([]) is None
    assert weigh([row("refused", "recorded", is_conditional=True)]) is None


def test_what_follows_from_a_rule_is_inferred() -> None:
    """What the rule itself states has its own grade."""
    answer = by_rule(Says.NO, "Because.", "S3", "S1")
    assert ["S3", "S1"] == [basis.rule for basis in answer.bases]
    assert (Grade.INFERRED, True) == (answer.evidence.grade, answer.evidence.source.startswith("rule S3: "))
    assert Grade.DOCUMENTED == stated("tenant-info").evidence.grade
    assert Grade.INFERRED == rule_basis("tenant-info").evidence.grade
