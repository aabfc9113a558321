"""Reading words of the command line, so that a word that does not exist is told with its nearest match."""

from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping
from typing import TypeVar

from token_conformance.deviations.fault import nearest

T = TypeVar("T")


def one_of(kind: str, known: Mapping[str, T]) -> Callable[[str], T]:
    """Make a reader of one word for argparse."""

    def read(word: str) -> T:
        if word not in known:
            remedy = nearest(word, known, f"use one of {', '.join(known)}")
            raise ArgumentTypeError(f"{word!r} is no {kind}; {remedy}")
        return known[word]

    return read


def many_of(kind: str, known: Mapping[str, T]) -> Callable[[str], list[T]]:
    """Make a reader of words with commas between them."""
    read = one_of(kind, known)
    return lambda words: [read(word.strip()) for word in words.split(",")]
