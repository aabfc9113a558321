"""Replaces the values of an answer: by the placeholders of names, or of the kind that a key or a shape says."""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

from token_conformance.recording.contexts import Names
from token_conformance.recording.urls import is_link, scrub_link

TEXT: Final = "<text>"
PICTURE: Final = "<picture>"

KEPT = frozenset(
    {
        ("deploymentType", "Cloud"),
        ("filename", "conformance.txt"),
        ("id", "summary"),
        ("title", "conformance.txt"),
    }
)
"""The members whose value a requirement uses; none of these values belongs to a tenant or a person."""

UNNUMBERED = frozenset({"time", "id"})
"""The shapes whose placeholders have no number: two times or short ids may be equal by accident."""

ISSUE_KEY = re.compile(r"[A-Z][A-Z0-9_]+-\d+")

_PICTURES = frozenset({"avatarUrls", "iconUrl", "profilePicture"})
_PEOPLE = frozenset({"displayName", "publicName"})

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

_SHAPES = {
    "time": r"\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
    "account": rf"\d+:{_UUID}|(?:qm:)[\w:-]+|[0-9a-f]{{24}}",
    "uuid": _UUID,
    "e-mail": r"[^@\s]+@[^@\s]+\.[^@\s]+",
    "id": r"\d+",
}
"""Account ids have the three shapes that the cloud products write."""

_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _SHAPES.items()}


class Values:
    """The replacements of the values of one exchange; `otherwise` scrubs a text of which nothing is known."""

    def __init__(self, names: Names, otherwise: Callable[[str], str] = lambda _: TEXT) -> None:
        self._names = names
        self._counter = PlaceholderCounter()
        self._otherwise = otherwise

    def text(self, key: str, value: str, context: str = "") -> str:
        """The text to write instead of a value that is the member `key` of an object, or follows `context`."""
        if not value or (key, value) in KEPT:
            return value
        return self._names.placeholder(value, context) or self._by_key(key, value) or self._by_shape(value)

    def placeholder(self, value: str, context: str) -> str | None:
        """The placeholder of a value in this context; None if the value is not a name of the tenant."""
        return self._names.placeholder(value, context)

    def site(self, host: str) -> str:
        """The host with the tenant's site replaced."""
        return self._names.site(host)

    def rank(self, key: str, value: str, context: str) -> int | None:
        """How well a value identifies a thing, best first; None if it does not."""
        return 0 if (key, value) in KEPT else self._names.rank(value, context)

    def _by_key(self, key: str, value: str) -> str | None:
        if key in _PICTURES:
            return PICTURE
        if key in _PEOPLE:
            return self._counter.placeholder("name", value)
        if key.lower().endswith("key") and ISSUE_KEY.fullmatch(value):
            return self._issue(value)
        return None

    def _issue(self, key: str) -> str:
        """The placeholder of an issue, with that of its project if it is the tenant's own."""
        issue = self._counter.placeholder("issue", key)
        project = self._names.placeholder(key.rpartition("-")[0])
        return f"{project}-{issue}" if project else issue

    def _by_shape(self, value: str) -> str:
        if is_link(value):
            return scrub_link(value, self)
        kind = kind_of(unquote(value))
        if kind is None:
            return self._otherwise(value)
        return f"<{kind}>" if kind in UNNUMBERED else self._counter.placeholder(kind, unquote(value))


class PlaceholderCounter:
    """The numbered placeholders of one exchange: equal values have the same one, and each exchange starts at 1."""

    def __init__(self) -> None:
        self._placeholders: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}

    def placeholder(self, kind: str, value: str) -> str:
        """The placeholder of a value, such as `<account:1>`."""
        if (kind, value) not in self._placeholders:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._placeholders[kind, value] = f"<{kind}:{self._counts[kind]}>"
        return self._placeholders[kind, value]


def kind_of(value: str) -> str | None:
    """The kind of a value by its shape, such as `account`; None if it does not have one of the shapes."""
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(value)), None)
