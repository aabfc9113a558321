"""The words for an answer that is not recorded: what it is, and what it follows from."""

from collections.abc import Iterable

from token_conformance.calls.named import FAMILY
from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.families import families
from token_conformance.catalogue.four_answers import OBSERVED, Grounded
from token_conformance.catalogue.rules import rules
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome
from token_conformance.report.evidence import GRADE_MEANINGS
from token_conformance.report.legend import MEANINGS, outcome_label

_WORKS = outcome_label(Outcome.WORKS)
_FAILS, _REMOVED, _FOR_APPS, _UNKNOWN = "✗ fails", "✗ removed", "✗ for apps only", "? unknown"
_BY_RULE = {"R1": _REMOVED, "R2": _FOR_APPS}

_WORD_MEANINGS = {
    _WORKS: MEANINGS[Outcome.WORKS],
    _FAILS: "it is refused, or it looks like success without the expected content",
    _REMOVED: "Atlassian has removed the operation",
    _FOR_APPS: "the operation is not for API tokens",
    _UNKNOWN: "nobody has published it, or sources contradict each other",
}


def inferred_label(one: Grounded) -> str:
    """The label of an answer, with what it was inferred from: `✓ works (inferred, S1)`."""
    known = _known_by(one)
    return f"{_word(one)} ({known})" if known else _word(one)


def evidence_texts(one: Grounded) -> tuple[str, str, str, str]:
    """The reason, grade, date and source of an answer; what follows from a rule has the grade inferred."""
    known = one.answer.evidence
    if one.ground in {OBSERVED, ""}:
        return one.answer.reason, known.grade, known.date, known.source
    source = known.source if known.source.startswith("rule ") else f"{_source_of(one.ground)}: {known.source}"
    return one.answer.reason, Grade.INFERRED, known.date, source


def inferred_meanings(answers: Iterable[Grounded]) -> dict[str, str]:
    """The meanings of the words and grounds that occur in the labels of these answers."""
    shown = list(answers)
    words = {_word(one) for one in shown}
    meanings = {word: meaning for word, meaning in _WORD_MEANINGS.items() if word in words}
    grounds = {known: one for one in shown if (known := _known_by(one))}
    return meanings | {known: _ground_meaning(grounds[known]) for known in sorted(grounds)}


def _word(one: Grounded) -> str:
    if one.answer.says is Says.UNKNOWN:
        return _UNKNOWN
    return _WORKS if one.answer.says is Says.YES else _BY_RULE.get(one.ground, _FAILS)


def _known_by(one: Grounded) -> str:
    """How an answer is known, in the brackets of its label; empty if it is unknown."""
    if not one.ground:
        return ""
    return f"observed, {one.answer.evidence.grade}" if one.ground == OBSERVED else f"inferred, {one.ground}"


def _ground_meaning(one: Grounded) -> str:
    if one.ground == OBSERVED:
        return f"not recorded here, but published: {GRADE_MEANINGS[Grade(one.answer.evidence.grade)]}"
    if one.ground in rules():
        return f"not recorded; it follows from rule {one.ground}: {rules()[one.ground].sentence}"
    id_ = one.ground.removeprefix(f"{FAMILY} ")
    title = next(family.title for family in families() if family.id == id_)
    return f"not recorded; it is what is known of the base of the family {title}"


def _source_of(ground: str) -> str:
    return f"rule {ground}" if ground in rules() else ground
