"""Tells the name of a person from other values of the fields that have names of people."""

import re

from token_conformance.redaction.leaks.placeholders import words

_LETTERS = re.compile(r"[^\W\d_]+(?:['\u2019.-][^\W\d_]*)*")
_APART = re.compile(r"[,+\u00a0]|\([^()]{0,40}\)$")
"""What may divide the words of a name, and what may follow it."""

_PARTICLES = frozenset(
    [
        "af",
        "al",
        "bin",
        "da",
        "de",
        "del",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "van",
        "von",
        "y",
        "zu",
    ]
)
_MOST_WORDS = 5
_OTHERS = words("no_people")


def is_person(value: str, *, alone: bool = False) -> bool:
    """Whether a value is the name of a person: words with capitals, or letters without case.

    `alone`: one word is enough.
    """
    parts = _APART.sub(" ", value).split()
    if not 0 < len(parts) <= _MOST_WORDS or not all(map(_LETTERS.fullmatch, parts)):
        return False
    if any(part.lower().strip(".") in _OTHERS for part in parts):
        return False
    named = [word for word in parts if word.lower() not in _PARTICLES]
    return len(named) > (0 if alone or _is_caseless(named) else 1) and all(map(_is_name, named))


def _is_name(word: str) -> bool:
    return not word[0].islower() and not (word.isupper() and word.isascii() and len(word) > 1 and "." not in word)


def _is_caseless(parts: list[str]) -> bool:
    """Whether the words are of a script without capitals, where a name may be one word."""
    return bool(parts) and all(part.lower() == part.upper() and len(part) > 1 for part in parts)
