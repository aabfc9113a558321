"""The results of a requirement, and the levels that an integration can reach by them."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How far a product takes API tokens of both kinds, lowest first."""

    CORE = "Core"
    """It works with scoped API tokens."""

    AUTO = "Auto"
    """Its user need not know which kind the token is of."""

    PLUS = "Plus"
    """It also says what went wrong, and is careful with what it sends, shows and repeats."""


def reached(blocked: Collection[Level]) -> Level | None:
    """The highest level, where some are held up by a requirement of their own; None where Core is."""
    highest = None
    for level in Level:
        if level in blocked:
            break
        highest = level
    return highest


class Result(StrEnum):
    """The four results of a requirement; only `pass` and `warn` count towards a level."""

    PASS = "pass"  # noqa: S105  # a result, no password
    WARN = "warn"
    FAIL = "fail"
    NOT_OBSERVED = "not observed"


@dataclass(frozen=True)
class Finding:
    """One requirement's result. `sentence` says what was seen and, unless it passed, what to change or to try.

    `scenarios` are the ids of the observations that it rests on.
    """

    requirement: str
    result: Result
    sentence: str
    scenarios: tuple[str, ...] = ()
