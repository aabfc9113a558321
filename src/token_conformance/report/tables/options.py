"""The options that select what a table shows, on the command line and in the markers of documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from token_conformance.errors import one_of
from token_conformance.model.cell import EVERY_COLUMN, Product
from token_conformance.model.outcome import Outcome
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.words import split


class Kind(StrEnum):
    """The kind of value that an option takes."""

    CHOICE = "choice"
    """One word."""

    WORDS = "words"
    """Words separated by commas; the option may be repeated."""

    FILES = "files"
    """The path of a file; the option may be repeated."""

    SWITCH = "switch"
    """No value."""


def _commas(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


@dataclass(frozen=True)
class Option:
    """An option: `--name` on the command line; in a marker, `name=value`, or `name` for a switch."""

    name: str
    kind: Kind
    help: str
    metavar: str = ""
    choices: Mapping[str, Any] | None = None
    """The value of each word; None if any word is allowed here, because only the results know which exist."""

    split: Callable[[str], list[str]] = _commas
    """How several words in one value are divided."""

    @property
    def default(self) -> Any:
        """The value of the option if it is absent."""
        return {Kind.CHOICE: None, Kind.WORDS: [], Kind.FILES: [], Kind.SWITCH: False}[self.kind]

    def read(self, text: str) -> Any:
        """Read the value, or the list of values, from a text; raises UserError for an unknown word."""
        if self.kind is Kind.FILES:
            return [Path(text)]
        if self.kind is Kind.WORDS:
            return list(map(self._read_word, self.split(text)))
        return self._read_word(text)

    def _read_word(self, word: str) -> Any:
        return word if self.choices is None else one_of(self.name, self.choices)(word)


NAMED = "endpoint"
"""The option for what is named by itself too, without the name of the option."""

OPTIONS = (
    Option("format", Kind.CHOICE, f"one of {', '.join(FORMATS)}", "F", {name: name for name in FORMATS}),
    Option(NAMED, Kind.WORDS, "only this operation, URL or endpoint id, as CALL; repeatable", "CALL", None, split),
    Option("from", Kind.FILES, "what a file names, one a line; what follows a # is a comment", "FILE"),
    Option("product", Kind.WORDS, "only endpoints of this product", "P", {word.value: word for word in Product}),
    Option(
        "outcome",
        Kind.WORDS,
        "only cells with this outcome, for example hidden",
        "O",
        {word.value: word for word in Outcome},
    ),
    Option(
        "column",
        Kind.WORDS,
        "only this column, for example scoped-site (default: those of the matrix)",
        "C",
        {f"{credential}-{form}": (credential, form) for credential, form in EVERY_COLUMN},
    ),
    Option("full", Kind.SWITCH, "one row per cell, with its effect and evidence"),
    Option("scopes", Kind.SWITCH, "add columns with the scopes that a scoped token needs"),
    Option("legend", Kind.SWITCH, "explain every word and rule of the table below it"),
)
