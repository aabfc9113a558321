"""The action in each of its modes, called by a job as its user writes it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from leak_corpus import API
from recipe_runner.github import Job, Settings
from recipe_runner.machine import Machine
from recipe_runner.tenant import Tenant

ROOT = Path(__file__).parents[2]
ACTION = "OWNER/atlassian-token-conformance"

pytestmark = pytest.mark.xdist_group("recipes")


def run(machine: Machine, repository: Path, inputs: dict[str, str], secrets: Settings | None = None) -> Job:
    """Run a job with the action alone."""
    folder = repository.with_name("runner")
    folder.mkdir()
    (folder / "workflow.yml").write_text(
        f"jobs: {{a: {{runs-on: x, steps: [{{uses: {ACTION}@COMMIT, with: {json.dumps(inputs)}}}]}}}}"
    )
    contexts = {"secrets": secrets or Settings()}
    return Job(machine, repository, folder, {ACTION: ROOT}, contexts).run(folder / "workflow.yml", "a")


@pytest.mark.parametrize(
    ("inputs", "line"),
    [
        ({"mode": "verify"}, "mode: verify is unknown; write replay, live, certify or leaks"),
        ({"mode": "replay,live"}, "mode: replay,live is unknown; write replay, live, certify or leaks"),
        ({"mode": "certify"}, "subject: is not set; name the subject file of your product"),
        ({"mode": "live"}, "settings: is not set; write the variables of docs/live.md as lines of NAME=value"),
        (
            {"mode": "live", "settings": "TOKEN_CONFORMANCE_SITE=mysite\n\nMADE-UP-SCOPED-JIRA-TOKEN"},
            "settings: line 3 is not a setting; write NAME=value, with a name of docs/live.md",
        ),
        (
            {"mode": "live", "settings": "TOKEN_CONFORMANCE_SITE=mysite\nTOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN="},
            "settings: TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN: is not set; set the secret, or remove line 2",
        ),
    ],
)
def test_wrong_inputs_are_one_line(inputs: dict[str, str], line: str, tmp_path: Path) -> None:
    """Before anything is installed. A line of the settings can be a secret, so it is not shown."""
    repository = tmp_path / "repository"
    repository.mkdir()
    machine = Machine(tmp_path, tmp_path)
    machine.python.mkdir()
    job = run(machine, repository, inputs)
    assert job.failed
    assert f"{line}\n" == job.output


@pytest.mark.nightly
@pytest.mark.slow
def test_recorded_cells_are_replayed(machine: Machine, own: Path) -> None:
    """The summary has the difference from the named revision; results are kept."""
    job = run(machine, own, {"mode": "replay", "base": "HEAD"})
    assert not job.failed, job.output
    assert "nothing changed" in job.summary
    assert ["diff.md", "junit.xml", "results.jsonl"] == job.artifacts["token-conformance"]


@pytest.mark.slow
def test_the_tenant_is_asked_with_settings_of_one_step(machine: Machine, own: Path, tenant: Tenant) -> None:
    """A secret that is not set is a line without a value, which leaves its product out."""
    tokens = Settings({name: value for name, value in tenant.settings.items() if name.endswith("_TOKEN")})
    lines = [f"{name}=${{{{ secrets.{name} }}}}" for name in tokens]
    lines += [f"{name}={value}" for name, value in tenant.settings.items() if not name.endswith("_TOKEN")]
    lines += ["TOKEN_CONFORMANCE_CLOUD_ID=${{ secrets.TOKEN_CONFORMANCE_CLOUD_ID }}"]
    job = run(replace(machine, variables=tenant.network), own, {"mode": "live", "settings": "\n".join(lines)}, tokens)
    assert not job.failed, job.output
    assert "7 passed, 8 skipped, 1 xfailed" in job.output
    assert "8 not sent" in job.summary
    assert [name for name in job.artifacts["token-conformance"] if name.startswith("recordings/")]


@pytest.mark.nightly
@pytest.mark.slow
def test_secrets_in_files_are_found(machine: Machine, own: Path) -> None:
    """Each path is one line, whatever is in its name."""
    (own / "my notes.txt").write_text(f"token: {API}\n")
    job = run(machine, own, {"mode": "leaks", "paths": "suites\nmy notes.txt\n"})
    assert job.failed
    assert "my notes.txt:1" in job.output
    assert {1} == {step.status for step in job.steps if step.status}
