"""The retry policy: which requests are sent again, how often, and after which wait; and the header `Retry-After`."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite

import httpx
from tenacity import Future, RetryCallState, Retrying, wait_exponential_jitter

from token_conformance.exchange.reads import READING

WAIT_SECONDS = 120.0
"""The maximum of all waits for one request together, in seconds."""

TOO_MANY_REQUESTS = 429
_ATTEMPTS_WHEN_REFUSED = 5
_ATTEMPTS_WHEN_FAILED = 3
_BACKOFF_WHEN_REFUSED = wait_exponential_jitter(multiplier=2, max=30, jitter=2)
_BACKOFF_WHEN_FAILED = wait_exponential_jitter(multiplier=0.5, max=5, jitter=0.5)

_TRANSIENT_STATUSES = frozenset({500, 502, 503, 504})
_TRANSIENT_ERRORS = (httpx.NetworkError, httpx.TimeoutException, httpx.RemoteProtocolError)


def retry_policy(method: str, on_refusal: Callable[[float], None]) -> Retrying:
    """The policy for requests of a method. Calling it with a function returns, or raises, the function's last result.

    A request that is answered with 429 was not carried out, so every method is sent again. After another failure it
    may have been carried out, so only a method that changes nothing is sent again: PUT and DELETE are idempotent by
    definition, but not if another client changes the thing between two requests. `on_refusal` is called with the
    seconds of the wait after a 429.
    """

    def is_retried(state: RetryCallState) -> bool:
        return _is_refused(state) or (method in READING and _has_failed(state))

    def before_sleep(state: RetryCallState) -> None:
        if _is_refused(state):
            on_refusal(state.upcoming_sleep)

    return Retrying(
        retry=is_retried,
        wait=_wait,
        stop=_is_last,
        before_sleep=before_sleep,
        retry_error_callback=lambda state: _outcome(state).result(),
    )


def _wait(state: RetryCallState) -> float:
    """The wait that the server asks for, or an exponential backoff with a jitter that keeps processes apart."""
    requested = None if _outcome(state).failed else retry_after(_outcome(state).result().headers)
    return requested or (_BACKOFF_WHEN_REFUSED if _is_refused(state) else _BACKOFF_WHEN_FAILED)(state)


def _is_last(state: RetryCallState) -> bool:
    attempts = _ATTEMPTS_WHEN_REFUSED if _is_refused(state) else _ATTEMPTS_WHEN_FAILED
    return state.attempt_number >= attempts or state.idle_for + state.upcoming_sleep > WAIT_SECONDS


def _is_refused(state: RetryCallState) -> bool:
    outcome = _outcome(state)
    return not outcome.failed and outcome.result().status_code == TOO_MANY_REQUESTS


def _has_failed(state: RetryCallState) -> bool:
    outcome = _outcome(state)
    if outcome.failed:
        return _is_transient(outcome.exception())
    return outcome.result().status_code in _TRANSIENT_STATUSES


def _is_transient(error: BaseException | None) -> bool:
    """Whether an error may not occur again; a certificate that was refused will be refused again."""
    return isinstance(error, _TRANSIENT_ERRORS) and "CERTIFICATE_VERIFY_FAILED" not in str(error)


def _outcome(state: RetryCallState) -> Future:
    assert state.outcome is not None, "there has been an attempt"  # noqa: S101  # narrows the type
    return state.outcome


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The wait of `Retry-After` in seconds, 0 or more; None if the header is missing or invalid.

    The header has seconds or an HTTP date (RFC 9110, section 10.2.3). A date is compared with the server's clock if the
    answer has a `Date` header, otherwise with the local clock.
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
    date = _date(value)
    return (date - (_date(now) or datetime.now(UTC))).total_seconds() if date else None


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # the latter for a number that no clock has
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
