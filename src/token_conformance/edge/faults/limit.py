"""The limit of a fault: to which requests it applies, such as `after=10,every=3,method=POST`; without one, to all."""

import re
from dataclasses import dataclass, fields
from itertools import count
from typing import Any

from token_conformance.errors import FaultError


@dataclass(frozen=True)
class Limit:
    """The limit of a fault. The defaults do not limit anything.

    Only requests that have the `method`, if any, and whose path contains `path` are counted. The first `after` counted
    requests are left out. Of the others, the fault applies to the `first` ones, or to all if `first` is 0, and of these
    only to each `every`th.
    """

    method: str = ""
    path: str = ""
    after: int = 0
    first: int = 0
    every: int = 1

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Parse `NAME=VALUE,...`; raises FaultError."""
        settings: dict[str, Any] = {}
        for part in text.split(",") if text else ():
            name, value = _setting(part)
            if name in settings:
                raise FaultError(f"{part!r} is not a limit: {name} is given twice")
            settings[name] = value
        return cls(**settings)

    def counts(self, method: str, path: str) -> bool:
        """Whether a request is counted."""
        return self.method in {"", method} and self.path in path

    def includes(self, number: int) -> bool:
        """Whether the fault applies to the counted request of this number; the first one has the number 1."""
        later = number - self.after
        return later > 0 and not 0 < self.first < later and later % self.every == 0


class MatchCounter:
    """A limit with the number of requests that it has counted so far."""

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._numbers = count(1)

    def count(self, method: str = "", path: str = "") -> bool:
        """Count the next request, if the limit counts it; returns whether the fault applies to it."""
        return self._limit.counts(method, path) and self._limit.includes(next(self._numbers))


_NAMES = tuple(field.name for field in fields(Limit))
_SHAPES = {
    "method": ("[A-Z]+", "a method in capitals, such as POST"),
    "path": (".+", "a part of a path, such as /issue"),
}
_NUMBER = ("0*[1-9][0-9]*", "a whole number, 1 or more")
_MOST_DIGITS = 9


def _setting(text: str) -> tuple[str, str | int]:
    name, _, value = text.partition("=")
    if name not in _NAMES:
        names = f"{', '.join(_NAMES[:-1])} or {_NAMES[-1]}"
        raise FaultError(f"{text!r} is not a limit: it must be {names}, with =VALUE")
    shape, wanted = _SHAPES.get(name, _NUMBER)
    if not re.fullmatch(shape, value):
        raise FaultError(f"{text!r} is not a limit: {name} must be {wanted}")
    if name in _SHAPES:
        return name, value
    if len(value) > _MOST_DIGITS:
        raise FaultError(f"{text!r} is not a limit: {name} has more than {_MOST_DIGITS} digits")
    return name, int(value)
