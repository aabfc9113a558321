"""The results of a requirement as a gate compares them, and which of two is the worse one."""

from enum import StrEnum


class Word(StrEnum):
    """The result of a requirement or of an action within it, worst first."""

    FAIL = "fail"
    NOT_OBSERVED = "not observed"
    EXCUSED = "excused"
    """Not observed, because the product does not have the actions that could show it."""
    WARN = "warn"
    PASS = "pass"  # noqa: S105  # a result, not a password

    @property
    def is_good(self) -> bool:
        """Whether the requirement was seen to be met."""
        return self in {Word.WARN, Word.PASS}


WORDS = {word.value: word for word in Word}
"""Every result by its text."""

_RANKS = {word: rank for rank, word in enumerate(Word)}


class Change(StrEnum):
    """How a result differs from another one, most important first."""

    WORSE = "worse"
    BETTER = "better"
    """It is met now, or met without a warning."""
    CHANGED = "changed"
    """Neither: a failure that is not observed any more may still be there."""


def change(before: Word, after: Word) -> Change | None:
    """How a result differs from the one before; None if it is the same."""
    if after is before:
        return None
    if _RANKS[after] < _RANKS[before]:
        return Change.WORSE
    return Change.BETTER if after.is_good else Change.CHANGED


def worst(*words: Word) -> Word:
    """The worst of some results."""
    return min(words, key=_RANKS.__getitem__)
