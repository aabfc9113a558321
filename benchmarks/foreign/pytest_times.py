"""A plugin for the pytest of a foreign suite: it writes a line of JSON for each test, with its times and outcome.

It is loaded in an environment that has nothing of this project, so it imports pytest and certifi alone, which every
HTTP client of Python brings along.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import certifi
import pytest

certifi.where = lambda: os.environ["SSL_CERT_FILE"]  # some clients trust the authorities of this package alone
_ORDER = ("passed", "skipped", "failed")
_NEVER_ENDED = {"outcome": "failed", "reason": "the test was ended from outside"}
_current: dict[str, str] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Write the line of a test when its teardown has ended."""
    _current.clear()
    started = time.time()
    try:
        return (yield)
    finally:
        line = {"name": item.nodeid, "started": started, "ended": time.time(), **_NEVER_ENDED}
        line |= _current
        with Path(os.environ["FOREIGN_TESTS"]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep the worst outcome of set-up, call and teardown, with the last line of its reason."""
    if _ORDER.index(report.outcome) >= _ORDER.index(_current.get("outcome", "passed")):
        lines = [line for line in report.longreprtext.splitlines() if line.startswith("E ")] or [""]
        _current.update(outcome=report.outcome, reason=lines[-1][1:].strip()[:300])
