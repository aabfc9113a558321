"""What to change where a requirement fails: in terms of HTTP, and in those of the library that a subject file names."""

from functools import cache
from importlib.resources import files

from token_conformance.model.strict_toml import parse_toml

_FILE = "remedies.toml"


@cache
def _table() -> dict[str, dict[str, str]]:
    """The remedies by library and requirement."""
    return parse_toml(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))


def libraries() -> tuple[str, ...]:
    """The HTTP libraries that a subject file can name."""
    return tuple(_table())


def with_library(requirement: str, library: str) -> str:
    """What to change in the terms of a library; empty if it is no known one, or has nothing of its own to change."""
    return _table().get(library, {}).get(requirement, "")
