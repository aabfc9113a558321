"""What a user did or has that does not go: every such error ends in one line, never in a traceback."""

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import TypeVar

T = TypeVar("T")


class UserError(Exception):
    """The message is one line that names the file, key or variable, what is wrong with it, and what to do."""


class ResultsError(UserError):
    """A results file that cannot be read or written."""


class HistoryError(UserError):
    """A history that cannot be read."""


class ReportError(UserError):
    """A report that cannot be made or written."""


class JournalError(UserError):
    """A journal that cannot be read or written."""


class UnsafeWriteError(UserError):
    """A request that was not sent, for it would change what the suite did not make, or make what it cannot delete."""


class FaultError(UserError):
    """A fault of the edge that was asked for in words that have no meaning."""


class ObservationError(UserError):
    """A file that does not hold an observation."""


class CertificateError(UserError):
    """A certificate that cannot be made or read."""


def nearest(name: str, known: Collection[str], otherwise: str) -> str:
    """Suggest the known name that is most like an unknown one, or else say what is given."""
    matches = get_close_matches(name, known, n=1)
    return f'did you mean "{matches[0]}"?' if matches else otherwise


def one_of(kind: str, known: Mapping[str, T]) -> Callable[[str], T]:
    """Make a reader of one word, which raises UserError with the nearest match for a word that does not exist."""

    def read(word: str) -> T:
        if word not in known:
            remedy = nearest(word, known, f"use one of {', '.join(known)}")
            raise UserError(f"{word!r} is no {kind}; {remedy}")
        return known[word]

    return read
