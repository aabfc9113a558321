"""A local folder of packages, machines that have nothing else, and a product's repository with expectations."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import own_suite
from recipe_runner.machine import Machine
from recipe_runner.tenant import Tenant
from recipe_runner.tenant import tenant as tenant_with
from token_conformance.cli import main

ROOT = Path(__file__).parents[2]
VENDOR = Path(__file__).with_name("vendor")

Repository = Callable[[], Path]


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, and every package that the recipes install, by the hashes of their list.

    Skips if the packages cannot be downloaded, or not for this Python.
    """
    folder = tmp_path_factory.mktemp("wheels")
    requirements = ["--require-hashes", "--only-binary", ":all:", "-r", "recipes/requirements.txt"]
    downloaded = _python("-m", "pip", "download", "--quiet", "--dest", str(folder), *requirements)
    if downloaded.returncode:
        reason = (downloaded.stderr.strip().splitlines() or ["pip said nothing"])[-1]
        pytest.skip(f"the packages of recipes/requirements.txt cannot be downloaded here: {reason}")
    built = _python("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    assert 0 == built.returncode, built.stderr
    return folder


def _python(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of a product as docs/certify.md says: subject file, packages, and what its first run showed."""
    folder = tmp_path_factory.mktemp("vendor") / "repository"
    shutil.copytree(VENDOR, folder)
    inside = folder / "token-conformance"
    shutil.copy(ROOT / "recipes" / "requirements.txt", inside)
    runs = tmp_path_factory.mktemp("runs")
    words = ["--output", str(runs), "--expect", str(inside / "expected.toml"), "--update"]
    assert 0 == main(["certify", "run", "--subject", str(inside / "mine.toml"), *words])
    assert "[T1" not in (inside / "expected.toml").read_text(encoding="utf-8"), "the product does not work at all"
    return folder


@pytest.fixture
def repository(template: Path, tmp_path: Path) -> Path:
    """A clean copy of that repository."""
    return shutil.copytree(template, tmp_path / "repository")


@pytest.fixture(scope="session")
def own_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of somebody with a suite of its own, as docs/ci.md says."""
    folder = tmp_path_factory.mktemp("own") / "repository"
    own_suite.make(folder)
    (folder / "token-conformance").mkdir()
    shutil.copy(ROOT / "recipes" / "requirements.txt", folder / "token-conformance")
    own_suite.commit(folder)
    return folder


@pytest.fixture
def own(own_template: Path, tmp_path: Path) -> Path:
    """A clean copy of that repository."""
    return shutil.copytree(own_template, tmp_path / "repository")


@pytest.fixture(scope="session")
def tenant() -> Iterator[Tenant]:
    """A tenant that answers as the published evidence says."""
    with tenant_with() as given:
        yield given


@pytest.fixture(scope="session")
def machine(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """One machine for all recipes: the first job installs everything, and the later ones find it installed."""
    return Machine(tmp_path_factory.mktemp("machine"), wheels)
