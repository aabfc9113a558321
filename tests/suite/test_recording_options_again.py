"""Recordings do not depend on the time, on the order of the cells, or on the number of processes."""

from collections.abc import Callable
from pathlib import Path

import pytest

Suite = Callable[..., pytest.RunResult]

THREE = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/search/jql")
def test_myself(send, tenant):
    issues = send(query={"jql": f"project = {tenant.project_key}", "fields": "summary"}).json()["issues"]
    assert tenant.project_key == issues[0]["key"].rpartition("-")[0]

@endpoint("POST /rest/api/3/issue", writes=True)
def test_create(send, tenant, title):
    fields = {"project": {"key": tenant.project_key}, "issuetype": {"name": "Task"}, "summary": title}
    assert send(json={"fields": fields}).json()["key"]

@endpoint("PUT /rest/api/3/issue/{issueIdOrKey}", writes=True)
def test_edit(send, disposable_issue):
    send(path={"issueIdOrKey": disposable_issue}, json={"fields": {"summary": "Edited"}})
"""

REVERSED = """
import pytest

@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.reverse()
"""

AS_DECLARED = ["-k", "test_myself or not scoped-site or unscoped-site"]
"""All cells but two: the small suite declares only that its first endpoint deviates."""


@pytest.fixture
def record(suite: Suite, pytester: pytest.Pytester) -> Callable[..., dict[Path, str]]:
    """Record the suite again; returns the text of each cassette."""

    def run(*options: str) -> dict[Path, str]:
        folder = pytester.path / "cassettes"
        result = suite("--record-mode=rewrite", *AS_DECLARED, *options, code=THREE, outcome="empty")
        assert {"passed": 21, "xfailed": 1}.items() <= result.parseoutcomes().items()
        return {path.relative_to(folder): path.read_text() for path in folder.rglob("*") if path.is_file()}

    return run


@pytest.mark.slow
def test_a_second_recording_is_the_same_in_any_order(
    record: Callable[..., dict[Path, str]], pytester: pytest.Pytester
) -> None:
    """Things that other cells created in the tenant leave no trace, and only cassettes are left."""
    first = record()
    assert {".json"} == {path.suffix for path in first}
    pytester.makeconftest(REVERSED)
    assert first == record()


@pytest.mark.slow
def test_two_processes_record_what_one_does(record: Callable[..., dict[Path, str]]) -> None:
    """Each cell has its own cassette."""
    assert record() == record("-n", "2")
