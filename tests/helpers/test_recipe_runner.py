"""The runner of recipes evaluates what the recipes use, fails where the service fails, and refuses everything else."""

from pathlib import Path

import pytest

from recipe_runner.component import pipeline
from recipe_runner.expressions import Expressions
from recipe_runner.github import Job, Settings
from recipe_runner.machine import Machine, NotUnderstoodError
from recipe_runner.scripts import run_bitbucket, run_gitlab

KNOWN = Expressions(
    {"github": {"event_name": "push", "empty": ""}, "steps": {"a": {"outcome": "success"}}},
    {"always": lambda: True, "hashFiles": lambda name: "" if name == "none" else "x"},
)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("github.event_name == 'push'", True),
        ("github.event_name != 'push'", False),
        ("!github.empty", True),
        ("github.empty || 'it''s'", "it's"),
        ("always() && hashFiles('none') != ''", False),
        ("always() && hashFiles('a') != ''", True),
        ("'' && 'a' || (steps.a.outcome == 'success')", True),
    ],
)
def test_an_expression_is_evaluated(expression: str, value: object) -> None:
    """As GitHub documents it."""
    assert value == KNOWN.value(expression)


def test_expressions_inside_a_text_are_replaced() -> None:
    """Truth values are written as in JSON."""
    assert "a push b true c" == KNOWN.text("a ${{ github.event_name }} b ${{ always() }} c")


@pytest.mark.parametrize(
    "expression",
    [
        "secrets.A",
        "github.sha",
        "github",
        "fromJSON('1')",
        "1 + 2",
        "github.event_name ==",
        "a b",
        "format('{0}', 'a')",
        "",
    ],
)
def test_an_unknown_expression_is_refused(expression: str) -> None:
    """In words, and never taken for empty."""
    with pytest.raises(NotUnderstoodError):
        KNOWN.value(expression)


def workflow(folder: Path, steps: str, rest: str = "", **contexts: object) -> Job:
    """Run a job with these steps and the rest of its keys, in a repository with one file."""
    repository = folder / "repository"
    repository.mkdir()
    (repository / "file").write_text("content")
    path = folder / "workflow.yml"
    path.write_text(f"jobs: {{a: {{runs-on: x, steps: {steps}, {rest}}}}}")
    return Job(Machine(folder, folder), repository, folder, contexts=contexts).run(path, "a")


def test_a_step_after_a_failed_one_is_skipped(tmp_path: Path) -> None:
    """Unless its condition is about the status; what it writes into the summary is kept."""
    steps = "[{run: exit 3}, {run: 'true'}, {if: always(), run: 'echo b >> $GITHUB_STEP_SUMMARY'}]"
    job = workflow(tmp_path, steps)
    assert ["failure", "skipped", "success"] == [step.outcome for step in job.steps]
    assert (True, "b\n") == (job.failed, job.summary)


def test_a_job_whose_condition_does_not_hold_is_not_run(tmp_path: Path) -> None:
    """What it would have put out is empty."""
    rest = "if: github.event_name == 'schedule', outputs: {b: '${{ vars.B }}'}"
    job = workflow(tmp_path, "[{run: exit 3}]", rest, vars=Settings())
    assert ([], {"b": ""}) == (job.steps, job.outputs)


def test_a_setting_that_is_not_set_is_empty(tmp_path: Path) -> None:
    """As on GitHub; a skipped step has empty outputs."""
    steps = "[{id: c, if: '!always()', run: exit 3}, {env: {A: 'a${{ vars.A }}b${{ vars.B }}'}, run: echo $A}]"
    job = workflow(tmp_path, steps, "outputs: {d: '${{ steps.c.outputs.e }}'}", vars=Settings(A="1"))
    assert ("a1b\n", {"d": ""}) == (job.output, job.outputs)


def test_an_artifact_that_no_job_has_kept_is_refused(tmp_path: Path) -> None:
    """GitHub fails there."""
    with pytest.raises(NotUnderstoodError):
        workflow(tmp_path, "[{uses: actions/download-artifact@1, with: {name: a}}]")


