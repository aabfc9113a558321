"""Dates in JQL: as they are written, relative to now, and as the results of functions. The time zone is UTC."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.jira.jql.syntax import Operand

_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2}))?", re.ASCII)
_MILLISECONDS = re.compile(r"\d{10,13}", re.ASCII)
_PERIOD = re.compile(r"([+-]?)((?:\d{1,5}[wdhm] ?)+)", re.ASCII)
_INCREMENT = re.compile(r"([+-]?\d{1,5})([yMwdhm]?)", re.ASCII)
_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes"}
_MONTHS = 12
_SUNDAY = 6


def read_date(value: str, field: str, now: datetime) -> datetime:
    """The time that a value names, such as `2026-01-05`, `2026/01/05 09:00` or `-7d`. Raises ApiError (400)."""
    try:
        found = _absolute(value) or _relative(value, now)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise ApiError(
            400,
            f"Date value '{value}' for field '{field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', "
            "'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.",
        )
    return found


def _absolute(value: str) -> datetime | None:
    if match := _DATE.fullmatch(value):
        year, month, day, hour, minute = (int(group or 0) for group in match.groups())
        return datetime(year, month, day, hour, minute, tzinfo=UTC)
    return datetime.fromtimestamp(int(value) / 1000, UTC) if _MILLISECONDS.fullmatch(value) else None


def _relative(value: str, now: datetime) -> datetime | None:
    match = _PERIOD.fullmatch(value)
    if match is None:
        return None
    period = sum((_units(part[:-1], part[-1]) for part in re.findall(r"\d+[wdhm]", match[2])), timedelta())
    return now - period if match[1] == "-" else now + period


def _units(number: str, unit: str) -> timedelta:
    return timedelta(**{_UNITS[unit]: int(number)})


def _day(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _week(now: datetime) -> datetime:
    """The beginning of the week, which is Sunday in Jira's default language."""
    return _day(now) - timedelta(days=(now.weekday() - _SUNDAY) % 7)


def _month(now: datetime) -> datetime:
    return _day(now).replace(day=1)


def _year(now: datetime) -> datetime:
    return _month(now).replace(month=1)


def _later(time: datetime, number: int, unit: str) -> datetime:
    """A time some units later; `M` is a month and `y` a year, which end on the last day at the latest."""
    if unit not in {"M", "y"}:
        return time + _units(str(number), unit)
    months = time.year * _MONTHS + time.month - 1 + number * (_MONTHS if unit == "y" else 1)
    year, month = divmod(months, _MONTHS)
    day = min(time.day, monthrange(year, month + 1)[1])
    return time.replace(year=year, month=month + 1, day=day)


_STARTS: Mapping[str, tuple[Callable[[datetime], datetime], str]] = {
    "day": (_day, "d"),
    "week": (_week, "w"),
    "month": (_month, "M"),
    "year": (_year, "y"),
}
FUNCTIONS = ("now", *(f"{edge}of{period}" for edge in ("start", "end") for period in _STARTS))
"""The functions whose result is a time, in lower case."""


def call(function: Operand, now: datetime) -> datetime:
    """The result of one of the functions, such as `startOfDay(-7d)`. Raises ApiError (400)."""
    name = function.text.casefold()
    if name == "now":
        return now
    edge, _, period = name.partition("of")
    start, unit = _STARTS[period]
    try:
        first = _moved(start(now), function.arguments, unit)
        return first if edge == "start" else _later(first, 1, unit) - timedelta(milliseconds=1)
    except (ValueError, OverflowError):
        message = f"Increment '{', '.join(function.arguments)}' for function '{function.text}' is invalid."
        raise ApiError(400, message) from None


def _moved(time: datetime, arguments: tuple[str, ...], default_unit: str) -> datetime:
    """A time moved by an increment; without a unit it is the function's own. Raises ValueError."""
    if not arguments:
        return time
    match = _INCREMENT.fullmatch(arguments[0].strip())
    if match is None or len(arguments) > 1:
        raise ValueError(arguments)
    return _later(time, int(match[1]), match[2] or default_unit)
