"""The kinds of credential that people hold in mistake for an API token, which are in `credentials.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from token_conformance.catalogue.statement import Statement, evidence_of, statement
from token_conformance.model.grade import Evidence


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
    """One kind of credential: its names, its shape with the evidence of it, and what it gets where."""

    id: str
    title: str
    prefix: str
    shape: Statement
    schemes: tuple[str, ...]
    answers: tuple[PlaceAnswer, ...]
    also_called: tuple[str, ...] = ()
    scopes: str = ""
    made_at: str = ""
    mistaken_for: str = ""
    notes: tuple[Statement, ...] = ()

    def at(self, place: str) -> tuple[PlaceAnswer, ...]:
        """All that is known of it at a place."""
        return tuple(one for one in self.answers if one.place == place)


@cache
def credential_kinds() -> Mapping[str, CredentialKind]:
    """Every kind by its id, such as `service-account`."""
    table = tomllib.loads(files(__package__).joinpath("credentials.toml").read_text(encoding="utf-8"))
    return {row["id"]: _kind(row) for row in table["credential"]}


def _kind(row: Mapping[str, Any]) -> CredentialKind:
    return CredentialKind(
        id=row["id"],
        title=row["title"],
        prefix=row["prefix"],
        shape=Statement(row["shape"], evidence_of(row, "shape_")),
        schemes=tuple(row["schemes"]),
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