def test_a_line_that_fails_ends_its_step(tmp_path: Path) -> None:
    """A step sees the variables of the recipe, and none of the machine that runs the tests."""
    job = workflow(tmp_path, "[{env: {A: 'b'}, run: \"env\\nfalse\\necho end\"}]")
    (step,) = job.steps
    assert step.outcome == "failure"
    assert "end" not in step.output.splitlines()
    variables = {line.partition("=")[0] for line in step.output.splitlines()}
    assert {"A", "PIP_NO_INDEX", "CI"} <= variables
    assert not {"PYTHONPATH", "PYTEST_CURRENT_TEST", "VIRTUAL_ENV"} & variables


@pytest.mark.parametrize(
    "step",
    [
        "{uses: actions/unknown@1}",
        "{run: a, shell: pwsh}",
        "{run: a, continue-on-error: true}",
        "{uses: actions/checkout@1, with: {ref: main}}",
        "{run: 'echo ${{ secrets.A }}'}",
    ],
)
def test_an_unknown_step_is_refused(step: str, tmp_path: Path) -> None:
    """The runner never leaves out what it does not know."""
    with pytest.raises(NotUnderstoodError):
        workflow(tmp_path, f"[{step}]")


def test_scripts_end_with_the_first_line_that_fails(tmp_path: Path) -> None:
    """On GitLab and on Bitbucket; artifacts are kept after a failure only if the recipe says always."""
    machine = Machine(tmp_path, tmp_path)
    (tmp_path / "python").mkdir()
    (tmp_path / "a").write_text("a")
    file = tmp_path / "ci.yml"
    file.write_text("a: {script: [echo $A, 'false', echo end], variables: {A: b}, artifacts: {paths: [a]}}")
    done = run_gitlab(machine, tmp_path, tmp_path / "out", file, "a")
    assert (1, "b\n", []) == (done.ended.status, done.ended.output, done.artifacts)
    file.write_text("pipelines: {default: [{step: {script: [A=c, 'echo $A', exit 3], artifacts: ['a*']}}]}")
    done = run_bitbucket(machine, tmp_path, tmp_path / "out", file)
    assert (3, "c\n", ["a"]) == (done.ended.status, done.ended.output, done.artifacts)


@pytest.mark.parametrize("text", ["a: {script: [], cache: {}}", "a: {script: [], artifacts: {expire_in: 1}}"])
def test_an_unknown_key_of_a_pipeline_is_refused(text: str, tmp_path: Path) -> None:
    """It could change what happens."""
    (tmp_path / "ci.yml").write_text(text)
    with pytest.raises(NotUnderstoodError):
        run_gitlab(Machine(tmp_path, tmp_path), tmp_path, tmp_path, tmp_path / "ci.yml", "a")


def test_a_job_of_gitlab_has_what_it_extends(tmp_path: Path) -> None:
    """Its own keys replace those."""
    (tmp_path / "python").mkdir()
    file = tmp_path / "ci.yml"
    file.write_text(".a: {before_script: [A=b], script: [exit 3]}\nc: {extends: .a, script: [echo $A]}")
    assert "b\n" == run_gitlab(Machine(tmp_path, tmp_path), tmp_path, tmp_path / "out", file, "c").ended.output


def test_a_component_gets_its_inputs(tmp_path: Path) -> None:
    """Those that are not given have their defaults."""
    path = tmp_path / "component.yml"
    inputs = "{a: {options: [b, c]}, d: {default: e}}"
    path.write_text(f"spec: {{inputs: {inputs}}}\n---\njob: {{script: [$[[ inputs.a ]] $[[ inputs.d ]]]}}\n")
    assert {"job": {"script": ["b e"]}} == pipeline(path, {"a": "b"})
    for wrong in ({}, {"a": "f"}, {"a": "b", "g": "h"}):
        with pytest.raises(NotUnderstoodError):
            pipeline(path, wrong)
