"""A sentence about Atlassian with its evidence, as the data files of the catalogue hold it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from token_conformance.model.grade import Evidence


@dataclass(frozen=True)
class Statement:
    """One sentence with its evidence."""

    text: str
    evidence: Evidence


def statement(row: Mapping[str, Any]) -> Statement:
    """The statement of a row with a text, a grade, a source and perhaps a date."""
    return Statement(row["text"], evidence_of(row))


def evidence_of(row: Mapping[str, Any], prefix: str = "") -> Evidence:
    """The evidence of a row with a grade, a source and perhaps a date, whose names start with a prefix."""
    return Evidence(row[f"{prefix}grade"], row.get(f"{prefix}date", ""), row[f"{prefix}source"], "")
