"""The families: APIs of Atlassian with bases of their own, and who is let in there; they are in `families.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from token_conformance.catalogue.statement import Statement, evidence_of, statement
from token_conformance.model.grade import Evidence

_SITE = re.escape("SITE")
_CLOUD_ID = re.escape("{cloudId}")


@dataclass(frozen=True)
class Acceptance:
    """What one kind of credential gets at a base: `works`, `refused` and so on, with its evidence.

    `credential` is an id of `credentials.toml`, `scoped` (a person's token with scopes), or one of the other names at
    the top of `families.toml`. The grade `unknown` means that nothing was found. `condition` is the case that the row
    is about, where it is not about every call.
    """

    credential: str
    answer: str
    evidence: Evidence
    status: int | None = None
    note: str = ""
    condition: str = ""


@dataclass(frozen=True)
class Base:
    """One base of a family: its URLs (templates of the same base), where its host is, and who is let in."""

    urls: tuple[str, ...]
    host: str
    role: str
    accepts: tuple[Acceptance, ...]
    note: str = ""

    def match(self, url: str) -> int:
        """How many characters of a URL without query this base explains; 0 if the URL is not below it."""
        return max(found.end() if (found := pattern.match(url)) else 0 for pattern in self._patterns)

    def template(self, url: str) -> str:
        """The URL of this base, as a template, that explains most of a URL below it."""
        found = [pattern.match(url) for pattern in self._patterns]
        return max(zip(found, self.urls, strict=True), key=lambda one: one[0].end() if one[0] else 0)[1]

    def cloud_id(self, url: str) -> str | None:
        """What stands in a URL where the base has the cloud id; None if the URL is not below it, or it has none."""
        matches = filter(None, (pattern.match(url) for pattern in self._patterns))
        return next(filter(None, (found.groupdict().get("cloud_id") for found in matches)), None)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(_pattern(url) for url in self.urls)


@dataclass(frozen=True)
class Family:
    """One API: its bases, the scopes that are published for it, what a scoped token gets, and what to do instead."""

    id: str
    title: str
    bases: tuple[Base, ...]
    scopes: tuple[str, ...]
    scope_note: str
    scoped_token: Statement
    instead: str
    statements: tuple[Statement, ...]


def family_of(url: str) -> tuple[Family, Base] | None:
    """The family and base of a URL without query: the same host, and the longest path that it starts with."""
    found = [(base.match(url), family, base) for family in families() for base in family.bases]
    length, family, base = max(found, key=lambda one: one[0])
    return (family, base) if length else None


@cache
def families() -> tuple[Family, ...]:
    """Every family that ships with the project."""
    table = tomllib.loads(files(__package__).joinpath("families.toml").read_text(encoding="utf-8"))
    return tuple(map(_family, table["family"]))


def _family(row: Mapping[str, Any]) -> Family:
    return Family(
        id=row["id"],
        title=row["title"],
        bases=tuple(map(_base, row["base"])),
        scopes=tuple(row.get("scopes", ())),
        scope_note=row.get("scope_note", ""),
        scoped_token=Statement(row["scoped_token"], evidence_of(row, "scoped_token_")),
        instead=row["instead"],
        statements=tuple(map(statement, row.get("statement", ()))),
    )


def _base(row: Mapping[str, Any]) -> Base:
    accepts = tuple(map(_acceptance, row["accepts"]))
    return Base(tuple(row["urls"]), row["host"], row["role"], accepts, row.get("note", ""))


def _acceptance(row: Mapping[str, Any]) -> Acceptance:
    details = {name: row[name] for name in ("status", "note", "condition") if name in row}
    return Acceptance(row["credential"], row["answer"], evidence_of(row), **details)


def _pattern(url: str) -> re.Pattern[str]:
    """The pattern of the URLs below a base: SITE is a site's name, `{name}` one part, and the end is that of a part."""
    named = re.escape(url).replace(_CLOUD_ID, "(?P<cloud_id>[^/]+)", 1)
    literal = re.sub(r"\\\{[^}]+\\\}", "[^/]+", named).replace(_SITE, "[^/.]+", 1)
    return re.compile(rf"{literal}(?=/|\Z)", re.IGNORECASE)
