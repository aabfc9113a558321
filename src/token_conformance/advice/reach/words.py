"""The sentences about what a token can do: `words.toml`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from token_conformance.model.strict_toml import parse_toml


def words(group: str, name: str, values: Mapping[str, str] | None = None) -> str:
    """A sentence by its group and name in the file, with values filled in."""
    return _table()[group][name].format_map(values or {})


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return parse_toml(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
