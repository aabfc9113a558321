"""Times in a query: dates, and functions such as `now("-7d")`. The caller's time zone is UTC in the local model."""

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from token_conformance.edge.products.confluence.answers import unmodelled
from token_conformance.edge.products.confluence.cql.tokens import parse_error

_FORMATS = {"%Y-%m-%d": timedelta(days=1), "%Y-%m-%d %H:%M": timedelta(minutes=1)}
_OFFSET = re.compile(r"([+-]?)(\d{1,5})([yMwdhm])")
_UNITS = {"w": timedelta(weeks=1), "d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
_LAST = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Moment:
    """A time of a query, and how long what it names lasts: a day, a minute or nothing."""

    start: datetime
    length: timedelta = timedelta(0)

    def contains(self, time: datetime) -> bool:
        """Whether a time is in it."""
        return self.start <= time < self.start + max(self.length, _LAST)


def date(text: str) -> Moment:
    """The moment of a date such as `2026-01-05` or `2026/01/05 09:30`. Raises ApiError (400)."""
    for pattern, length in _FORMATS.items():
        try:
            return Moment(datetime.strptime(text.replace("/", "-"), pattern).replace(tzinfo=UTC), length)
        except ValueError:
            continue
    raise parse_error(text)


def called(name: str, arguments: list[str], now: datetime) -> Moment:
    """The moment that a function returns. Raises ApiError: 400 for a wrong call, 501 for an unknown function."""
    function = _FUNCTIONS.get(name.casefold())
    if function is None:
        raise unmodelled(f"the function {name}() in a query")
    if len(arguments) > 1:
        raise parse_error(arguments[1])
    return Moment(_moved(function(now), arguments[0]) if arguments else function(now))


def _moved(time: datetime, offset: str) -> datetime:
    found = _OFFSET.fullmatch(offset)
    if found is None:
        raise parse_error(offset)
    sign, number, unit = -1 if found[1] == "-" else 1, int(found[2]), found[3]
    try:
        return time + sign * number * _UNITS[unit] if unit in _UNITS else _by_months(time, sign * number, unit)
    except (OverflowError, ValueError):
        raise parse_error(offset) from None


def _by_months(time: datetime, number: int, unit: str) -> datetime:
    months = time.year * 12 + time.month - 1 + number * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    day = min(time.day, calendar.monthrange(year, month + 1)[1])
    return time.replace(year=year, month=month + 1, day=day)


def _day(time: datetime) -> datetime:
    return time.replace(hour=0, minute=0, second=0, microsecond=0)


def _month(time: datetime) -> datetime:
    return _day(time).replace(day=1)


def _year(time: datetime) -> datetime:
    return _month(time).replace(month=1)


_FUNCTIONS: Mapping[str, Callable[[datetime], datetime]] = {
    "now": lambda time: time,
    "startofday": _day,
    "startofmonth": _month,
    "startofyear": _year,
    "endofday": lambda time: _day(time) + timedelta(days=1) - _LAST,
    "endofmonth": lambda time: _by_months(_month(time), 1, "M") - _LAST,
    "endofyear": lambda time: _by_months(_year(time), 1, "y") - _LAST,
}
