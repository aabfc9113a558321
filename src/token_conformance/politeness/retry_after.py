"""Reads `Retry-After`: how long a server asks to wait, in seconds or as an HTTP date (RFC 9110, section 10.2.3)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds to wait, 0 or more; None where the header is missing or means nothing.

    A date is compared with the server's own clock, if the answer has its time in `Date`.
    """
    value = headers.get("retry-after", "")
    seconds = _seconds(value)
    if seconds is None:
        seconds = _until(value, headers.get("date", ""))
    return None if seconds is None else max(seconds, 0.0)


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if isfinite(seconds) else None


def _until(value: str, now: str) -> float | None:
    moment = _date(value)
    return (moment - (_date(now) or datetime.now(UTC))).total_seconds() if moment else None


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
