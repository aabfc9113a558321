"""The recipes for several sites: one tenant a job, and the job that puts their results side by side."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from recipe_runner.github import Job, Settings
from recipe_runner.machine import Machine
from recipe_runner.tenant import Tenant
from recipe_runner.tenant import tenant as tenant_with

RECIPES = Path(__file__).parents[2] / "recipes" / "sites"
GITHUB, GITLAB = RECIPES / "github-actions.yml", RECIPES / "gitlab-ci.yml"


def test_each_site_has_an_environment_of_its_own() -> None:
    """Its secrets are those of no other site, and its label is the word in the list."""
    site = yaml.safe_load(GITHUB.read_text())["jobs"]["site"]
    assert ("${{ matrix.site }}", False) == (site["environment"], site["strategy"]["fail-fast"])
    (env,) = [step["env"] for step in site["steps"] if step.get("name") == "Ask the tenant"]
    assert "${{ matrix.site }}" == env["TOKEN_CONFORMANCE_SITE_LABEL"]
    gitlab = yaml.safe_load(GITLAB.read_text())["site"]
    assert ["TOKEN_CONFORMANCE_SITE_LABEL"] == [name for each in gitlab["parallel"]["matrix"] for name in each]
    assert "$TOKEN_CONFORMANCE_SITE_LABEL" == gitlab["environment"]["name"]


def test_recordings_of_sites_are_not_uploaded() -> None:
    """They end with the job: the results are what is put side by side."""
    assert "recordings" not in GITHUB.read_text() + GITLAB.read_text()


@pytest.fixture(scope="module")
def tenants() -> Iterator[dict[str, Tenant]]:
    """Two tenants, of which one refuses every token in one operation, once it was found what there is."""
    with ExitStack() as stack:
        worse = stack.enter_context(tenant_with("expired@path=/project/search,after=1"))
        yield {"emea": stack.enter_context(tenant_with()), "apac": worse}


def github(machine: Machine, repository: Path, name: str, **contexts: Any) -> Job:
    """Run a job of the recipe in a clean copy; all keep their artifacts in one folder."""
    folder = repository.with_name("runner")
    folder.mkdir(exist_ok=True)
    copy = shutil.copytree(repository, repository.with_name(f"{name}-{contexts.get('matrix', {}).get('site', '')}"))
    return Job(machine, copy, folder, contexts=contexts, kept=folder).run(GITHUB, name)


@pytest.mark.slow
@pytest.mark.nightly
@pytest.mark.xdist_group("recipes")
def test_two_sites_are_put_side_by_side(machine: Machine, own: Path, tenants: dict[str, Tenant]) -> None:
    """The site that got worse is red, and the last job names the cells in which the two differ, and no site."""
    jobs = {}
    for label, tenant in tenants.items():
        known = Settings(tenant.settings)
        ready = replace(machine, variables=tenant.network)
        jobs[label] = github(ready, own, "site", matrix={"site": label}, vars=known, secrets=known)
    assert (False, True) == (jobs["emea"].failed, jobs["apac"].failed), jobs["emea"].output
    last = github(machine, own, "side-by-side", needs={"site": {"result": "failure"}})
    assert "a site is red: see its own job" in last.output
    assert "| `GET /rest/api/3/project/search` | `jira-platform/search-projects/scoped-gateway` |" in last.summary
    assert {"sites.json", "pages/emea/matrix.html", "pages/apac/matrix.html"} <= set(last.artifacts["sites"])
    kept = [path for path in own.with_name("runner").rglob("*") if path.is_file()]
    names = [tenant.settings["TOKEN_CONFORMANCE_SITE"].encode() for tenant in tenants.values()]
    assert [] == [path for path in kept if any(name in path.read_bytes() for name in names)]
