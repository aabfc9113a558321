"""Reading the values of a deviation, each with its own fault and remedy."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from token_conformance.errors import nearest

LONGEST_EFFECT = 110
"""Characters of an effect: more do not fit on a line of a terminal beside the cell."""

NONE_REFUSED: Mapping[str, tuple[str, str]] = {}

Word = TypeVar("Word", bound=StrEnum)

_RULES = re.compile(r"[SCG]\d(\+[SCG]\d)*")


class UnfitError(ValueError):
    """A value that its key cannot have, with the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def text(value: Any) -> str:
    """Read a text of one line."""
    if not isinstance(value, str):
        raise UnfitError(f"is {value!r}, which is no text", "put it in quotes")
    if not value.strip():
        raise UnfitError("is empty", "fill it in")
    if len(value.splitlines()) > 1:
        raise UnfitError("has more than one line", "say it in one")
    return value


def effect(value: Any) -> str:
    """Read what a deviation does to the user."""
    line = text(value)
    if len(line) > LONGEST_EFFECT:
        raise UnfitError(f"has {len(line)} characters", f"say it in {LONGEST_EFFECT} at most")
    return line


def rule(value: Any) -> str:
    """Read the rules that a deviation follows from."""
    name = text(value)
    if not _RULES.fullmatch(name):
        raise UnfitError(f'is "{name}", which names no rule', 'name one such as "S3", or some like "S1+S2"')
    return name


def past_day(value: Any) -> dt.date:
    """Read the day of an observation."""
    if type(value) is not dt.date:
        raise UnfitError(f"is {value!r}, which is no day", "write it like 2025-05-15, without quotes or time")
    if value > dt.datetime.now(dt.UTC).date():
        raise UnfitError(f"is {value}, which is still to come", "give the day of the observation")
    return value


def one_of(words: Iterable[Word], refused: Mapping[str, tuple[str, str]] = NONE_REFUSED) -> Callable[[Any], Word]:
    """Make a reader of some words; `refused` has the fault and the remedy of others that one could expect."""
    by_name = {str(word): word for word in words}

    def read(value: Any) -> Word:
        name = text(value)
        if name in refused:
            raise UnfitError(*refused[name])
        if name not in by_name:
            all_of_them = f"use one of {', '.join(by_name)}"
            raise UnfitError(f'has the unknown value "{name}"', nearest(name, by_name, all_of_them))
        return by_name[name]

    return read
