"""What somebody gets who installs the built package: every command and the plugin, in a folder without a checkout."""

import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

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
    "init",
    "inject",
    "leaks",
    "matrix",
    "merge",
    "mutants",
    "observe",
    "report",
    "run",
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
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without a network."""
    return _built(tmp_path_factory.mktemp("dist"), ROOT, "--wheel", "*.whl")


def _built(dist: Path, source: Path, kind: str, pattern: str) -> Path:
    _run("-m", "build", kind, "--no-isolation", "--outdir", str(dist), str(source))
    (built,) = dist.glob(pattern)
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel is installed, without its dependencies and without a network."""
    site = tmp_path_factory.mktemp("site")
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
    """Pytest has the options of the suites in a folder with a suite, as soon as the wheel is installed."""
    assert "--target" not in _run("-m", "pytest", "--help", site=installed, folder=tmp_path)
    (tmp_path / "test_it.py").write_text("import token_conformance")
    assert "--target" in _run("-m", "pytest", "--help", site=installed, folder=tmp_path)


def test_the_wheel_is_small(wheel: Path) -> None:
    """It has the suites with all their cassettes, and is downloaded in a second."""
    assert wheel.stat().st_size < 3_000_000


def test_the_wheel_ships_what_is_committed(wheel: Path) -> None:
    """Every suite, cassette, driver and schema of the checkout is in it, and nothing that git does not know."""
    folders = ("suites", "cassettes", "reports/schema")
    listed = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=True)
    with ZipFile(wheel) as archive:
        shipped = {name.removeprefix("token_conformance/") for name in archive.namelist()}
    assert set(listed.stdout.splitlines()) == {name for name in shipped if name.startswith(folders)}


def test_the_source_distribution_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """Whoever builds from it gets every file."""
    sdist = _built(tmp_path / "sdist", ROOT, "--sdist", "*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    again = _built(tmp_path / "dist", source, "--wheel", "*.whl")
    with ZipFile(wheel) as first, ZipFile(again) as second:
        assert sorted(first.namelist()) == sorted(second.namelist())


@pytest.mark.parametrize("name", ["token-conformance", "atlassian-token-conformance"])
def test_the_wheel_prints_the_matrix_in_an_empty_folder(name: str, installed: Path, tmp_path: Path) -> None:
    """Its cassettes are replayed by the command, under either name, and nothing is left in the folder."""
    shown = _run(str(installed / "bin" / name), "matrix", site=installed, folder=tmp_path)
    assert ("560 cells: 491 passed, 69 known.", []) == (shown.splitlines()[-1], list(tmp_path.iterdir()))


def test_the_wheel_runs_its_suites_against_the_edge(installed: Path, tmp_path: Path) -> None:
    """The options are those of pytest, and the results are written to the folder."""
    command = str(installed / "bin" / "token-conformance")
    shown = _run(command, "run", "-q", "-k", "get_myself", "--target", "edge", site=installed, folder=tmp_path)
    assert ("16 cells: 14 passed, 2 known." in shown, {"results.jsonl"}) == (
        True,
        {path.name for path in tmp_path.iterdir()},
    )


_STEP = re.compile(r"(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL)
"""A block of the page on own suites: a file to write or to add to, or commands."""


@pytest.mark.nightly
def test_the_page_on_own_suites_says_what_works(installed: Path, tmp_path: Path) -> None:
    """Every file of it is written and every command is typed, in an empty folder with the package of the wheel."""
    path = os.pathsep.join([str(installed / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(installed)}
    shown = []
    for step in _STEP.finditer((ROOT / "docs" / "own-suite.md").read_text(encoding="utf-8")):
        if step["file"]:
            with (tmp_path / step["file"]).open("a", encoding="utf-8") as file:
                file.write(f"\n{step['text']}" if file.tell() else step["text"])
        else:
            ended = subprocess.run(
                ["sh", "-ec", step["text"]], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            assert 0 == ended.returncode, ended.stdout + ended.stderr
            shown.append(ended.stdout)
    started, added, scopes, library = shown
    assert 2 == started.count("8 cells: 7 passed, 1 known.")
    assert 2 == added.count("16 cells: 14 passed, 2 known.")
    assert "read:jira-work" in scopes
    assert "GET /rest/api/3/myself, scoped at site: unauthenticated (401)\n" == library


EIGHT = {
    "GET /rest/api/3/issue/{issueIdOrKey}": "✗ hidden 404",
    "GET /rest/api/3/project": "∅ empty 200",
    "GET /rest/api/3/search/jql": "∅ empty 200",
    "GET /rest/api/3/issue/{issueIdOrKey}/watchers": "∅ stranger 404 (inferred, S1+S2)",
    "DELETE /rest/api/3/project/{projectIdOrKey}": "∅ stranger 404 (inferred, S1+S2)",
    "GET /wiki/api/v2/pages/{id}/children": "✗ unauthenticated 401 (inferred, C1)",
    "POST /rest/api/3/issueLink": "∅ stranger 401 (inferred, S1+S2)",
    "GET /rest/agile/1.0/epic/{epicIdOrKey}": "∅ stranger 401 (inferred, S1+S3)",
}
"""Operations, of which three are listed endpoints, and what a token with scopes gets at the site."""


def test_the_wheel_prints_a_table_of_any_operations_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    """What is known by rule alone says so."""
    command = str(installed / "bin" / "token-conformance")
    shown = _run(command, "table", "--format", "json", *EIGHT, site=installed, folder=tmp_path)
    rows = json.loads(shown)["rows"]
    assert {row["Operation"]: row["scoped token at the site"] for row in rows} == EIGHT
    assert [] == list(tmp_path.iterdir())
