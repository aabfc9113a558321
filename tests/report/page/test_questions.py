"""The questions of the page."""

import pytest

from token_conformance.report.page.questions import QUESTIONS, Question


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title)
def test_every_answer_rests_on_evidence(question: Question) -> None:
    """Each rule and each part of a note is one statement with a grade."""
    bases = list(question.bases)
    assert len(question.rules) + len(question.notes) == len(bases)
    assert all(basis.evidence.grade and basis.evidence.source for basis in bases)


def test_words_are_in_lower_case_and_have_no_comma() -> None:
    """The page compares them with a text in lower case, and divides them at commas."""
    words = [word for question in QUESTIONS for word in question.words]
    assert [word.lower() for word in words] == words
    assert not any("," in word for word in words)
