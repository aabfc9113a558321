"""The causes that an explanation names, with their meaning and remedy: `causes.toml`."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from token_conformance.catalogue.statement import evidence_of
from token_conformance.model.grade import Evidence
from token_conformance.model.strict_toml import parse_toml


@dataclass(frozen=True)
class Cause:
    """Why a call failed: what it means and what to do, in plain words, and how that is known.

    `counts_as` names the causes that are true answers too, because no text tells them apart. `ours` is false if neither
    a token nor the call can mend it.
    """

    id: str
    family: str
    meaning: str
    remedy: str
    evidence: Evidence
    counts_as: tuple[str, ...] = ()
    ours: bool = True


@cache
def causes() -> dict[str, Cause]:
    """Every cause by its id, in the order of the file."""
    table = parse_toml(files(__package__).joinpath("causes.toml").read_text(encoding="utf-8"))
    return {
        row["id"]: Cause(
            row["id"],
            row["family"],
            row["meaning"],
            row["remedy"],
            evidence_of(row),
            tuple(row.get("counts_as", ())),
            row.get("ours", True),
        )
        for row in table["cause"]
    }
