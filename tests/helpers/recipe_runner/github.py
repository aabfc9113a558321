"""Runs a job of a GitHub workflow, and the steps of a composite action, with stand-ins for the actions of GitHub."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from recipe_runner.expressions import Expressions, Value
from recipe_runner.machine import Machine, NotUnderstoodError, only
from recipe_runner.stand_ins import STAND_INS

STEP = {"name", "id", "if", "uses", "with", "env", "run", "shell"}
JOB = {"runs-on", "timeout-minutes", "permissions", "env", "steps", "if", "needs", "outputs"}
JOB |= {"environment", "concurrency", "strategy"}  # they change nothing for one job with the settings it is given
SHELLS = {"": ["bash", "-e"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}
"""The command of each shell, as GitHub documents it."""


@dataclass
class Step:
    """One step that was run or skipped: `outcome` is success, failure or skipped."""

    name: str
    outcome: str
    status: int = 0
    output: str = ""


class Settings(dict[str, str]):
    """The secrets or variables of a repository: one that is not set is empty."""

    def __contains__(self, name: object) -> bool:
        """Whether there is a value, which there always is."""
        return True

    def __missing__(self, name: str) -> str:
        """The value of what is not set."""
        return ""


@dataclass
class Job:
    """A job in a clean copy of a repository. `actions` are the folders of actions that are run as they are.

    `contexts` are what the job knows besides its steps: `github`, `vars`, `secrets`, `needs` and `matrix`. `artifacts`
    are the names of the files of each artifact; those of earlier jobs can be downloaded if the folder `kept` is given.
    """

    machine: Machine
    repository: Path
    folder: Path
    actions: Mapping[str, Path] = field(default_factory=dict)
    contexts: Mapping[str, Any] = field(default_factory=dict)
    kept: Path | None = None
    outputs: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    artifacts: dict[str, list[str]] = field(default_factory=dict)
    summary: str = ""

    @property
    def failed(self) -> bool:
        """Whether a step failed."""
        return any(step.outcome == "failure" for step in self.steps)

    @property
    def output(self) -> str:
        """Everything that the steps printed."""
        return "".join(step.output for step in self.steps)

    def run(self, path: Path, name: str) -> "Job":
        """Run a job of a workflow file."""
        job = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"][name]
        only(job, JOB, f"the job {name}")
        steps = _Steps(self, job.get("env", {}))
        if steps.holds(str(job.get("if", "always()"))):
            steps.run(job["steps"])
        self.outputs = {key: steps.text(value) for key, value in job.get("outputs", {}).items()}
        return self


class _Steps:
    """The steps of a job or of an action, with the contexts that they have in common."""

    def __init__(
        self, job: Job, env: Mapping[str, str], inputs: Mapping[str, str] | None = None, action: Path | None = None
    ) -> None:
        self._job = job
        self._env = dict(env)
        self._done: dict[str, dict[str, Any]] = {}
        github = {"action_path": str(action)} if action else {"event_name": "push"} | job.contexts.get("github", {})
        known = {} if action else dict(job.contexts)
        contexts = known | {"github": github, "inputs": inputs or {}, "steps": self._done, "env": self._env}
        functions: dict[str, Callable[..., Value]] = {
            "always": lambda: True,
            "success": lambda: not job.failed,
            "failure": lambda: job.failed,
            "cancelled": lambda: False,
            "hashFiles": lambda *patterns: "".join(p for p in patterns if list(job.repository.glob(str(p)))),
        }
        self._expressions = Expressions(contexts, functions)

    def run(self, steps: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """Run steps one after the other; returns their outcomes and outputs by id."""
        for step in steps:
            name = str(step.get("name") or step.get("uses") or step.get("run"))
            only(step, STEP, f"the step {name}")
            if not self._is_wanted(str(step.get("if", ""))):
                self._job.steps.append(Step(name, "skipped"))
                self._keep(step, "skipped", {})
                continue
            done, outputs = self._uses(name, step) if "uses" in step else self._runs(name, step)
            self._job.steps.append(done)
            self._keep(step, done.outcome, outputs)
        return self._done

    def _keep(self, step: Mapping[str, Any], outcome: str, outputs: Mapping[str, str]) -> None:
        if "id" in step:
            self._done[step["id"]] = {"outcome": outcome, "outputs": Settings(outputs)}

    def holds(self, condition: str) -> bool:
        """Whether the condition of the job holds."""
        return bool(self._expressions.value(condition))

    def text(self, template: str) -> str:
        """A text of the job with its values."""
        return self._expressions.text(template)

    def _is_wanted(self, condition: str) -> bool:
        """Without a function of the status, a condition also means success()."""
        text = condition.removeprefix("${{").removesuffix("}}").strip()
        is_about_status = any(f"{name}(" in text for name in ("always", "success", "failure", "cancelled"))
        if self._job.failed and not is_about_status:
            return False
        return not text or bool(self._expressions.value(text))

    def _filled(self, values: Mapping[str, Any]) -> dict[str, str]:
        return {name: self._expressions.text(str(value)) for name, value in values.items()}

    def _runs(self, name: str, step: dict[str, Any]) -> tuple[Step, dict[str, str]]:
        shell = step.get("shell", "")
        if shell not in SHELLS:
            raise NotUnderstoodError(f"the step {name}: this runner does not know the shell {shell}")
        files = {key: self._job.folder / key.lower() for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        variables = self._filled(self._env | step.get("env", {})) | {key: str(file) for key, file in files.items()}
        script = self._expressions.text(step["run"])
        ended = self._job.machine.run(SHELLS[shell], script, self._job.repository, variables)
        self._job.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        lines = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        return Step(name, "failure" if ended.status else "success", ended.status, ended.output), outputs

    def _uses(self, name: str, step: dict[str, Any]) -> tuple[Step, dict[str, str]]:
        action, inputs = step["uses"].split("@")[0], self._filled(step.get("with", {}))
        if action in self._job.actions:
            return self._composite(name, self._job.actions[action], inputs)
        if action not in STAND_INS:
            raise NotUnderstoodError(f"uses {action}: this runner has no stand-in for it")
        return Step(name, "success"), STAND_INS[action](self._job, inputs)

    def _composite(self, name: str, folder: Path, inputs: Mapping[str, str]) -> tuple[Step, dict[str, str]]:
        action = yaml.safe_load((folder / "action.yml").read_text(encoding="utf-8"))
        only(inputs, set(action["inputs"]), f"the inputs of {name}")
        given = {key: str(each.get("default", "")) for key, each in action["inputs"].items()} | dict(inputs)
        if missing := [key for key, each in action["inputs"].items() if each.get("required") and key not in inputs]:
            raise NotUnderstoodError(f"{name}: the input {missing[0]} is required")
        before = len(self._job.steps)
        inner = _Steps(self._job, {}, given, folder)
        done = inner.run(action["runs"]["steps"])
        failed = any(step.outcome == "failure" for step in self._job.steps[before:])
        outputs = Expressions({"steps": done}, {})
        values = {key: outputs.text(each["value"]) for key, each in action["outputs"].items()}
        return Step(name, "failure" if failed else "success"), values
