"""The GitLab component in each of its modes."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from leak_corpus import API
from recipe_runner.component import documents, pipeline
from recipe_runner.machine import Machine, NotUnderstoodError
from recipe_runner.schema import is_valid
from recipe_runner.scripts import Done, run_gitlab_job
from recipe_runner.tenant import Tenant
from token_conformance._version import __version__

COMPONENT = Path(__file__).parents[2] / "templates" / "token-conformance.yml"
MODES = ["replay", "live", "certify", "leaks"]

pytestmark = pytest.mark.xdist_group("recipes")


def run(machine: Machine, repository: Path, **inputs: str) -> Done:
    """Run the one job of the component."""
    document = pipeline(COMPONENT, inputs)
    (name,) = document
    return run_gitlab_job(machine, repository, repository.with_name("runner"), document, name)


@pytest.mark.parametrize("mode", MODES)
def test_its_pipeline_is_valid(mode: str, tmp_path: Path) -> None:
    """By GitLab's own schema, as its header is."""
    path = tmp_path / "pipeline.yml"
    path.write_text(yaml.safe_dump(pipeline(COMPONENT, {"mode": mode})), encoding="utf-8")
    assert is_valid(path, "vendor.gitlab-ci")
    path.write_text(documents(COMPONENT)[0], encoding="utf-8")
    assert is_valid(path, "vendor.gitlab-ci")


def test_every_input_is_described_and_used() -> None:
    """In the table of docs/ci.md too; the version is this one."""
    header, jobs = documents(COMPONENT)
    inputs = yaml.safe_load(header)["spec"]["inputs"]
    assert [] == [name for name, each in inputs.items() if not each["description"] or f"inputs.{name} ]]" not in jobs]
    assert MODES == inputs["mode"]["options"]
    assert __version__ == inputs["version"]["default"]
    page = Path("docs", "ci.md").read_text(encoding="utf-8")
    assert [] == [name for name in inputs if f"| `{name}` |" not in page]


@pytest.mark.parametrize("inputs", [{}, {"mode": "verify"}, {"mode": "live", "branch": "main"}])
def test_wrong_inputs_are_refused(inputs: dict[str, str]) -> None:
    """As GitLab refuses them, before anything is run."""
    with pytest.raises(NotUnderstoodError):
        pipeline(COMPONENT, inputs)


def test_no_input_becomes_a_part_of_a_script() -> None:
    """Each is a variable, which is data."""
    (job,) = yaml.safe_load(documents(COMPONENT)[1]).values()
    assert [] == [line for line in [*job["script"], *job["after_script"]] if "$[[" in line]


@pytest.mark.nightly
@pytest.mark.slow
def test_recorded_cells_are_replayed(machine: Machine, own: Path) -> None:
    """And compared with the named revision."""
    done = run(machine, own, mode="replay", base="HEAD")
    assert not done.ended.status, done.ended.output
    assert "Nothing changed" in done.ended.output
    assert ["junit.xml"] == [Path(name).name for name in done.reports]


@pytest.mark.slow
def test_the_tenant_is_asked(machine: Machine, own: Path, tenant: Tenant) -> None:
    """What is kept was scanned before."""
    ready = replace(machine, variables={**tenant.network, **tenant.settings})
    done = run(ready, own, mode="live")
    assert not done.ended.status, done.ended.output
    assert "8 NOT SENT" in done.ended.output
    assert "findings: 0" in done.afterwards.output
    assert "results.jsonl" in done.artifacts


@pytest.mark.slow
def test_a_missing_setting_keeps_nothing(machine: Machine, own: Path, tenant: Tenant) -> None:
    """The job is red by the exit status of the run."""
    done = run(replace(machine, variables=tenant.network), own, mode="live")
    assert done.ended.status
    assert "TOKEN_CONFORMANCE_SITE: is not set" in done.ended.output
    assert [] == done.artifacts


@pytest.mark.nightly
@pytest.mark.slow
def test_secrets_in_files_are_found(machine: Machine, own: Path) -> None:
    """By the exit status of `leaks`."""
    (own / "notes.txt").write_text(f"token: {API}\n")
    done = run(machine, own, mode="leaks", paths="suites notes.txt")
    assert 1 == done.ended.status
    assert "notes.txt:1" in done.ended.output


@pytest.mark.nightly
@pytest.mark.slow
def test_a_product_is_certified(machine: Machine, repository: Path) -> None:
    """By the files of the recipes for certification."""
    done = run(machine, repository, mode="certify")
    assert not done.ended.status, done.ended.output
    assert {"certification/mine/run.json", "results.json", "results.md"} <= set(done.artifacts)
