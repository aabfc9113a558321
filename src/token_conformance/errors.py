"""The errors that a user can correct: each ends a command with one line, never with a traceback."""

from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


class UserError(Exception):
    """The message is one line that names the file, key or variable, what is wrong with it, and what to do."""

    @property
    def problems(self) -> tuple[str, ...]:
        """Each problem; it is shown as one line."""
        return (str(self),)


class ProblemsError(UserError):
    """All problems of one input at once, each of which is shown as one line."""

    def __init__(self, problems: Iterable[str]) -> None:
        self._problems = tuple(problems)
        super().__init__("\n".join(self._problems))

    @property
    def problems(self) -> tuple[str, ...]:
        """Each problem; it is shown as one line."""
        return self._problems


class BoundError(UserError):
    """What was read is larger, deeper or longer than what is accepted; the message names the bound."""


class ResultsError(UserError):
    """A results file that cannot be read or written."""


class HistoryError(UserError):
    """A history that cannot be read."""


class ReportError(UserError):
    """A report that cannot be created or written."""


class JournalError(UserError):
    """A journal that cannot be read or written."""


class UnsafeWriteError(UserError):
    """A request that was not sent, because it would change something that the suite did not create.

    It is also raised for a request that would create something that the suite cannot delete.
    """


class FaultError(UserError):
    """The description of a fault of the edge that cannot be understood."""


class ObservationError(UserError):
    """A file that is not an observation."""


class CertificateError(UserError):
    """A certificate that cannot be created or read."""


class DocumentError(UserError):
    """An OpenAPI document that cannot be read; the message names the file and the place in it."""


LONGEST_SHOWN = 200
"""The most characters of a wrong text that a message shows."""


def shortened(text: str) -> str:
    """The text as part of a message of one line: without its middle if it is long, with unprintable characters escaped.

    A file from somebody else can have megabytes in one value, and line breaks or escape sequences in a name.
    """
    if len(text) > LONGEST_SHOWN:
        text = f"{text[: LONGEST_SHOWN // 2]} ... {text[-LONGEST_SHOWN // 2 :]}"
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


MOST_PROBLEMS = 20
"""The most problems of a file or a folder that a message lists."""


def first_of(problems: Iterable[object]) -> list[str]:
    """The first problems, one line each, and a last line if there are more. The others are not made."""
    first = [str(problem) for problem in islice(problems, MOST_PROBLEMS + 1)]
    return [*first[:MOST_PROBLEMS], *(["and more problems"] if len(first) > MOST_PROBLEMS else [])]


def nearest(name: str, known: Collection[str], otherwise: str) -> str:
    """Suggest the known name that is most like an unknown one; return `otherwise` if none is like it."""
    matches = get_close_matches(name, known, n=1)
    return f'did you mean "{matches[0]}"?' if matches else otherwise


def one_of(kind: str, known: Mapping[str, T]) -> Callable[[str], T]:
    """Create a reader of one word; for an unknown word it raises UserError with the nearest match."""

    def read(word: str) -> T:
        if word not in known:
            remedy = nearest(word, known, f"use one of {', '.join(known)}")
            raise UserError(f"unknown {kind} {word!r}; {remedy}")
        return known[word]

    return read
