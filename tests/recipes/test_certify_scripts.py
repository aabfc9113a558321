"""The GitLab and Bitbucket recipes, run as their services run them: green as expected, red on worse and on stale."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from recipe_runner.machine import Machine
from recipe_runner.scripts import Done, run_bitbucket, run_gitlab
from vendor_changes import make_stale, make_worse

RECIPES = Path(__file__).parents[2] / "recipes" / "certify"


def gitlab(machine: Machine, repository: Path) -> Done:
    """Run the job of the GitLab recipe."""
    folder = repository.with_name("runner")
    return run_gitlab(machine, repository, folder, RECIPES / "gitlab-ci.yml", "certify")


def bitbucket(machine: Machine, repository: Path) -> Done:
    """Run the step of the Bitbucket recipe."""
    return run_bitbucket(machine, repository, repository.with_name("runner"), RECIPES / "bitbucket-pipelines.yml")


Run = Callable[[Machine, Path], Done]

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("recipes")]
both = pytest.mark.parametrize("run", [gitlab, bitbucket])


@pytest.mark.nightly
@both
def test_a_product_is_green_as_expected(run: Run, machine: Machine, repository: Path) -> None:
    """Observations and reports are kept, with the test report where the service looks for it."""
    done = run(machine, repository)
    assert 0 == done.ended.status, done.ended.output
    assert "As expected by token-conformance/expected.toml, which has" in done.ended.output
    assert {"certification/mine/run.json", "results.json", "results.md"} <= set(done.artifacts)
    assert ["results.xml"] == [Path(name).name for name in done.reports]


@pytest.mark.parametrize("run", [gitlab, pytest.param(bitbucket, marks=pytest.mark.nightly)])
def test_a_worse_product_is_red(run: Run, machine: Machine, repository: Path) -> None:
    """The line and the test report name the requirement."""
    make_worse(repository)
    done = run(machine, repository)
    assert 1 == done.ended.status, done.ended.output
    assert "  worse   T10: expected pass, got fail. " in done.ended.output
    assert "T10" in failed(done, repository)


@pytest.mark.nightly
@both
def test_a_stale_expectation_is_red(run: Run, machine: Machine, repository: Path) -> None:
    """By a status of its own, and in the test report."""
    make_stale(repository)
    done = run(machine, repository)
    assert 3 == done.ended.status, done.ended.output
    assert "  better  T1: expected fail, got pass. " in done.ended.output
    assert ["T1"] == failed(done, repository)


def failed(done: Done, repository: Path) -> list[str]:
    """The test cases that the service shows as failed."""
    (report,) = done.reports
    cases = ET.parse(repository / report).iter("testcase")  # noqa: S314  # our own XML
    return [case.attrib["name"] for case in cases if case.find("failure") is not None]
