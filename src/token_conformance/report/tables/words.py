"""What a user names for a table: operations, URLs and endpoint ids, from the command line, a marker or a file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from token_conformance.catalogue.answer_credential import ANY_METHOD, METHODS
from token_conformance.errors import ReportError
from token_conformance.model.text_file import read_text

_COMMA = re.compile(rf",(?=\s*(?:,|\Z|(?:{ANY_METHOD})\s|https?://|/|[\w.-]+/))", re.IGNORECASE)
"""A comma before something that can be named; those in the query of a URL are followed by something else."""

_COMMENT = re.compile(r"(?:^|\s)#.*")
_EXAMPLE = "GET /rest/api/3/myself"


@dataclass(frozen=True)
class Word:
    """One name, and the line of the file that it is in, if it is in one."""

    text: str
    where: str = ""

    def refused(self, error: Exception) -> ReportError:
        """The error that names the line, if there is one."""
        return ReportError(f"{self.where}: {error}" if self.where else str(error))


def split(text: str) -> list[str]:
    """The names in a text that are divided by commas; of a text without a name, one that is empty."""
    return [part.strip() for part in _COMMA.split(text) if part.strip()] or [""]


def joined(words: Iterable[str]) -> list[str]:
    """The names of a command line, where a method without quotes is a word before its path."""
    names: list[str] = []
    for word in words:
        if names and names[-1].upper() in METHODS:
            names[-1] += f" {word}"
        else:
            names.append(word)
    return names


def read_words(path: Path) -> list[Word]:
    """The names in a file, one a line; raises ReportError if there is none."""
    text = read_text(path, f"name a text file with one operation a line, such as {_EXAMPLE}", ReportError)
    words = list(_words(path, text))
    if not words:
        raise ReportError(f"{path}: names nothing; write one operation a line, such as {_EXAMPLE}")
    return words


def _words(path: Path, text: str) -> Iterator[Word]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if name := _COMMENT.sub("", line).strip():
            yield Word(name, f"{path}:{number}")
