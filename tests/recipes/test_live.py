"""The recipes' live runs, with a local edge as the tenant: green if all is as committed, red if a cell got worse."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from recipe_runner.github import Job, Settings
from recipe_runner.machine import Ended, Machine
from recipe_runner.scripts import run_bitbucket, run_gitlab
from recipe_runner.tenant import Tenant
from recipe_runner.tenant import tenant as tenant_with

RECIPES = Path(__file__).parents[2] / "recipes"
SECRET = ("_TOKEN", "_EMAIL")
NOT_SENT = "left out on purpose: the run was not allowed to write"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("recipes")]


@dataclass(frozen=True)
class Ran:
    """A live job on one of the services: how its lines ended, and what was kept."""

    is_red: bool
    output: str
    kept: list[str]


@pytest.fixture(scope="module")
def worse_tenant() -> Iterator[Tenant]:
    """A tenant that refuses every token in one operation, which no preflight uses."""
    with tenant_with("expired@path=/project/search") as given:
        yield given


def github(machine: Machine, repository: Path, tenant: Tenant) -> Ran:
    """Run the job of the GitHub recipe, with the settings where the recipe reads them."""
    secrets = {name: value for name, value in tenant.settings.items() if name.endswith(SECRET)}
    settings = {name: value for name, value in tenant.settings.items() if name not in secrets}
    contexts = {"github": {"event_name": "schedule"}, "vars": Settings(settings), "secrets": Settings(secrets)}
    folder = repository.with_name("runner")
    folder.mkdir()
    ready = replace(machine, variables=tenant.network)
    job = Job(ready, repository, folder, contexts=contexts).run(RECIPES / "github-actions.yml", "live")
    return Ran(job.failed, job.output + job.summary, job.artifacts.get("live-results", []))


def gitlab(machine: Machine, repository: Path, tenant: Tenant) -> Ran:
    """Run the job of the GitLab recipe."""
    ready = replace(machine, variables={**tenant.network, **tenant.settings})
    done = run_gitlab(ready, repository, repository.with_name("runner"), RECIPES / "gitlab-ci.yml", "live")
    return _ran(done.ended, done.afterwards, done.artifacts)


def bitbucket(machine: Machine, repository: Path, tenant: Tenant) -> Ran:
    """Run the step of the Bitbucket recipe."""
    ready = replace(machine, variables={**tenant.network, **tenant.settings})
    path = RECIPES / "bitbucket-pipelines.yml"
    done = run_bitbucket(ready, repository, repository.with_name("runner"), path, "live")
    return _ran(done.ended, done.afterwards, done.artifacts)


def _ran(ended: Ended, afterwards: Ended, artifacts: list[str]) -> Ran:
    return Ran(bool(ended.status), ended.output + afterwards.output, artifacts)


Service = Callable[[Machine, Path, Tenant], Ran]

each_service = pytest.mark.parametrize("service", [github, gitlab, bitbucket])


@each_service
def test_a_tenant_as_committed_is_green(service: Service, machine: Machine, own: Path, tenant: Tenant) -> None:
    """Cells that write were not sent, which is no difference; results and recordings are kept, after a scan."""
    ran = service(machine, own, tenant)
    assert not ran.is_red, ran.output
    assert "7 passed, 8 skipped, 1 xfailed" in ran.output
    assert NOT_SENT in ran.output
    assert "findings: 0" in ran.output
    assert "results.jsonl" in ran.kept
    assert [name for name in ran.kept if name.startswith("recordings/")]


@each_service
def test_a_cell_that_got_worse_is_red(service: Service, machine: Machine, own: Path, worse_tenant: Tenant) -> None:
    """The comparison names the cell; the results are kept."""
    ran = service(machine, own, worse_tenant)
    assert ran.is_red
    assert "jira-platform/search-projects/scoped-gateway" in ran.output
    assert "REGRESSED" in ran.output.upper()
    assert "results.jsonl" in ran.kept


@each_service
def test_a_night_that_was_accepted_is_what_later_ones_are_compared_with(
    service: Service, machine: Machine, own: Path, worse_tenant: Tenant
) -> None:
    """It is committed as the folder `live`, beside the reports on the recordings, with which every push is compared."""
    report = "token-conformance report --results results.jsonl --output live"
    night = f"token-conformance run --target live -k search_projects || {report}"
    ended = machine.run(["bash", "-e"], night, own, {**worse_tenant.network, **worse_tenant.settings})
    assert (own / "live" / "results.json").exists(), ended.output
    (own / "results.jsonl").unlink(missing_ok=True)
    ran = service(machine, own, worse_tenant)
    assert not ran.is_red, ran.output


@each_service
def test_a_missing_secret_is_one_line(service: Service, machine: Machine, own: Path, tenant: Tenant) -> None:
    """It names the variable; a run would only leave the columns of the token out. Nothing is kept."""
    settings = {name: value for name, value in tenant.settings.items() if not name.endswith("_UNSCOPED_TOKEN")}
    ran = service(machine, own, replace(tenant, settings=settings))
    assert ran.is_red
    said = [line for line in ran.output.splitlines() if line.endswith("is not set")]
    assert ["TOKEN_CONFORMANCE_UNSCOPED_TOKEN: is not set"] == [": ".join(line.split(": ")[-2:]) for line in said]
    assert [] == [name for name in ran.kept if name != "junit.xml"]


@pytest.mark.nightly
@each_service
def test_the_shipped_suites_are_green_in_an_empty_repository(
    service: Service, machine: Machine, tmp_path: Path, tenant: Tenant
) -> None:
    """All 560 cells are compared with the results that the package ships."""
    repository = tmp_path / "repository"
    (repository / "token-conformance").mkdir(parents=True)
    shutil.copy(RECIPES / "requirements.txt", repository / "token-conformance")
    ran = service(machine, repository, tenant)
    assert not ran.is_red, ran.output
    assert "414 passed, 88 skipped, 58 xfailed" in ran.output
    assert NOT_SENT in ran.output
