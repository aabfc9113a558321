"""Running a part of the endpoints: shard 2/4 is every fourth endpoint from the second on, with all of its cells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from token_conformance.model import Endpoint


@dataclass(frozen=True)
class Shard:
    """Part `index` of `total`, the first being 1."""

    index: int
    total: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2/4`; raises ValueError that says what is expected."""
        match = re.fullmatch(r"([0-9]+)/([0-9]+)", text)
        shard = cls(*map(int, match.groups())) if match else None
        if shard is None or not 1 <= shard.index <= shard.total:
            raise ValueError(f"{text!r} is no part of a whole; write for example 1/4 for the first of four parts")
        return shard

    def __str__(self) -> str:
        return f"{self.index}/{self.total}"

    def select(self, endpoints: Iterable[Endpoint]) -> set[Endpoint]:
        """The endpoints of this part; those of all parts together are all, whatever the order they come in."""
        ordered = sorted(set(endpoints), key=lambda endpoint: endpoint.id)
        return set(ordered[self.index - 1 :: self.total])
