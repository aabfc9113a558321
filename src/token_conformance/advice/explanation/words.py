"""The sentences of an explanation around its causes: `words.toml`."""

from token_conformance.advice.sentences import sentences


def words(name: str) -> str:
    """A sentence by its name in the file."""
    return sentences(__package__)[name]
