"""The sentences about what a token can do: `words.toml`."""

from collections.abc import Mapping

from token_conformance.advice.sentences import grouped_sentences


def words(group: str, name: str, values: Mapping[str, str] | None = None) -> str:
    """A sentence by its group and name in the file, with values filled in."""
    return grouped_sentences(__package__)[group][name].format_map(values or {})
