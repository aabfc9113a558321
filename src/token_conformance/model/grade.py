"""The evidence of a statement about Atlassian, and its grades."""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How a statement about Atlassian is known, strongest first; an `inferred` one follows from a rule."""

    DOCUMENTED = "documented"
    RECORDED = "recorded"
    REPORTED = "reported"
    CLAIMED = "claimed"
    INFERRED = "inferred"


@dataclass(frozen=True)
class Evidence:
    """How a statement is known: its grade, date and source, and the URL of the source; date and URL may be empty.

    The grade is a `Grade`, or `unknown` where nothing was found.
    """

    grade: str
    date: str
    source: str
    url: str

    @property
    def day(self) -> dt.date | None:
        """The day of an observation; None if only its year or month is known, or nothing."""
        with suppress(ValueError):
            return dt.date.fromisoformat(self.date)
        return None
