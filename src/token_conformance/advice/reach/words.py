"""The sentences about what a token can do: `words.toml`."""

from functools import partial

from token_conformance.advice.sentences import grouped_sentence

words = partial(grouped_sentence, __package__)
"""A sentence by its group and name in the file, with values filled in."""
