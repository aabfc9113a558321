"""The levels that an integration can reach, each of which includes those before it."""

from collections.abc import Collection
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
