"""Reads `Retry-After`: how long a server asks to wait, in seconds or as an HTTP date (RFC 9110, section 10.2.3)."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite

import httpx
from tenacity import Future, RetryCallState, Retrying, wait_exponential_jitter


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


WAIT_SECONDS = 120.0
"""How long the repetitions of one request may be put off, all together."""

TOO_MANY_REQUESTS = 429
_ATTEMPTS_WHEN_REFUSED = 5
_ATTEMPTS_WHEN_FAILED = 3
_BACKOFF_WHEN_REFUSED = wait_exponential_jitter(multiplier=2, max=30, jitter=2)
_BACKOFF_WHEN_FAILED = wait_exponential_jitter(multiplier=0.5, max=5, jitter=0.5)

_IDEMPOTENT = frozenset({"GET", "HEAD"})
"""PUT and DELETE are so too by definition, but not where a thing has changed in between."""

_PASSING_STATUSES = frozenset({500, 502, 503, 504})
_PASSING_ERRORS = (httpx.NetworkError, httpx.TimeoutException, httpx.RemoteProtocolError)


def repetition(method: str, on_refusal: Callable[[float], None]) -> Retrying:
    """What sends a request again; it returns, or raises, what came of it in the end.

    A 429 is an answer to any request, refused before it did anything; what fails otherwise may have been carried out,
    so only what changes nothing is repeated. `on_refusal` is told the seconds that are waited after a 429.
    """

    def is_worth_it(state: RetryCallState) -> bool:
        return _is_refused(state) or (method in _IDEMPOTENT and _has_failed(state))

    def before_sleep(state: RetryCallState) -> None:
        if _is_refused(state):
            on_refusal(state.upcoming_sleep)

    return Retrying(
        retry=is_worth_it,
        wait=_wait,
        stop=_is_enough,
        before_sleep=before_sleep,
        retry_error_callback=lambda state: _outcome(state).result(),
    )


def _wait(state: RetryCallState) -> float:
    """What the server asks for, or else longer each time, with a jitter that keeps processes apart."""
    asked = None if _outcome(state).failed else retry_after(_outcome(state).result().headers)
    return asked or (_BACKOFF_WHEN_REFUSED if _is_refused(state) else _BACKOFF_WHEN_FAILED)(state)


def _is_enough(state: RetryCallState) -> bool:
    attempts = _ATTEMPTS_WHEN_REFUSED if _is_refused(state) else _ATTEMPTS_WHEN_FAILED
    return state.attempt_number >= attempts or state.idle_for + state.upcoming_sleep > WAIT_SECONDS


def _is_refused(state: RetryCallState) -> bool:
    outcome = _outcome(state)
    return not outcome.failed and outcome.result().status_code == TOO_MANY_REQUESTS


def _has_failed(state: RetryCallState) -> bool:
    outcome = _outcome(state)
    if outcome.failed:
        return _may_pass(outcome.exception())
    return outcome.result().status_code in _PASSING_STATUSES


def _may_pass(error: BaseException | None) -> bool:
    """Whether an error may be over the next time; a certificate that is refused stays so."""
    return isinstance(error, _PASSING_ERRORS) and "CERTIFICATE_VERIFY_FAILED" not in str(error)


def _outcome(state: RetryCallState) -> Future:
    assert state.outcome is not None, "asked after an attempt only"  # noqa: S101  # narrows the type
    return state.outcome
