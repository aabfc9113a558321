"""The sentences of a kind of answer: the file `words.toml` of its package, in one place to translate them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from token_conformance.model.strict_toml import parse_toml


@cache
def sentences(package: str) -> Mapping[str, str]:
    """The sentences of a package by their names in its file."""
    return _file(package)


@cache
def grouped_sentences(package: str) -> Mapping[str, Mapping[str, str]]:
    """The sentences of a package whose file has groups, by group and name."""
    return _file(package)


def grouped_sentence(package: str, group: str, name: str, values: Mapping[str, str] | None = None) -> str:
    """A sentence of a package by its group and name in the file, with values filled in."""
    return grouped_sentences(package)[group][name].format_map(values or {})


def _file(package: str) -> dict[str, Any]:
    return parse_toml(files(package).joinpath("words.toml").read_text(encoding="utf-8"))
