"""The kinds of credential that people hold in mistake for an API token, which are in `credentials.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from token_conformance.catalogue.statement import Statement, evidence_of, statement
from token_conformance.model.grade import Evidence
from token_conformance.model.on_demand import OnDemand, tables_of

_SCHEME = re.compile(r"[A-Z]\w+")
"""The scheme at the start of an entry of `schemes`; what is for git alone starts with another word."""


@dataclass(frozen=True, kw_only=True)
class PlaceAnswer:
    """What a kind of credential gets at a place, such as `site-jira`.

    The places stand at the top of `credentials.toml`. `scheme` is the scheme of `Authorization` that the row is about,
    or empty. Rows of one place and scheme that differ are a contradiction. Grade `unknown` means: nothing was found.
    """

    place: str
    answer: str
    evidence: Evidence
    scheme: str = ""
    request: str = ""
    status: int | None = None
    headers: str = ""
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class CredentialKind:
    """One kind of credential: its names, its shape with the evidence of it, and what it gets where.

    `pattern` is a regular expression for the whole text of such a credential, or empty if the text does not tell the
    kind; several kinds may have the same one. `schemes` has the usual scheme first, each with words that explain it.
    """

    id: str
    title: str
    prefix: str
    shape: Statement
    schemes: tuple[str, ...]
    answers: tuple[PlaceAnswer, ...]
    pattern: str = ""
    also_called: tuple[str, ...] = ()
    scopes: str = ""
    made_at: str = ""
    mistaken_for: str = ""
    notes: tuple[Statement, ...] = ()

    def at(self, place: str) -> tuple[PlaceAnswer, ...]:
        """All that is known of it at a place."""
        return tuple(one for one in self.answers if one.place == place)

    def sent_as(self, scheme: str, place: str) -> tuple[PlaceAnswer, ...]:
        """What is known of it at a place with a scheme: the rows of the scheme, and of the usual one those of none."""
        named = {scheme, ""} if scheme == self.scheme_words[0] else {scheme}
        return tuple(one for one in self.at(place) if one.scheme in named)

    @property
    def deprecation(self) -> tuple[Statement, ...]:
        """What is published on the end of the kind."""
        return tuple(note for note in self.notes if "deprecat" in note.text)

    @cached_property
    def scheme_words(self) -> tuple[str, ...]:
        """The schemes of `Authorization` that it is sent with, the usual one first, and then those of its answers."""
        usual = [word.group() for word in map(_SCHEME.match, self.schemes) if word]
        return tuple(dict.fromkeys([*usual, *filter(None, (one.scheme for one in self.answers))]))


@cache
def credential_kinds() -> Mapping[str, CredentialKind]:
    """Every kind by its id, such as `service-account`."""
    text = files(__package__).joinpath("credentials.toml").read_text(encoding="utf-8")
    return OnDemand({_id(table): table for table in tables_of(text, "credential")}, _kind)


def _id(table: str) -> str:
    """The id of a kind, which is the first line of its table."""
    return table.split('"', 2)[1]


def _kind(table: str) -> CredentialKind:
    (row,) = tomllib.loads(table)["credential"]
    return CredentialKind(
        id=row["id"],
        title=row["title"],
        prefix=row["prefix"],
        shape=Statement(row["shape"], evidence_of(row, "shape_")),
        schemes=tuple(row["schemes"]),
        pattern=row.get("pattern", ""),
        answers=tuple(map(_answer, row["answer"])),
        also_called=tuple(row.get("also_called", ())),
        scopes=row.get("scopes", ""),
        made_at=row.get("made_at", ""),
        mistaken_for=row.get("mistaken_for", ""),
        notes=tuple(map(statement, row.get("note", ()))),
    )


def _answer(row: Mapping[str, Any]) -> PlaceAnswer:
    known = {key: value for key, value in row.items() if key not in {"grade", "source", "date"}}
    return PlaceAnswer(evidence=evidence_of(row), **known)
