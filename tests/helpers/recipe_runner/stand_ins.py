"""Stand-ins for the actions of GitHub that the recipes use. Each does what the action does to files, and no more."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from recipe_runner.machine import Machine, NotUnderstoodError, kept, only

Outputs = dict[str, str]


class Place(Protocol):
    """The job that uses an action: its machine, its repository, its folder and what it has kept."""

    machine: Machine
    repository: Path
    folder: Path
    kept: Path | None
    artifacts: dict[str, list[str]]


def _checkout(job: Place, inputs: Mapping[str, str]) -> Outputs:
    """The repository is there already; the options of the recipes change nothing in a copy without a history."""
    only(inputs, {"persist-credentials", "fetch-depth"}, "actions/checkout")
    if not any(job.repository.iterdir()):
        raise NotUnderstoodError("actions/checkout: the repository is empty")
    return {}


def _setup_python(job: Place, inputs: Mapping[str, str]) -> Outputs:
    """The Python is that of the tests, whatever version the recipe asks for: the packages are those of this machine."""
    only(inputs, {"python-version"}, "actions/setup-python")
    job.machine.set_up_python()
    return {}


def _upload(job: Place, inputs: Mapping[str, str]) -> Outputs:
    only(inputs, {"name", "path", "overwrite"}, "actions/upload-artifact")
    name = inputs["name"]
    if name in job.artifacts and inputs.get("overwrite") != "True":
        raise NotUnderstoodError(f"actions/upload-artifact: {name} is there already")
    job.artifacts[name] = kept(job.repository, inputs["path"].split(), job.folder / "artifacts" / name)
    return {}


def _download(job: Place, inputs: Mapping[str, str]) -> Outputs:
    if "pattern" in inputs:
        return _download_all(job, inputs)
    only(inputs, {"name"}, "actions/download-artifact")
    folder = job.kept / "artifacts" / inputs["name"] if job.kept else None
    if folder is None or not folder.is_dir():
        raise NotUnderstoodError(f"actions/download-artifact: no earlier job has kept {inputs['name']}")
    shutil.copytree(folder, job.repository, dirs_exist_ok=True)
    return {}


def _download_all(job: Place, inputs: Mapping[str, str]) -> Outputs:
    """The files of all artifacts with such a name, in one folder; the action does not fail if there are none."""
    only(inputs, {"pattern", "path", "merge-multiple"}, "actions/download-artifact")
    if inputs.get("merge-multiple") != "True":
        raise NotUnderstoodError("actions/download-artifact: this runner puts all files into one folder")
    for folder in sorted((job.kept / "artifacts").glob(inputs["pattern"])) if job.kept else ():
        shutil.copytree(folder, job.repository / inputs["path"], dirs_exist_ok=True)
    return {}


def _upload_pages(job: Place, inputs: Mapping[str, str]) -> Outputs:
    """The whole folder becomes the artifact that is deployed."""
    only(inputs, {"path"}, "actions/upload-pages-artifact")
    job.artifacts["github-pages"] = kept(job.repository, [inputs["path"]], job.folder / "artifacts" / "github-pages")
    return {}


def _deploy_pages(job: Place, inputs: Mapping[str, str]) -> Outputs:
    only(inputs, set(), "actions/deploy-pages")
    if job.kept is None or not (job.kept / "artifacts" / "github-pages").is_dir():
        raise NotUnderstoodError("actions/deploy-pages: no earlier job has uploaded a site")
    return {"page_url": "https://owner.example.com/repository/"}


STAND_INS: dict[str, Callable[[Place, Mapping[str, str]], Outputs]] = {
    "actions/checkout": _checkout,
    "actions/setup-python": _setup_python,
    "actions/upload-artifact": _upload,
    "actions/download-artifact": _download,
    "actions/upload-pages-artifact": _upload_pages,
    "actions/deploy-pages": _deploy_pages,
}
"""The actions of GitHub that the recipes use."""
