"""What a run showed is taken from the findings, and by action from the checks that they are made of."""

from dataclasses import replace

import pytest

from token_conformance.certify.gate.seen import Part, Seen, seen_of
from token_conformance.certify.gate.word import Word
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.judgement import Judgement
from token_conformance.certify.requirements.result import Check, Finding, Result

CHECKS = [
    Check("a", Result.PASS, "search"),
    Check("a", Result.WARN, "whoami", "printed too much"),
    Check("b", Result.FAIL, "search", "failed"),
    Check("c", Result.FAIL, "search", "failed again"),
    Check("c", Result.PASS, ""),
    Check("d", Result.PASS, "get-issue"),
    Check("d", Result.NOT_OBSERVED, "get-issue", "was not served by the model"),
    Check("d", Result.NOT_OBSERVED, "get-page", "was not served by the model"),
]


@pytest.fixture(autouse=True)
def _checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """T7 is judged by these checks."""
    monkeypatch.setitem(REQUIREMENTS, "T7", replace(REQUIREMENTS["T7"], checks=lambda _: CHECKS))


def judgement(result: Result, *excused: str) -> Judgement:
    """A judgement of T7 alone."""
    return Judgement((Finding("T7", result, "So it was."),), excused, None)


def test_the_worst_result_of_an_action_counts() -> None:
    """With the first sentence of it; what is not an action is not a part."""
    parts = {
        "search": Part(Word.FAIL, "`search` failed."),
        "whoami": Part(Word.WARN, "`whoami` printed too much."),
        "get-issue": Part(Word.PASS),
    }
    assert {"T7": Seen(Word.FAIL, "So it was.", parts)} == seen_of(judgement(Result.FAIL), {})


@pytest.mark.parametrize(("excused", "word"), [((), Word.NOT_OBSERVED), (("T7",), Word.EXCUSED)])
def test_what_is_not_observed_has_no_parts(excused: tuple[str, ...], word: Word) -> None:
    """What was excused is told apart from the rest."""
    assert {"T7": Seen(word, "So it was.")} == seen_of(judgement(Result.NOT_OBSERVED, *excused), {})
