"""The sentences of a diagnosis: `words.toml`."""

from functools import partial

from token_conformance.advice.sentences import grouped_sentence, grouped_sentences

words = partial(grouped_sentence, __package__)
"""A sentence by its group and name in the file, with values filled in."""


def names(group: str) -> list[str]:
    """The names of the sentences of a group, in the order of the file."""
    return list(grouped_sentences(__package__)[group])
