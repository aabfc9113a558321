"""Masks what has the shape of a credential in a text that a user typed, before any of it is shown."""

import re

from token_conformance.redaction.leaks.patterns import secret_shapes

MASK = "***"

_USER = re.compile(r"(?<![^\s\"'/])[^\s/@\"']+@(?=[\w.-]+\.\w+(?:[/:?\s]|$))")
"""The user and password before the host of a URL. An address such as that after `-u` is masked too."""


def masked(text: str) -> str:
    """The text without credentials, as far as their shape shows them."""
    for pattern in secret_shapes().values():
        text = pattern.sub(MASK, text)
    return _USER.sub(f"{MASK}@", text)
