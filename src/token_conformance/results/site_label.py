"""The user's own word for a site, which its results have in place of its name."""

import re

LONGEST = 30
"""The most characters of a label: fewer than a cloud id has."""

HOW = f"a word of at most {LONGEST} letters, digits, - and _, such as emea"
"""How a label is written."""

_LABEL = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{LONGEST - 1}}}")


def is_label(text: str) -> bool:
    """Whether a text is a label."""
    return _LABEL.fullmatch(text) is not None


def read_label(value: object) -> str:
    """Read a label from a file; raises ValueError that does not show it."""
    if not isinstance(value, str) or not is_label(value):
        raise ValueError(f"is not {HOW}")
    return value
