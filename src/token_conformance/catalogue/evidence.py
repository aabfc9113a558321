"""How something is known of Atlassian, and the published observations, each a row of `evidence.toml`."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

from token_conformance.model.cell import UrlForm
from token_conformance.model.grade import Grade


@dataclass(frozen=True)
class Evidence:
    """How something is known: its grade, date and source, and the address of the source if it has one."""

    grade: str
    date: str
    source: str
    url: str


class ObservedCredential(StrEnum):
    """What an observation was made with."""

    UNSCOPED = "unscoped"
    SCOPED = "scoped"
    MISSING_SCOPE = "scoped-missing-scope"
    INVALID = "invalid"
    NONE = "none"
    BEARER = "unscoped-bearer"


@dataclass(frozen=True, kw_only=True, eq=False)
class Observation:
    """What was asked with which credential at which URL form, what came back, and who says so.

    The head of `evidence.toml` explains the ways to state headers and bodies.
    """

    id: str
    credential: ObservedCredential
    url_form: UrlForm
    request: str
    status: int
    grade: Grade
    source: str
    date: dt.date | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    body_contains: str | None = None
    body_shape: str | None = None
    body_matches: str | None = None
    note: str | None = None


@cache
def observations() -> tuple[Observation, ...]:
    """Every observation that ships with the project."""
    table = tomllib.loads(files(__package__).joinpath("evidence.toml").read_text(encoding="utf-8"))
    return tuple(_observation(row) for row in table["evidence"])


def _observation(row: dict[str, object]) -> Observation:
    words = {
        "credential": ObservedCredential(str(row["credential"])),
        "url_form": UrlForm(str(row["url_form"])),
        "grade": Grade(str(row["grade"])),
    }
    return Observation(**(row | words))  # type: ignore[arg-type]  # the data's own test reads every row
