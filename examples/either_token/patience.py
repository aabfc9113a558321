"""Waits where too many requests were sent, as long as the server asks, and not for ever."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

REPETITIONS = 3
LONGEST_WAIT = 60.0
"""The seconds that one pause may last; where a server asks for longer, its 429 is the answer."""

_REPEATABLE = {"GET", "HEAD"}


def patiently(send: Callable[[httpx.Request], httpx.Response], request: httpx.Request) -> httpx.Response:
    """The answer to a request; 429 if it still is that after the last repetition.

    What may change something is sent once, whatever comes of it.
    """
    answer = send(request)
    for repetition in range(REPETITIONS if request.method in _REPEATABLE else 0):
        wait = _seconds(answer, repetition)
        if answer.status_code != httpx.codes.TOO_MANY_REQUESTS or wait > LONGEST_WAIT:
            break
        answer.close()
        time.sleep(wait)
        answer = send(request)
    return answer


def _seconds(answer: httpx.Response, repetition: int) -> float:
    """What `Retry-After` asks for, in seconds or as a date; longer each time where it is not there."""
    asked = answer.headers.get("retry-after", "")
    if asked.isdecimal():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):  # missing, no date, or one without a time zone
        return float(2**repetition)
