"""The published observations of Atlassian, which are in `evidence.toml`."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

from token_conformance.model.cell import UrlForm
from token_conformance.model.grade import Grade


class ObservedCredential(StrEnum):
    """The credential of an observed request."""

    UNSCOPED = "unscoped"
    SCOPED = "scoped"
    MISSING_SCOPE = "scoped-missing-scope"
    INVALID = "invalid"
    NONE = "none"
    BEARER = "unscoped-bearer"
    SERVICE_ACCOUNT_BASIC = "service-account-basic"
    SERVICE_ACCOUNT_BEARER = "service-account-bearer"
    OAUTH = "oauth-bearer"


@dataclass(frozen=True, kw_only=True, eq=False)
class Observation:
    """One published observation: the request, its credential and URL form, the answer, and the source.

    The comment at the top of `evidence.toml` explains how headers and bodies are written.
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
    contradicts: str | None = None
    """The id of an observation that says something else; which of them is true is an open question."""


@cache
def observations() -> tuple[Observation, ...]:
    """Every observation that ships with the project."""
    table = tomllib.loads(files(__package__).joinpath("evidence.toml").read_text(encoding="utf-8"))
    return tuple(_observation(row) for row in table["evidence"])


@cache
def observations_of(method: str, form: UrlForm) -> tuple[Observation, ...]:
    """The observations of requests with a method at a URL form."""
    return tuple(one for one in observations() if one.url_form is form and one.request.startswith(f"{method} "))


def _observation(row: dict[str, object]) -> Observation:
    typed = {
        "credential": ObservedCredential(str(row["credential"])),
        "url_form": UrlForm(str(row["url_form"])),
        "grade": Grade(str(row["grade"])),
    }
    return Observation(**(row | typed))  # type: ignore[arg-type]  # a test of the data reads every row
