"""Time spent, as people write it for Jira: `1w 2d 3h 4m`, with Jira's week of 5 days and day of 8 hours."""

import re

UNITS = {"w": 5 * 8 * 3600, "d": 8 * 3600, "h": 3600, "m": 60}
"""Seconds in a unit."""

_WRITTEN = re.compile(r"\d{1,6}[wdhm](?: ?\d{1,6}[wdhm])*", re.ASCII)


def seconds(written: str) -> int:
    """The seconds in a duration. Raises ValueError when it is not written as Jira wants it."""
    if not _WRITTEN.fullmatch(written.strip()):
        raise ValueError("Invalid time duration entered.")
    return sum(int(part[:-1]) * UNITS[part[-1]] for part in re.findall(r"\d+[wdhm]", written))


def spoken(amount: int) -> str:
    """A number of seconds as Jira writes it, rounded down to minutes."""
    parts = []
    for unit, size in UNITS.items():
        number, amount = divmod(amount, size)
        parts.append(f"{number}{unit}" if number else "")
    return " ".join(filter(None, parts)) or "0m"
