"""The time of a command passes only while it could run."""

import os
import time

import pytest

from token_conformance.certify.observation.time_limit import MOST, TimeLimit, waited_seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that a test sets."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize(
    ("waited", "seconds", "left"),
    [(0.0, 5.0, 15.0), (0.0, 19.5, 0.5), (0.0, 20.0, 0.0), (4.0, 20.0, 4.0), (4.0, 24.0, 0.0), (4.0, 30.0, 0.0)],
)
def test_waiting_for_a_processor_does_not_count(clock: list[float], waited: float, seconds: float, left: float) -> None:
    """At the limit, the seconds for which the command waited are added to it."""
    limit = TimeLimit(20.0, lambda: waited)
    clock[0] += seconds
    assert left == limit.left()


def test_a_command_that_always_waits_ends(clock: list[float]) -> None:
    """On a machine that never runs it, a command has a last moment too."""
    limit = TimeLimit(20.0, lambda: clock[0] - 100)
    clock[0] += 20.0 * (1 + MOST) - 1
    assert 1.0 == limit.left()
    clock[0] += 1
    assert 0.0 == limit.left()


def test_a_command_that_has_ended_is_not_waited_for(clock: list[float]) -> None:
    """A child that keeps a stream open gets a moment, however busy the machine is."""
    limit = TimeLimit(20.0, lambda: 60.0)
    limit.end_within(0.5)
    assert 0.5 == limit.left()
    clock[0] += 0.5
    assert 0.0 == limit.left()


def test_processes_tell_how_long_they_waited() -> None:
    """The longest time of a process below this one; none without such a process."""
    child = os.fork()
    if not child:
        time.sleep(30)
        os._exit(0)
    try:
        assert 0 <= waited_seconds(os.getpid()) < 30
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
    assert 0.0 == waited_seconds(2**22 + 1)
