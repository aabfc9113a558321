"""Numbers in an answer: counts and ids are the tenant's own, and stay only what a requirement must tell apart."""

import re
from typing import Any, Final

from token_conformance.recording.values import Values

OTHER: Final = 2
"""Any number that is not the tenant's own thing of the kind."""

_KEPT = frozenset({"code", "limit", "maxResults", "start", "startAt", "status", "statusCode"})
"""Members that the product sets, whosever the tenant is."""

_COUNTS = frozenset({"size", "total", "totalSize"})
"""Members that say whether there is anything at all."""

_EXPECTED = frozenset({("timeSpentSeconds", 60)})
"""What a requirement has sent, and looks for in the answer."""


def scrub_number(key: str, value: float, known: str | None) -> float:
    """The number to write for the member `key`; `known` is the reference of the tenant's own thing of that number."""
    if known is not None and known.isdigit():
        return int(known)
    if key in _KEPT or (key, value) in _EXPECTED or (key in _COUNTS and value == 0):
        return value
    return OTHER


_LISTS = frozenset({"issues", "results", "values"})
"""Members that hold what a URL lists: an `id` in it is of the kind that the URL names."""

_KEY = re.compile(r"[A-Za-z_$][A-Za-z_$0-9-]*|\d+x\d+")
_CUSTOM_FIELD = re.compile(r"customfield_\d+")
_IDENTIFYING = frozenset({"accountId", "id", "issueKey", "key"})
"""Members that say which thing an object is, and not what it belongs to."""

_LAST = 1000
"""The rank of an element that nothing is known of."""


class Body:
    """One JSON document on its way into a cassette; `resource` is the last word of the path that was asked for."""

    def __init__(self, values: Values, resource: str) -> None:
        self._values = values
        self._resource = resource

    def scrub(self, value: Any, keys: tuple[str, ...] = ()) -> Any:
        """The value as a cassette holds it; `keys` lead to it from the document's root."""
        match value:
            case dict():
                return {self._key(key): self.scrub(member, (*keys, key)) for key, member in value.items()}
            case list():
                return [self.scrub(element, keys) for element in self._chosen(value, keys)]
            case str():
                return self._values.text(_named(keys), value, self._place(keys, value))
            case int() | float() if not isinstance(value, bool):
                return scrub_number(_last(keys), value, self._number(value, keys))
        return value

    def _number(self, value: float, keys: tuple[str, ...]) -> str | None:
        return self._values.known(str(value), self._place(keys, value))

    def _chosen(self, elements: list[Any], keys: tuple[str, ...]) -> list[Any]:
        """The element that tells most, as the only one."""
        return [min(elements, key=lambda element: self._rank(element, keys))] if elements else []

    def _rank(self, value: Any, keys: tuple[str, ...]) -> int:
        match value:
            case dict():
                return min((self._rank(member, (*keys, key)) for key, member in value.items()), default=_LAST)
            case list():
                return min((self._rank(element, keys) for element in value), default=_LAST)
            case str() | int() if _last(keys) in _IDENTIFYING:
                rank = self._values.rank(_last(keys), str(value), self._place(keys, value))
                return _LAST if rank is None else rank
        return _LAST

    def _place(self, keys: tuple[str, ...], value: object) -> str:
        """What stands before a member, in the words of `places.py`."""
        key = _last(keys)
        if key != "id":
            return f'"{key}":"' if isinstance(value, str) else f'"{key}":'
        around = [key for key in keys[:-1] if key not in _LISTS]
        return f"/{around[-1] if around else self._resource}/"

    def _key(self, key: str) -> str:
        """A member's name, unless it is one that somebody gave it."""
        if _CUSTOM_FIELD.fullmatch(key):
            return "customfield_<id>"
        name = self._values.known(key, "")
        return name or (key if _KEY.fullmatch(key) else self._values.text("", key))


def _last(keys: tuple[str, ...]) -> str:
    return keys[-1] if keys else ""


def _named(keys: tuple[str, ...]) -> str:
    """The key that tells the kind of a value: that of a picture's size does not."""
    return keys[-2] if len(keys) > 1 and not keys[-1].isidentifier() else _last(keys)
