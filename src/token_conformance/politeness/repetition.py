"""Which request is sent again, after how long, and when that ends.

tenacity does the repeating: it judges answers as well as exceptions, and takes the waiting time from a function, as
`Retry-After` needs it. (stamina, its opinionated wrapper, judges exceptions only, and logs the arguments of calls.)
"""

from collections.abc import Callable

import httpx
from tenacity import Future, RetryCallState, Retrying, wait_exponential_jitter

from token_conformance.politeness.retry_after import retry_after

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
