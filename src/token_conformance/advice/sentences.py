"""The sentences of a kind of answer: the file `words.toml` of its package, in one place to translate them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from token_conformance.model.strict_toml import parse_toml


@cache
def sentences(package: str) -> Mapping[str, str]:
    """The sentences of a package by their names in its file."""
    return parse_toml(files(package).joinpath("words.toml").read_text(encoding="utf-8"))
