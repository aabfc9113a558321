"""What kind of thing a value names, told by its form alone, whosever it is."""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

from token_conformance.recording.contexts import Names
from token_conformance.recording.urls import is_link, scrub_link

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


class PlaceholderCounter:
    """The names given within one exchange: equal values have one name, and the next exchange starts anew."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}

    def name(self, kind: str, value: str) -> str:
        """The reference of a value, such as `<account:1>`."""
        if (kind, value) not in self._names:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._names[kind, value] = f"<{kind}:{self._counts[kind]}>"
        return self._names[kind, value]


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
"""Members that a requirement looks for by their value; none of them is anybody's own."""

_PICTURES = frozenset({"avatarUrls", "iconUrl", "profilePicture"})
_PEOPLE = frozenset({"displayName", "publicName"})


class Values:
    """The references of one exchange. `rest` makes of a text what is left of it where nothing else tells its kind."""

    def __init__(self, names: Names, rest: Callable[[str], str] = lambda _: TEXT) -> None:
        self._names = names
        self._numbering = PlaceholderCounter()
        self._rest = rest

    def text(self, key: str, value: str, place: str = "") -> str:
        """What to write for a text that is the member `key` of an object, or stands behind `place`."""
        if not value or (key, value) in KEPT:
            return value
        return self._names.whole(value, place) or self._by_key(key, value) or self._by_form(value)

    def known(self, value: str, place: str) -> str | None:
        """The reference of a value that is one of the tenant's own names."""
        return self._names.whole(value, place)

    def site(self, host: str) -> str:
        """The host with the tenant's site replaced."""
        return self._names.site(host)

    def rank(self, key: str, value: str, place: str) -> int | None:
        """How much a text tells which thing this is, best first; None where it tells nothing."""
        return 0 if (key, value) in KEPT else self._names.rank(value, place)

    def _by_key(self, key: str, value: str) -> str | None:
        if key in _PICTURES:
            return PICTURE
        if key in _PEOPLE:
            return self._numbering.name("name", value)
        if key.lower().endswith("key") and ISSUE_KEY.fullmatch(value):
            return self._issue(value)
        return None

    def _issue(self, key: str) -> str:
        """An issue of the tenant's own project stays one."""
        name = self._numbering.name("issue", key)
        project = self._names.whole(key.rpartition("-")[0])
        return f"{project}-{name}" if project else name

    def _by_form(self, value: str) -> str:
        if is_link(value):
            return scrub_link(value, self)
        kind = kind_of(unquote(value))
        if kind is None:
            return self._rest(value)
        return f"<{kind}>" if kind in UNNUMBERED else self._numbering.name(kind, unquote(value))
