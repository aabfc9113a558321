"""The log files that a product has written in its home: its users send them to others, so they belong to its output."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from token_conformance.integrations.process import MOST_OUTPUT


def logs_in(home: Path) -> bytes:
    """Every log file below a home, each after its name; cut, all together, like an output."""
    return b"".join(_files(home))[:MOST_OUTPUT]


def _files(home: Path) -> Iterator[bytes]:
    for path in sorted(filter(Path.is_file, home.rglob("*.log"))):
        with suppress(OSError), path.open("rb") as file:  # nobody may read it
            yield f"\n--- {path.relative_to(home)}\n".encode() + file.read(MOST_OUTPUT)
