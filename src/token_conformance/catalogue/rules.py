"""The rules that the edge implements, as data: statements about Atlassian, each with its grades and its source.

They are in `rules.toml`; code that implements a rule names its id.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from token_conformance.model.grade import Grade


@dataclass(frozen=True)
class Rule:
    """One statement about Atlassian's edge, with the grades of its parts, strongest first."""

    id: str
    sentence: str
    grades: tuple[Grade, ...]
    source: str


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its id, such as `S3`."""
    table = tomllib.loads(files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))
    return {
        id_: Rule(id_, row["sentence"], tuple(map(Grade, row["grades"])), row["source"]) for id_, row in table.items()
    }
