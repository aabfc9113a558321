"""A list without repetitions, whose members are named by their position."""

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Numbered(Generic[T]):
    """The members in the order in which they were first asked for."""

    def __init__(self) -> None:
        self._numbers: dict[T, int] = {}

    def of(self, member: T) -> int:
        """The position of a member, which is added if it is new."""
        return self._numbers.setdefault(member, len(self._numbers))

    def __iter__(self) -> Iterator[T]:
        return iter(self._numbers)
