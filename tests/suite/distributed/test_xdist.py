"""Which worker of a distributed run gets which tests, and what is lost when one dies."""

from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import Mock

import pytest
from xdist.remote import Producer

from token_conformance.suite.distributed.xdist import EndpointScheduling, scheduler

DIES = """
import os
import pytest

@pytest.mark.parametrize("n", range(3))
def test_before(n):
    pass

@pytest.mark.parametrize("n", range(3))
def test_dies(n):
    if n == 1:
        os._exit(3)

@pytest.mark.parametrize("n", range(3))
def test_after(n):
    pass
"""


GROUPED = """
import os
import pytest

@pytest.mark.parametrize("n", range(8))
@pytest.mark.xdist_group("together")
def test_grouped(n):
    with open(os.environ["FOUND"], "a") as file:
        file.write(os.environ["PYTEST_XDIST_WORKER"] + "\\n")

@pytest.mark.parametrize("n", range(8))
def test_others(n):
    pass
"""

NODE_IDS = [
    "suites/endpoints/test_confluence.py::test_get_page[scoped-site]",
    "suites/endpoints/test_confluence.py::test_get_page[none-gateway]",
    "tests/test_a.py::test_numbers[1]",
    "tests/test_a.py::test_numbers[2]",
    "tests/test_a.py::test_addresses[a@example.com]",
    "tests/test_a.py::test_browser@browser",
    "tests/test_b.py::test_browsers[1]@browser",
    "suites/catalogue/test_every_call.py::test_jsm[get-info-none-site]",
    "suites/catalogue/test_every_call.py::test_jsm[get-info-unscoped-gateway]",
    "suites/catalogue/test_every_call.py::test_jsm[get-info-id-none-site]",
]


@pytest.mark.slow
@pytest.mark.parametrize("dist", ["load", "loadgroup"])
def test_what_a_dead_worker_has_left_is_run_by_another(pytester: pytest.Pytester, dist: str) -> None:
    """The run ends, and the test in which the worker died fails once."""
    pytester.makeconftest("import token_conformance")
    pytester.makepyfile(DIES)
    result = pytester.runpytest_subprocess("-n2", "--dist", dist, "-p", "no:cacheprovider", timeout=120)
    result.assert_outcomes(passed=8, failed=1)
    result.stdout.fnmatch_lines(["worker *crashed while running *::test_dies[[]1[]]'"])


@pytest.mark.parametrize(
    ("dist", "units"),
    [
        ("load", [[0, 1], [5, 6], [2, 3], [4], [7, 8], [9]]),
        ("loadgroup", [[0, 1], [5, 6], [2], [3], [4], [7, 8], [9]]),
    ],
    ids=["load", "loadgroup"],
)
def test_tests_that_stay_together(dist: str, units: list[list[int]]) -> None:
    """Cells of an endpoint or call and tests of a group always do, other parameters of a test in the ordinary mode."""
    scheduling = make_scheduling(dist)
    assert scheduling is not None
    scopes: dict[str, list[int]] = {}
    for number, node_id in enumerate(NODE_IDS):
        scopes.setdefault(scheduling._split_scope(node_id), []).append(number)
    assert sorted(units) == sorted(scopes.values())


@pytest.mark.slow
def test_a_group_runs_on_one_worker(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the versions of pytest and pytest-xdist that are installed."""
    monkeypatch.setenv("FOUND", str(pytester.path / "found"))
    pytester.makeconftest("import token_conformance")
    pytester.makepyfile(GROUPED)
    result = pytester.runpytest_subprocess("-n2", "--dist", "loadgroup", "-p", "no:cacheprovider", timeout=120)
    result.assert_outcomes(passed=16)
    workers = (pytester.path / "found").read_text().splitlines()
    assert (8, 1) == (len(workers), len(set(workers)))


def test_a_unit_is_forgotten_with_its_last_test() -> None:
    """After each test, pytest-xdist asks all units that a worker has: those that ended must not be among them."""
    scheduling = make_scheduling("load")
    assert scheduling is not None
    node = Mock(shutting_down=True)
    scheduling.registered_collections[node] = ["test_a[1]", "test_b", "test_a[2]"]
    scheduling.assigned_work[node] = {"test_a": {"test_a[1]": False, "test_a[2]": False}, "test_b": {"test_b": False}}
    left = []
    for number in range(3):
        scheduling.mark_test_complete(node, number)
        left.append([*scheduling.assigned_work[node]])
    assert [["test_a", "test_b"], ["test_a"], []] == left


def test_what_is_given_to_a_worker_that_has_just_died_is_not_lost() -> None:
    """Until its death is noticed, its pipe only refuses; then another worker gets its cells."""
    scheduling = make_scheduling("load")
    assert scheduling is not None
    dead, other = Mock(shutting_down=False), Mock(shutting_down=False)
    other.shutdown.side_effect = lambda: setattr(other, "shutting_down", True)
    dead.send_runtest_some.side_effect = OSError("cannot send (already closed?)")
    names = ["test_a", "test_b", "test_c", "test_d"]
    scheduling.registered_collections |= {dead: names, other: names}
    scheduling.assigned_work |= {dead: {"test_a": {"test_a": False}}, other: {}}
    scheduling.workqueue.update({name: {name: False} for name in names[1:]})
    scheduling.mark_test_complete(dead, 0)
    assert "test_b" == scheduling.remove_node(dead)
    assert {"test_c", "test_d"} == scheduling.assigned_work[other].keys()


def test_other_modes_are_those_of_xdist() -> None:
    """Whoever asks for whole files or modules gets what pytest-xdist does: it keeps an endpoint together."""
    assert [None, None] == [make_scheduling(dist) for dist in ("loadfile", "loadscope")]


@pytest.mark.parametrize("dist", ["load", "loadgroup", "worksteal"])
def test_no_mode_parts_an_endpoint(dist: str) -> None:
    """Its cells are judged by its controls, which the same worker must have run."""
    assert isinstance(make_scheduling(dist), EndpointScheduling)


def make_scheduling(dist: str) -> EndpointScheduling | None:
    """The scheduler of a run with two workers."""
    options: dict[str, Any] = {"dist": dist, "tx": ["2*popen"]}
    config = SimpleNamespace(getoption=options.get, getvalue=options.get)
    return scheduler(cast("pytest.Config", config), Producer("test"))
