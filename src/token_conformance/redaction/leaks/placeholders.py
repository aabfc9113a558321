"""Tells a placeholder from a secret.

A secret is made by a generator of random characters or thought up by a person. A placeholder names itself by words
("your-api-token"), is a template ("<token>", "$TOKEN"), is cut ("ATATT3x..."), or is typed ("xxxxxxxx", "12345678").
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise


def words(name: str) -> frozenset[str]:
    """The words of one list of `words.toml`."""
    data = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return frozenset(data[name].split())


_TEMPLATE = re.compile(r"[<>{}$…]|\.\.\.|\*\*\*|%[A-Za-z_]{2,40}%|(.)\1{7}")
_MADE_UP = re.compile(r"(?i)made[-_]?up|example|placeholder|dummy|fake|sample|your(?=[-_])|insert(?=[-_])|redacted")
"""How a value begins that says that it is not real."""

_FEW = 5
"""Random characters do not repeat so much: twelve of them from an alphabet of 16 have more than five different ones."""

_SHORTEST = 8
_WORD = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]")
_NUMBER = re.compile(r"\d+")
_LONGEST_NUMBER = 4
_CHANGE = re.compile(r"[A-Za-z](?=\d)|\d(?=[A-Za-z])")
_LONG = 12
_RANDOM = 16
_MEAN_WORD = 3
_WORDS = words("placeholders")


@lru_cache(maxsize=4096)
def is_placeholder(value: str) -> bool:
    """Whether a value is only in the place of a secret or a name."""
    return is_template(value) or bool(_MADE_UP.match(value)) or _is_typed(value) or is_worded(value)


def is_template(value: str) -> bool:
    """Whether a program or a person will put something in the place of a value, or has cut it."""
    return bool(_TEMPLATE.search(value))


@lru_cache(maxsize=4096)
def is_worded(value: str) -> bool:
    """Whether a value consists of words that speak about it, and of short numbers."""
    if any(len(number) > _LONGEST_NUMBER for number in _NUMBER.findall(value)):
        return False
    parts = [word.lower() for word in _WORD.findall(value)]
    return bool(parts) and all(map(_consists_of_words, parts))


def looks_generated(value: str) -> bool:
    """Whether letters and digits, or capitals and others, alternate as in random characters and not as in words."""
    changes = len(_CHANGE.findall(value))
    enough = changes > 1 if len(value) >= _LONG else changes > 2  # noqa: PLR2004  # two may be by chance
    return (enough or _has_short_words(value)) and not is_placeholder(value)


def _has_short_words(value: str) -> bool:
    """Whether a long value would have words of hardly any letters if it had words."""
    parts = _WORD.findall(value)
    return len(value) >= _RANDOM and sum(map(len, parts)) < _MEAN_WORD * len(parts)


def _is_typed(value: str) -> bool:
    """Whether the value is a key held down, or keys in their order."""
    if len(value) < _SHORTEST:
        return False
    steps = sum(ord(after) - ord(before) in {1, 0} for before, after in pairwise(value))
    return len(set(value)) <= _FEW or 2 * steps > len(value)


def _consists_of_words(letters: str) -> bool:
    """Whether a text of letters is a word of the list, or several without a space between them."""
    ends = {0}
    for end in range(1, len(letters) + 1):
        if any(letters[start:end] in _WORDS for start in ends if end - start > 1 or len(letters) == 1):
            ends.add(end)
    return len(letters) in ends
