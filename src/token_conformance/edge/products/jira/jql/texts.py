"""Search in texts: `~` finds the texts that contain all words of a value, in any order."""

import re
from collections.abc import Callable, Iterable

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.jira.answers import NotModelledError

_SYNTAX = re.compile(r"(?:^|\s)[+\-!]\S+|[(){}\[\]^~:\\/]|&&|\|\||(?:^|\s)(?:AND|OR|NOT)(?:\s|$)")
"""What the syntax of Jira's text search gives a meaning that the model does not know."""

_PART = re.compile(r'"([^"]*)"|([\w*?]+)')
_WORD = re.compile(r"\w+")
_SHORTEST_STEM = 4


def matcher(wanted: str, field: str) -> Callable[[Iterable[str]], bool]:
    """Whether one of several texts contains what is wanted: words, words with `*` and `?`, and quoted phrases.

    Raises ApiError (400) when nothing is wanted, and NotModelledError for other syntax.
    """
    if found := _SYNTAX.search(wanted):
        raise NotModelledError(f"The local model does not know '{found[0].strip()}' in a search of texts by JQL.")
    patterns = [_pattern(phrase, word) for phrase, word in _PART.findall(wanted)]
    if not patterns:
        raise ApiError(400, f"The field '{field}' does not support searching for an empty string.")

    def matches(texts: Iterable[str]) -> bool:
        written = [form for text in texts for form in (_words(text, str), _words(text, _stem))]
        return all(any(pattern.search(text) for text in written) for pattern in patterns)

    return matches


def _pattern(phrase: str, word: str) -> re.Pattern[str]:
    """A pattern of words as `_words` writes them."""
    if "*" in word or "?" in word:
        return re.compile(f" {re.escape(word.casefold())} ".replace(r"\*", r"\w*").replace(r"\?", r"\w"))
    return re.compile(re.escape(_words(phrase or word, _stem)))


def _words(text: str, form: Callable[[str], str]) -> str:
    """The words of a text in some form, each with a space before and after it."""
    return f" {' '.join(map(form, _WORD.findall(text.casefold())))} "


def _stem(word: str) -> str:
    """A word without a common ending, because Jira finds other forms of a word too."""
    for ending in ("ing", "ed", "es", "s", "e"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            return stem
    return word
