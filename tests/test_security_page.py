"""The page on security names tests and benchmarks that exist."""

import re
from pathlib import Path

PAGE = Path("docs/security.md").read_text(encoding="utf-8")
NAMES = re.findall(r"`((?:[a-z_]+/)*(?:test_[a-z_*]+\.py|[a-z_]+/))`|`(benchmarks/[a-z_]+\.py)`", PAGE)


def test_every_named_test_exists() -> None:
    """What the page says is tried can be run."""
    named = {test or benchmark for test, benchmark in NAMES}
    assert len(named) > 25
    assert [] == [name for name in sorted(named) if not _found(name)]


def _found(name: str) -> bool:
    """Whether a path below the root or below `tests`, or the name of a test file, exists."""
    return any(Path().glob(name)) or any(Path("tests").glob(name)) or any(Path("tests").rglob(Path(name).name))
