"""Scrubs the JSON body of an answer: each list is reduced to one element, and members, texts and numbers are replaced.

Counts and ids depend on the tenant; only the differences that a requirement checks are kept.
"""

import re
from typing import Any, Final

from token_conformance.recording.values import Values

OTHER: Final = 2
"""The placeholder of any number that is not an id of the tenant's own things."""

_KEPT = frozenset({"code", "limit", "maxResults", "start", "startAt", "status", "statusCode"})
"""The members that a product sets alike for every tenant."""

_COUNTS = frozenset({"size", "total", "totalSize"})
"""The members that count results: only whether they are 0 is kept."""

_EXPECTED = frozenset({("timeSpentSeconds", 60)})
"""The value that a requirement sends, and checks in the answer."""

_LISTS = frozenset({"issues", "results", "values"})
"""The members with the things that a URL lists: the URL says of which kind their `id` is."""

_IDENTIFYING = frozenset({"accountId", "id", "issueKey", "key"})
"""The members that identify an object itself, and not another thing that it belongs to."""

_LAST = 1000
"""The rank of an element that nothing identifies."""

_KEY = re.compile(r"[A-Za-z_$][A-Za-z_$0-9-]*|\d+x\d+")
_CUSTOM_FIELD = re.compile(r"customfield_\d+")


class Body:
    """Scrubs one JSON document; `resource` is the last word of the path that was requested."""

    def __init__(self, values: Values, resource: str) -> None:
        self._values = values
        self._resource = resource

    def scrub(self, value: Any, keys: tuple[str, ...] = ()) -> Any:
        """The value as it is written to a cassette; `keys` are its path from the root of the document."""
        match value:
            case dict():
                return {self._key(key): self.scrub(member, (*keys, key)) for key, member in value.items()}
            case list():
                return [self.scrub(element, keys) for element in self._selected(value, keys)]
            case str():
                return self._values.text(_kind_key(keys), value, self._context(keys, value))
            case int() | float() if not isinstance(value, bool):
                return scrub_number(_last(keys), value, self._number(value, keys))
        return value

    def _number(self, value: float, keys: tuple[str, ...]) -> str | None:
        return self._values.placeholder(str(value), self._context(keys, value))

    def _selected(self, elements: list[Any], keys: tuple[str, ...]) -> list[Any]:
        """Only the element that is identified best; no element of an empty list."""
        return [min(elements, key=lambda element: self._rank(element, keys))] if elements else []

    def _rank(self, value: Any, keys: tuple[str, ...]) -> int:
        match value:
            case dict():
                return min((self._rank(member, (*keys, key)) for key, member in value.items()), default=_LAST)
            case list():
                return min((self._rank(element, keys) for element in value), default=_LAST)
            case str() | int() if _last(keys) in _IDENTIFYING:
                rank = self._values.rank(_last(keys), str(value), self._context(keys, value))
                return _LAST if rank is None else rank
        return _LAST

    def _context(self, keys: tuple[str, ...], value: object) -> str:
        """The context of a member, in the form of `contexts.py`."""
        key = _last(keys)
        if key != "id":
            return f'"{key}":"' if isinstance(value, str) else f'"{key}":'
        around = [key for key in keys[:-1] if key not in _LISTS]
        return f"/{around[-1] if around else self._resource}/"

    def _key(self, key: str) -> str:
        """The key of a member, or its replacement if a user chose the key."""
        if _CUSTOM_FIELD.fullmatch(key):
            return "customfield_<id>"
        placeholder = self._values.placeholder(key, "")
        return placeholder or (key if _KEY.fullmatch(key) else self._values.text("", key))


def scrub_number(key: str, value: float, placeholder: str | None) -> float:
    """The number to write for the member `key`; `placeholder` is that of the tenant's own thing with this number."""
    if placeholder is not None and placeholder.isdigit():
        return int(placeholder)
    if key in _KEPT or (key, value) in _EXPECTED or (key in _COUNTS and value == 0):
        return value
    return OTHER


def _last(keys: tuple[str, ...]) -> str:
    return keys[-1] if keys else ""


def _kind_key(keys: tuple[str, ...]) -> str:
    """The key that says the kind of a value: the last one, or the one before it if the last one is a picture's size."""
    return keys[-2] if len(keys) > 1 and not keys[-1].isidentifier() else _last(keys)
