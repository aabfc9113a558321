"""Tests with generated examples try the same ones each time, and no busy machine fails them."""

import re
from pathlib import Path

from hypothesis import HealthCheck, settings

from properties import BUSY

TESTS = Path(__file__).parents[1]
WITH_SETTINGS_OF_THEIR_OWN = {"properties.py", "queries_by_hand.py", "test_brute_force.py"}


def test_the_profile_holds_for_each_test_that_is_run_alone() -> None:
    """Each test takes `given` from the module that loads the profiles."""
    imports = re.compile(r"^from hypothesis import .*\bgiven\b", re.MULTILINE)
    found = {path.name for path in TESTS.rglob("*.py") if imports.search(path.read_text(encoding="utf-8"))}
    assert set() == found - WITH_SETTINGS_OF_THEIR_OWN


def test_no_time_and_no_chance_decides() -> None:
    """The default of each setting of hypothesis is otherwise."""
    assert (None, None, HealthCheck.too_slow in BUSY) == (settings().deadline, settings().database, True)
    assert set(BUSY) <= set(settings().suppress_health_check)
