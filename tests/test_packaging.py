"""What somebody gets who installs the built package: every command and the plugin, in a folder without a checkout."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

COMMANDS = (
    "annotations",
    "can-i-use",
    "certify",
    "cleanup",
    "compare",
    "diff",
    "edge",
    "fidelity",
    "inject",
    "leaks",
    "merge",
    "mutants",
    "report",
    "scopes",
    "table",
    "variables",
)
CERTIFY = ("annotations", "diff", "init", "install", "lint", "pack", "run", "verify")
NAMES = (*COMMANDS, *(f"certify {name}" for name in CERTIFY))

HELPS = f"""
import io, json
from contextlib import redirect_stdout, suppress
from token_conformance.cli import main

helps = {{}}
for name in {NAMES}:
    with redirect_stdout(io.StringIO()) as shown, suppress(SystemExit):
        main([*name.split(), "--help"])
    helps[name] = shown.getvalue()
print(json.dumps(helps))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel of this checkout is installed, without its dependencies and without a network."""
    dist, site = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("site")
    _run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(dist), str(ROOT))
    (wheel,) = dist.glob("*.whl")
    _run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site), str(wheel))
    return site


def _run(*words: str, site: Path | None = None, folder: Path | None = None) -> str:
    """What Python prints when it is run with these words; the packages of `site` come before those of the checkout."""
    environment = os.environ | ({"PYTHONPATH": str(site)} if site else {})
    ended = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert 0 == ended.returncode, ended.stdout + ended.stderr
    return ended.stdout


def test_the_installed_package_is_that_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    """The following tests do not run the code of the checkout."""
    where = _run("-c", "import token_conformance; print(token_conformance.__file__)", site=installed, folder=tmp_path)
    assert installed == Path(where.strip()).parents[1]


def test_the_wheel_lists_every_command(installed: Path, tmp_path: Path) -> None:
    """`--help` names all commands."""
    shown = _run(str(installed / "bin" / "token-conformance"), "--help", site=installed, folder=tmp_path)
    assert [] == [command for command in COMMANDS if command not in shown.split()]


@pytest.fixture(scope="module")
def helps(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each command says for `--help` in an empty folder, all asked in one process."""
    return json.loads(_run("-c", HELPS, site=installed, folder=tmp_path_factory.mktemp("empty")))  # type: ignore[no-any-return]  # as written


@pytest.mark.parametrize("name", NAMES)
def test_the_wheel_offers_every_command(name: str, helps: dict[str, str]) -> None:
    """Each command explains itself in an empty folder, so all that it imports is in the wheel."""
    assert f"usage: token-conformance {name}" in helps[name]


def test_the_wheel_offers_the_plugin(installed: Path, tmp_path: Path) -> None:
    """Pytest has the options of the suites as soon as the wheel is installed."""
    assert "--target" in _run("-m", "pytest", "--help", site=installed, folder=tmp_path)
