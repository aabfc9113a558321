"""What a worker sends of a report: one value, with the same content."""

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


ADDED = """
import marshal

import pytest

TOKENS = []

@pytest.fixture
def token(cell_run):
    TOKENS.append(cell_run.session.target.credentials.unscoped)

@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable():
    data = yield
    data["extra"] = list(TOKENS)
    return data

def pytest_sessionstart(session):
    session.config.pluginmanager.register(Seen())

class Seen:
    @pytest.hookimpl(tryfirst=True)
    def pytest_report_from_serializable(self, data):
        with open("seen.txt", "a") as file:
            print(marshal.loads(data["token_conformance_packed"])["extra"], file=file)
"""

SUITE = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/myself")
def test_myself(send, token):
    assert send().json()
"""


@pytest.mark.slow
def test_what_other_plugins_add_to_a_report_is_redacted_before_it_is_packed(pytester: pytest.Pytester) -> None:
    """Nothing looks into a packed report on its way."""
    pytester.makeconftest(ADDED)
    pytester.makepyfile(test_jira_platform=SUITE)
    pytester.runpytest("--target", "edge", "-n", "1", "-p", "no:cacheprovider")
    seen = set((pytester.path / "seen.txt").read_text().splitlines())
    assert "['<unscoped token>']" in seen
    assert not [line for line in seen if line.replace("'<unscoped token>'", "").strip("[], ")]
