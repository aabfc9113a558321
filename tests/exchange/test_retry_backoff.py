"""The waits of the retry policy, without real waiting."""

import time
from collections.abc import Callable

import httpx
import pytest

from token_conformance.exchange.retry import retry_policy

Answers = Callable[[], httpx.Response]


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds of each wait, which is skipped."""
    naps: list[float] = []
    monkeypatch.setattr(time, "sleep", naps.append)
    return naps


def always(status: int, **headers: str) -> Answers:
    """A server that answers the same each time."""
    return lambda: httpx.Response(status, headers={name.replace("_", "-"): value for name, value in headers.items()})


def ignore(_: float) -> None:
    """Do not share the wait."""


def test_without_retry_after_the_wait_grows_and_has_a_jitter(naps: list[float]) -> None:
    """Each wait is 2 to the power of its number plus up to two seconds, and no two runs wait equally long."""
    assert 429 == retry_policy("POST", ignore)(always(429)).status_code
    assert [True] * 4 == [2**step <= nap <= 2**step + 2 for step, nap in enumerate(naps, start=1)]
    first, naps[:] = naps.copy(), []
    retry_policy("POST", ignore)(always(429))
    assert first != naps


def test_a_retry_after_of_zero_is_not_followed(naps: list[float]) -> None:
    """After a 429 the exchange waits even if the server asks for no wait."""
    retry_policy("GET", ignore)(always(429, retry_after="0"))
    assert [True] * 4 == [nap >= 2 for nap in naps]


def test_all_waits_together_are_limited(naps: list[float]) -> None:
    """The third wait of fifty seconds would exceed two minutes, and is not started."""
    assert 429 == retry_policy("GET", ignore)(always(429, retry_after="50")).status_code
    assert [50.0, 50.0] == naps


def test_only_a_wait_after_429_is_shared(naps: list[float]) -> None:
    """A failure of one endpoint does not delay other requests."""
    shared: list[float] = []
    retry_policy("GET", shared.append)(always(429, retry_after="7"))
    assert naps == shared
    retry_policy("GET", shared.append)(always(503, retry_after="7"))
    assert [7.0] * 4 == shared
    assert [7.0] * 6 == naps


def test_an_error_that_stays_is_raised_unchanged(naps: list[float]) -> None:
    """The error of the last of three attempts is raised."""

    def unreachable() -> httpx.Response:
        raise httpx.ConnectError("nobody there")

    with pytest.raises(httpx.ConnectError, match="nobody there"):
        retry_policy("GET", ignore)(unreachable)
    assert 2 == len(naps)


@pytest.mark.parametrize("status", [200, 401, 404, 501])
def test_other_answers_are_final(naps: list[float], status: int) -> None:
    """The cell is judged by them."""
    assert status == retry_policy("GET", ignore)(always(status)).status_code
    assert [] == naps
