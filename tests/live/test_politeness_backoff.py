"""How long is waited where the server does not say, without waiting for it here."""

import time
from collections.abc import Callable

import httpx
import pytest

from token_conformance.exchange.retry import repetition

Answers = Callable[[], httpx.Response]


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that would have been slept."""
    naps: list[float] = []
    monkeypatch.setattr(time, "sleep", naps.append)
    return naps


def always(status: int, **headers: str) -> Answers:
    """A server that answers the same each time."""
    return lambda: httpx.Response(status, headers={name.replace("_", "-"): value for name, value in headers.items()})


def ignore(_: float) -> None:
    """Nobody shares the wait."""


def test_without_retry_after_the_wait_grows_and_has_a_jitter(naps: list[float]) -> None:
    """Each wait is within two seconds of twice the one before, and no two runs wait alike."""
    assert 429 == repetition("POST", ignore)(always(429)).status_code
    assert [True] * 4 == [2**step <= nap <= 2**step + 2 for step, nap in enumerate(naps, start=1)]
    first, naps[:] = naps.copy(), []
    repetition("POST", ignore)(always(429))
    assert first != naps


def test_a_retry_after_of_nothing_does_not_lead_to_a_storm(naps: list[float]) -> None:
    """A server that asks for no wait after a refusal is given one all the same."""
    repetition("GET", ignore)(always(429, retry_after="0"))
    assert [True] * 4 == [nap >= 2 for nap in naps]


def test_all_waits_together_are_bounded(naps: list[float]) -> None:
    """The third wait of fifty seconds would be beyond two minutes, and is not begun."""
    assert 429 == repetition("GET", ignore)(always(429, retry_after="50")).status_code
    assert [50.0, 50.0] == naps


def test_others_are_told_of_a_wait_after_429_only(naps: list[float]) -> None:
    """A fault of one endpoint holds up nobody else."""
    told: list[float] = []
    repetition("GET", told.append)(always(429, retry_after="7"))
    assert naps == told
    repetition("GET", told.append)(always(503, retry_after="7"))
    assert [7.0] * 4 == told
    assert [7.0] * 6 == naps


def test_an_error_that_does_not_pass_is_raised_as_it_is(naps: list[float]) -> None:
    """The last of three attempts tells what went wrong."""

    def unreachable() -> httpx.Response:
        raise httpx.ConnectError("nobody there")

    with pytest.raises(httpx.ConnectError, match="nobody there"):
        repetition("GET", ignore)(unreachable)
    assert 2 == len(naps)


@pytest.mark.parametrize("status", [200, 401, 404, 501])
def test_other_answers_are_final(naps: list[float], status: int) -> None:
    """They are what the cell is about."""
    assert status == repetition("GET", ignore)(always(status)).status_code
    assert [] == naps
