"""The recipes for a run on four machines: the shards one after the other, and the job that merges them."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from recipe_runner.github import Job, Settings
from recipe_runner.machine import Machine
from recipe_runner.scripts import Done, run_gitlab
from recipe_runner.tenant import Tenant
from token_conformance.project import shipped
from token_conformance.results.file import Results, read

RECIPES = Path(__file__).parents[2] / "recipes"
GITHUB, GITLAB = (RECIPES / "shards" / name for name in ("github-actions.yml", "gitlab-ci.yml"))
SHARDS = ("1", "2", "3", "4")


def _jobs() -> dict[str, dict[str, Any]]:
    jobs: dict[str, dict[str, Any]] = yaml.safe_load(GITHUB.read_text())["jobs"]
    return jobs


@pytest.mark.parametrize("name", ["replay", "live"])
def test_there_is_a_job_for_each_shard(name: str) -> None:
    """Every shard is in the list, and each command has their number; all of them end, whatever the others say."""
    job = _jobs()[name]
    assert list(SHARDS) == job["strategy"]["matrix"]["shard"]
    assert [str(len(SHARDS))] == re.findall(r"--shard [^ ]*/([0-9]+)", str(job["steps"]))
    assert job["strategy"]["fail-fast"] is False


def test_shards_ask_a_tenant_one_after_the_other() -> None:
    """Each job has the limits of a whole live run, so that two at a time would be faster than they allow."""
    assert 1 == _jobs()["live"]["strategy"]["max-parallel"]
    assert yaml.safe_load(GITLAB.read_text())["live"]["resource_group"]


def test_recordings_of_shards_are_artifacts_of_their_own() -> None:
    """Two shards can have recordings of one name: they are never put into one folder."""
    uploads = [step["with"] for step in _jobs()["live"]["steps"] if "upload-artifact" in step.get("uses", "")]
    assert ["shard-${{ matrix.shard }}", "recordings-${{ matrix.shard }}"] == [each["name"] for each in uploads]
    assert "recordings" not in str(_jobs()["merge"])


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository without suites, which runs those of the package."""
    repository = tmp_path / "repository"
    (repository / "token-conformance").mkdir(parents=True)
    shutil.copy(RECIPES / "requirements.txt", repository / "token-conformance")
    return repository


def whole(machine: Machine, repository: Path) -> Results:
    """The results of a run that is not divided, on the same machine."""
    copy = shutil.copytree(repository, repository.with_name("whole"))
    ended = machine.run(["bash", "-e"], "token-conformance run", copy, {})
    assert not ended.status, ended.output
    return read(copy / "results.jsonl")


def github(machine: Machine, repository: Path, name: str, **contexts: Any) -> Job:
    """Run a job of the recipe in a clean copy; `contexts` can have the shard of a matrix. All keep their artifacts."""
    folder = repository.with_name("runner")
    folder.mkdir(exist_ok=True)
    copy = shutil.copytree(repository, repository.with_name(f"{name}-{contexts.get('matrix', {}).get('shard', '')}"))
    event = {"event_name": "schedule" if name == "live" else "push"}
    job = Job(machine, copy, folder, contexts={"github": event, **contexts}, kept=folder)
    return job.run(GITHUB, name)


def merge(machine: Machine, repository: Path, **results: str) -> Job:
    """Run the last job, after jobs that ended like this."""
    needs = {name: {"result": results.get(name, "skipped")} for name in ("replay", "live")}
    return github(machine, repository, "merge", needs=needs)


@pytest.mark.slow
@pytest.mark.nightly
@pytest.mark.xdist_group("recipes")
def test_four_shards_are_one_run_on_github(machine: Machine, repository: Path) -> None:
    """The merged results are those of a run that is not divided. A missing shard, and a red one, make the job red."""
    for shard in SHARDS[:3]:
        job = github(machine, repository, "replay", matrix={"shard": shard})
        assert not job.failed, job.output
        assert {f"junit-{shard}.xml", f"results-{shard}.jsonl"} == set(job.artifacts[f"shard-{shard}"])
    incomplete = merge(machine, repository, replay="failure")
    assert incomplete.failed
    assert "missing: shard 4/4; run it with --shard 4/4" in incomplete.output
    shutil.rmtree(incomplete.repository)
    github(machine, repository, "replay", matrix={"shard": "4"})
    merged = merge(machine, repository, replay="success")
    assert not merged.failed, merged.output
    assert "nothing changed" in merged.summary
    assert whole(machine, repository) == read(merged.repository / "results.jsonl")
    assert "merged/matrix.html" in merged.artifacts["results"]
    shutil.rmtree(merged.repository)
    assert "a shard is red" in merge(machine, repository, replay="failure").output


@pytest.mark.slow
@pytest.mark.nightly
@pytest.mark.xdist_group("recipes")
def test_shards_of_a_live_run_keep_their_recordings(machine: Machine, repository: Path, tenant: Tenant) -> None:
    """Each has those of its own cells, after a scan; the merged results say what the whole night says."""
    secrets = {name: value for name, value in tenant.settings.items() if name.endswith(("_TOKEN", "_EMAIL"))}
    settings = {"vars": Settings(tenant.settings), "secrets": Settings(secrets)}
    ready = replace(machine, variables=tenant.network)
    for shard in SHARDS:
        job = github(ready, repository, "live", matrix={"shard": shard}, **settings)
        assert not job.failed, job.output
        assert "findings: 0" in job.output
        assert [name for name in job.artifacts[f"recordings-{shard}"] if name.startswith("recordings/")]
    merged = merge(machine, repository, live="success")
    assert not merged.failed, merged.output
    cells = read(merged.repository / "results.jsonl").cells
    assert {cell.cell for cell in read(shipped() / "reports" / "results.json").cells} == {cell.cell for cell in cells}


def gitlab(machine: Machine, repository: Path, name: str, shard: str = "") -> Done:
    """Run a job of the recipe; all jobs keep their artifacts in one folder."""
    copy = shutil.copytree(repository, repository.with_name(f"{name}-{shard}"))
    ready = replace(machine, variables={"CI_NODE_INDEX": shard, "CI_NODE_TOTAL": str(len(SHARDS))})
    return run_gitlab(ready, copy, repository.with_name("runner"), GITLAB, name)


@pytest.mark.slow
@pytest.mark.nightly
@pytest.mark.xdist_group("recipes")
def test_four_shards_are_one_run_on_gitlab(machine: Machine, repository: Path) -> None:
    """The last job finds what the jobs of the stage before have kept."""
    for shard in SHARDS:
        done = gitlab(machine, repository, "replay", shard)
        assert not done.ended.status, done.ended.output
        assert [f"junit-{shard}.xml"] == done.reports
    shutil.copytree(repository.with_name("runner") / "artifacts", repository, dirs_exist_ok=True)
    done = gitlab(machine, repository, "merge")
    assert not done.ended.status, done.ended.output
    assert "Nothing changed" in done.ended.output
    kept = repository.with_name("runner") / "artifacts" / "results.jsonl"
    assert whole(machine, repository) == read(kept)
