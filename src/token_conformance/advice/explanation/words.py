"""The sentences of an explanation around its causes: `words.toml`."""

from functools import cache
from importlib.resources import files

from token_conformance.model.strict_toml import parse_toml


def words(name: str) -> str:
    """A sentence by its name in the file."""
    return _table()[name]


@cache
def _table() -> dict[str, str]:
    return parse_toml(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
