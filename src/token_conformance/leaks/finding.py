"""A place where something stands that must not be published."""

from dataclasses import dataclass, field
from pathlib import Path

SHOWN = 4
"""How many characters of a value are shown: enough to find it again, too few to use it."""


@dataclass(frozen=True)
class Finding:
    """One value in one line; `kind` is its name in `patterns.py`, and lines count from 1. It never shows the value."""

    path: Path
    line: int
    kind: str
    value: str = field(repr=False)

    def __str__(self) -> str:
        """The finding as one line, with the value masked."""
        return f"{self.path}:{self.line}: {self.kind}: {self.value[:SHOWN]}… ({len(self.value)} characters)"
