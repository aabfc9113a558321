"""Repeats a request after 429 Too Many Requests, a few times, and waits as long as the server asks."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

REPETITIONS = 3
LONGEST_WAIT = 60.0
"""The longest pause in seconds; if a server asks for a longer one, its 429 is the answer."""

_REPEATABLE = {"GET", "HEAD"}


def patiently(send: Callable[[httpx.Request], httpx.Response], request: httpx.Request) -> httpx.Response:
    """The answer to a request, which is still 429 if the last repetition was answered so.

    Only GET and HEAD are repeated: a request that may change something is sent once.
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
    """The pause that `Retry-After` asks for, in seconds or as a date; without it, a longer pause each time."""
    asked = answer.headers.get("retry-after", "")
    if asked.isdecimal():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):  # it is missing, not a date, or a date without a time zone
        return float(2**repetition)
