"""The first line of a results file: which suite talked to what."""

import json
from dataclasses import asdict, dataclass
from typing import Self

from token_conformance.results.fields import optional, parse, shown, whole_number

SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Header:
    """What holds for every cell of a run: the suite's version, the target, and the edge's world if named.

    `shard` is such as `1/4` where this is only a part of a run.
    """

    suite: str
    target: str
    world: str | None = None
    shard: str | None = None
    schema: int = SCHEMA

    def to_json(self) -> str:
        """The header as one line of JSON."""
        return json.dumps({"kind": "header", **asdict(self)}, sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Read a header line; raises ValueError that says what is wrong with it."""
        header = cls(**parse(line, "header", _READERS))
        if header.schema != SCHEMA:
            raise ValueError(f"has schema {header.schema} of version {header.suite}, and this version reads {SCHEMA}")
        return header


_READERS = {
    "schema": whole_number,
    "suite": shown,
    "target": shown,
    "world": optional(shown),
    "shard": optional(shown),
}
