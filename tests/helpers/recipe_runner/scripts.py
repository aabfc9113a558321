"""Runs a job of a GitLab pipeline, or a step of a Bitbucket pipeline: the lines of a script in one shell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from recipe_runner.machine import Ended, Machine, NotUnderstoodError, kept, only

GITLAB = {"stage", "image", "timeout", "variables", "before_script", "script", "after_script", "artifacts"}
BITBUCKET = {"name", "max-time", "script", "after-script", "artifacts"}


@dataclass(frozen=True)
class Done:
    """A job that was run: how its script ended, and the files that were kept, with the test reports among them."""

    ended: Ended
    artifacts: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)


def run_gitlab(machine: Machine, repository: Path, folder: Path, path: Path, name: str) -> Done:
    """Run a job of a GitLab pipeline."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    job = document[name]
    only(job, GITLAB, f"the job {name}")
    artifacts = job.get("artifacts", {})
    only(artifacts, {"when", "paths", "reports"}, "artifacts")
    machine.set_up_python()
    lines = [*job.get("before_script", []), *job["script"]]
    ended = _run(machine, repository, lines, job.get("variables", {}))
    _run(machine, repository, job.get("after_script", []), job.get("variables", {}))
    if ended.status and artifacts.get("when") != "always":
        return Done(ended)
    reports = kept(repository, list(artifacts.get("reports", {}).values()), folder / "reports")
    return Done(ended, kept(repository, artifacts.get("paths", []), folder / "artifacts"), reports)


def run_bitbucket(machine: Machine, repository: Path, folder: Path, path: Path) -> Done:
    """Run the one step of a Bitbucket repository's default pipeline."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    only(document, {"image", "definitions", "pipelines"}, path.name)
    steps = document["pipelines"]["default"]
    if len(steps) > 1:
        raise NotUnderstoodError(f"{path.name}: this runner runs one step")
    step = steps[0]["step"]
    only(step, BITBUCKET, "the step")
    machine.set_up_python()
    ended = _run(machine, repository, step["script"], {})
    _run(machine, repository, step.get("after-script", []), {})
    reports = kept(repository, ["test-results"], folder / "reports")
    return Done(ended, kept(repository, step.get("artifacts", []), folder / "artifacts"), reports)


def _run(machine: Machine, repository: Path, lines: list[Any], variables: Mapping[str, str]) -> Ended:
    """Both services run the lines in one shell, which ends with the first line that fails."""
    script = "".join(f"{line}\n" for line in lines)
    return machine.run(["bash", "-eo", "pipefail"], script, repository, variables)
