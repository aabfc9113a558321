"""Runs a job of a GitLab pipeline, or a step of a Bitbucket pipeline: the lines of a script in one shell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from recipe_runner.machine import Ended, Machine, NotUnderstoodError, kept, only

GITLAB = {"stage", "image", "timeout", "variables", "before_script", "script", "after_script", "artifacts"}
GITLAB |= {"extends", "rules", "resource_group", "parallel", "environment"}  # when a job runs is for its test to say
BITBUCKET = {"name", "max-time", "script", "after-script", "artifacts", "clone"}


@dataclass(frozen=True)
class Done:
    """A job that was run: how its script ended, and the files that were kept, with the test reports among them.

    `afterwards` is how the lines ended that run whatever happened before.
    """

    ended: Ended
    afterwards: Ended
    artifacts: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)


def run_gitlab(machine: Machine, repository: Path, folder: Path, path: Path, name: str) -> Done:
    """Run a job of a GitLab pipeline."""
    return run_gitlab_job(machine, repository, folder, yaml.safe_load(path.read_text(encoding="utf-8")), name)


def run_gitlab_job(machine: Machine, repository: Path, folder: Path, document: Mapping[str, Any], name: str) -> Done:
    """Run a job of a GitLab pipeline that was read from a file."""
    job = _extended(document, name)
    only(job, GITLAB, f"the job {name}")
    artifacts = job.get("artifacts", {})
    only(artifacts, {"when", "paths", "reports"}, "artifacts")
    machine.set_up_python()
    lines = [*job.get("before_script", []), *job["script"]]
    ended = _run(machine, repository, lines, job.get("variables", {}))
    afterwards = _run(machine, repository, job.get("after_script", []), job.get("variables", {}))
    if ended.status and artifacts.get("when") != "always":
        return Done(ended, afterwards)
    reports = kept(repository, list(artifacts.get("reports", {}).values()), folder / "reports")
    return Done(ended, afterwards, kept(repository, artifacts.get("paths", []), folder / "artifacts"), reports)


def _extended(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A job with the keys of the one that it extends."""
    job: dict[str, Any] = document[name]
    return _extended(document, job["extends"]) | job if "extends" in job else job


def run_bitbucket(machine: Machine, repository: Path, folder: Path, path: Path, custom: str = "") -> Done:
    """Run the one step of a Bitbucket repository's default pipeline, or of a custom one."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    only(document, {"image", "definitions", "pipelines"}, path.name)
    steps = document["pipelines"]["custom"][custom] if custom else document["pipelines"]["default"]
    if len(steps) > 1:
        raise NotUnderstoodError(f"{path.name}: this runner runs one step")
    step = steps[0]["step"]
    only(step, BITBUCKET, "the step")
    machine.set_up_python()
    ended = _run(machine, repository, step["script"], {})
    afterwards = _run(machine, repository, step.get("after-script", []), {})
    reports = kept(repository, ["test-results"], folder / "reports")
    return Done(ended, afterwards, kept(repository, step.get("artifacts", []), folder / "artifacts"), reports)


def _run(machine: Machine, repository: Path, lines: list[Any], variables: Mapping[str, str]) -> Ended:
    """Both services run the lines in one shell, which ends with the first line that fails."""
    script = "".join(f"{line}\n" for line in lines)
    return machine.run(["bash", "-eo", "pipefail"], script, repository, variables)
