"""The values that look like a leak and are none, read from `safe.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    data = tomllib.loads(files(__package__).joinpath("safe.toml").read_text(encoding="utf-8"))
    by_kind: dict[str, list[re.Pattern[str]]] = {}
    for entry in data["safe"]:
        by_kind.setdefault(entry["kind"], []).append(re.compile(entry["pattern"]))
    return by_kind


def is_safe(kind: str, value: str) -> bool:
    """Whether a value of that kind may be published."""
    return any(pattern.fullmatch(value) for pattern in _patterns().get(kind, ()))
