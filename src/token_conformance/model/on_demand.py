"""Rows that are read when they are asked for: a command needs a few of thousands, and its start would wait for all."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
S = TypeVar("S")
T = TypeVar("T")


class OnDemand(Mapping[K, T], Generic[K, S, T]):
    """A mapping whose values are made of `sources` when they are asked for first, and kept."""

    def __init__(self, sources: Mapping[K, S], make: Callable[[S], T]) -> None:
        self._sources = sources
        self._make = make
        self._made: dict[K, T] = {}

    def __getitem__(self, key: K) -> T:
        try:
            return self._made[key]
        except KeyError:
            return self._made.setdefault(key, self._make(self._sources[key]))

    def __contains__(self, key: object) -> bool:
        return key in self._sources  # and nothing is made

    def __iter__(self) -> Iterator[K]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def tables_of(text: str, name: str) -> list[str]:
    """The text of each `[[name]]` of a TOML document, with its header, to be parsed alone; nothing else is in it."""
    header = f"[[{name}]]\n"
    return [header + table for table in text.split(header)[1:]]
