"""What kind of thing a value names, told by its form alone, whosever it is."""

import re

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

_FORMS = {
    "time": r"\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
    "account": rf"\d+:{_UUID}|(?:qm:)[\w:-]+|[0-9a-f]{{24}}",
    "uuid": _UUID,
    "e-mail": r"[^@\s]+@[^@\s]+\.[^@\s]+",
    "id": r"\d+",
}
"""Account ids in the three forms that the cloud products write."""

_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _FORMS.items()}

ISSUE_KEY = re.compile(r"[A-Z][A-Z0-9_]+-\d+")

UNNUMBERED = frozenset({"time", "id"})
"""Times and ids of a few digits are equal by accident: that two are the same says nothing."""


def kind_of(value: str) -> str | None:
    """The kind of a value that is nothing but the name of a thing; None where its form tells nothing."""
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(value)), None)
