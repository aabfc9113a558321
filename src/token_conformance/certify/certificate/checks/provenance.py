"""Checks of the run's record: it must be of this suite and these rules, possible, and of an access to certify.

The day, the machine and the access are what the author says; nothing that was observed shows them.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from token_conformance._version import __version__
from token_conformance.certify.certificate.run_record import FORMAT, NAME, RunRecord, rules_digest
from token_conformance.certify.observation.access import AccessKind

FIRST_DAY = date(2026, 11, 24)
"""The first day of this project."""
_SKEW = timedelta(days=1)
"""A run can be of tomorrow: the clocks of two machines differ."""

_VERSION = re.compile(r"\d{1,6}(?:\.\d{1,6}){1,3}")
_PYTHON = re.compile(r"3\.(\d{1,2})\.\d{1,2}(?:(?:a|b|rc)\d{1,2})?\+?")
_OLDEST_PYTHON = 11
_YEAR_OF_PYTHON = 2011
"""Python 3.N is released in the year 2011 + N (PEP 602), and tried the year before."""

_PLATFORM = re.compile(r"[A-Za-z0-9._-]{1,40}")


def problems(record: RunRecord, today: date | None = None) -> Iterator[str]:
    """One sentence for each reason why it cannot be derived again here, cannot be certified, or is impossible.

    `today` is the present day, unless it is given.
    """
    if record.format != FORMAT:
        yield f"It has format {record.format}, but this version reads format {FORMAT}: run and pack it again."
        return
    yield from _suite_problems(record)
    if record.door not in set(AccessKind):
        yield f"The door {record.door!r} in {NAME} is unknown: run and pack it again."
    elif not AccessKind(record.door).is_certifiable:
        yield "It was observed at a base URL, which cannot be certified: run it without --base-url, and pack it again."
    yield from _day_problems(record.day, today or datetime.now(UTC).date())
    yield from _machine_problems(record)


def _suite_problems(record: RunRecord) -> Iterator[str]:
    if record.suite == __version__:
        if record.rules != rules_digest():
            yield "It was made with other rules of the edge than this suite has: run and pack it again."
    elif not _VERSION.fullmatch(record.suite):
        yield f"The suite {record.suite!r} in {NAME} is not a version: run and pack it again."
    elif _numbers(record.suite) > _numbers(__version__):
        yield (
            f"It was made with suite {record.suite}, which is newer than this suite {__version__}: update this suite to"
            " verify it."
        )
    else:
        yield (
            f"It was made with suite {record.suite}, but this is suite {__version__}: verify it with"
            f" suite {record.suite}, or run and pack it again."
        )


def _numbers(version: str) -> list[int]:
    found = _VERSION.match(version)
    return [int(number) for number in found[0].split(".")] if found else []


def _day_problems(day: str, today: date) -> Iterator[str]:
    known = _date(day)
    if known is None:
        yield f"The day {day!r} in {NAME} is not a date such as {FIRST_DAY}: run and pack it again."
    elif known > today + _SKEW:
        yield f"The day {day} in {NAME} is in the future: correct the clock, or run and pack it again."
    elif known < FIRST_DAY:
        yield f"The day {day} in {NAME} is before {FIRST_DAY}, the first of this project: run and pack it again."


def _date(text: str) -> date | None:
    """The date in the one form that a record has, out of those that ISO 8601 permits."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None


def _machine_problems(record: RunRecord) -> Iterator[str]:
    found, day = _PYTHON.fullmatch(record.python), _date(record.day)
    newest = (day.year if day else date.max.year) - _YEAR_OF_PYTHON + 1
    if not found or not _OLDEST_PYTHON <= int(found[1]) <= newest:
        yield f"No Python {record.python!r} that runs this suite existed on the day in {NAME}: run and pack it again."
    if not _PLATFORM.fullmatch(record.platform):
        yield f"The platform {record.platform!r} in {NAME} is not the name of a system: run and pack it again."
