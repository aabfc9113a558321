"""What a worker sends of a report: one value, with the same content."""

import marshal
from pathlib import Path
from typing import Any

import pytest

from token_conformance.suite.distributed.packed_reports import PACKED, packed, unpack

REPORT = {
    "nodeid": "test_it.py::test_it[é]",
    "location": ("test_it.py", 3, "test_it[é]"),
    "keywords": {"test_it[é]": 1},
    "longrepr": ("test_it.py", 3, "Skipped: \udcff"),
    "user_properties": [("name", {1: [None, 1.5, True, b"\xff"]})],
    "$report_type": "TestReport",
}


def test_a_report_is_the_same_when_it_is_unpacked() -> None:
    """Also its tuples, which JSON would make lists; what pytest-xdist has added to it stays."""
    sent: dict[str, Any] = packed(dict(REPORT))
    assert {PACKED} == sent.keys()
    sent["item_index"] = 7
    unpack(sent)
    assert {**REPORT, "item_index": 7} == sent


def test_a_report_with_a_value_of_another_type_is_sent_as_it_is() -> None:
    """pytest-xdist decides what becomes of it."""
    report = {**REPORT, "extra": Path("x")}
    assert report is packed(report)
    unpack(report)
    assert Path("x") == report["extra"]


REDACTED = """
import marshal

import pytest

def pytest_sessionstart(session):
    session.config.pluginmanager.register(Seen())

class Seen:
    @pytest.hookimpl(tryfirst=True)
    def pytest_report_from_serializable(self, data):
        with open("seen.bin", "ab") as file:
            file.write(data["token_conformance_packed"])
"""

PRINTS = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/myself")
def test_myself(send, cell_run):
    print(cell_run.session.target.credentials.unscoped)
    send()
    assert False
"""


def test_what_a_worker_sends_is_redacted_before_it_is_packed(pytester: pytest.Pytester) -> None:
    """Nothing looks into a packed report on its way."""
    pytester.makeconftest(REDACTED)
    pytester.makepyfile(test_jira_platform=PRINTS)
    pytester.runpytest_subprocess("--target", "edge", "-n", "1", "-p", "no:cacheprovider")
    seen = (pytester.path / "seen.bin").read_bytes()
    assert b"<unscoped token>" in seen
    assert marshal.loads(seen)  # noqa: S302  # the first of the reports
