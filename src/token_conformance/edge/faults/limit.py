"""Which requests a fault strikes: all, or those that a limit such as `after=10,every=3,method=POST` leaves."""

import re
from dataclasses import dataclass, fields
from itertools import count
from typing import Any

from token_conformance.errors import FaultError


@dataclass(frozen=True)
class Limit:
    """What a limit says; what it leaves out does not limit.

    Only requests of the `method`, if any, whose path contains `path` are counted. Of those, the first `after` are
    spared; of the others only the `first` so many are struck, and of these only each `every`th.
    """

    method: str = ""
    path: str = ""
    after: int = 0
    first: int = 0
    every: int = 1

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Read `NAME=VALUE,...`; raises FaultError."""
        settings: dict[str, Any] = {}
        for part in text.split(",") if text else ():
            name, value = _setting(part)
            if name in settings:
                raise FaultError(f"{part!r} is no limit: {name} is there twice")
            settings[name] = value
        return cls(**settings)

    def counts(self, method: str, path: str) -> bool:
        """Whether a request is one of those that are counted."""
        return self.method in {"", method} and self.path in path

    def strikes(self, number: int) -> bool:
        """Whether the fault strikes the so-manieth request of those that are counted; they start at 1."""
        later = number - self.after
        return later > 0 and not 0 < self.first < later and later % self.every == 0


class Strikes:
    """A limit together with the requests that it has counted."""

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._numbers = count(1)

    def next(self, method: str = "", path: str = "") -> bool:
        """Whether the fault strikes the request that has come now."""
        return self._limit.counts(method, path) and self._limit.strikes(next(self._numbers))


_NAMES = tuple(field.name for field in fields(Limit))
_SHAPES = {
    "method": ("[A-Z]+", "a method in capitals, such as POST"),
    "path": (".+", "a part of a path, such as /issue"),
}
_NUMBER = ("[0-9]*[1-9][0-9]*", "a whole number from 1 up")


def _setting(text: str) -> tuple[str, str | int]:
    name, _, value = text.partition("=")
    if name not in _NAMES:
        raise FaultError(f"{text!r} is no limit: it must be {', '.join(_NAMES[:-1])} or {_NAMES[-1]}, with =VALUE")
    shape, wanted = _SHAPES.get(name, _NUMBER)
    if not re.fullmatch(shape, value):
        raise FaultError(f"{text!r} is no limit: {name} takes {wanted}")
    return name, value if name in _SHAPES else int(value)
