"""`token-conformance init`: an own suite to start from, written without a question and over nothing."""

import re
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml

from token_conformance._version import __version__
from token_conformance.cli import main
from token_conformance.deviations.loader import load
from token_conformance.live.environment import environment
from token_conformance.live.variables import VARIABLES
from token_conformance.suite.collection import Suites

WORKFLOW = ".github/workflows/token-conformance.yml"
FILES = {
    ".env.example",
    ".gitignore",
    "pytest.ini",
    "suites/endpoints/deviations.toml",
    "suites/endpoints/test_issue.py",
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one and belongs to no repository."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path) -> set[str]:
    """The files in a folder and below it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("arguments", "enter"), [([], ""), (["deep/own"], "cd deep/own && ")])
def test_it_writes_an_example_and_says_what_is_next(
    arguments: list[str], enter: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here or in a new folder; the last two lines are the next two commands."""
    assert 0 == main(["init", *arguments])
    assert FILES | {WORKFLOW} == written(here.joinpath(*arguments))
    *_, first, second = capsys.readouterr().out.splitlines()
    assert (f"  {enter}token-conformance run --record-mode=once", f"  {enter}token-conformance run") == (first, second)


def test_the_example_is_a_sound_suite_with_its_deviations(here: Path) -> None:
    """One endpoint, and each of its deviations is that of one of its cells."""
    main(["init"])
    (endpoint,) = Suites(here).requirements
    assert "jira-platform/get-watchers" == endpoint.id
    assert [f"{endpoint.id}/scoped-site"] == list(load(here / "suites/endpoints/deviations.toml"))
    configuration = ConfigParser()
    configuration.read(here / "pytest.ini")
    assert {"testpaths": "suites"} == dict(configuration["pytest"])


def test_the_settings_are_all_of_a_live_run(here: Path) -> None:
    """Site, address and tokens are to be filled in, and the rest is a comment."""
    main(["init"])
    lines = (here / ".env.example").read_text().splitlines()
    needed = ("SITE", "EMAIL", "UNSCOPED_TOKEN", "SCOPED_JIRA_TOKEN", "SCOPED_CONFLUENCE_TOKEN")
    assert [f"TOKEN_CONFORMANCE_{name}=" for name in needed] == [line for line in lines if re.match(r"\w", line)]
    assert [one.name for one in VARIABLES] == [found[1] for line in lines if (found := re.search(r"(T\w+)=$", line))]
    (here / ".env.example").rename(here / ".env")
    assert set() == {name for name, value in environment(here).items() if name.startswith("TOKEN_CONF") and value}


def test_git_ignores_what_must_not_be_committed(here: Path) -> None:
    """The settings with their tokens above all."""
    main(["init"])
    ignored = {".env", "results.jsonl", "results.jsonl.*.part", "recordings/", "journal.jsonl"}
    assert ignored < set((here / ".gitignore").read_text().split())


def test_a_gitignore_that_is_there_stays(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line says what to add to it."""
    (here / ".gitignore").write_text("mine\n")
    assert 0 == main(["init"])
    assert "mine\n" == (here / ".gitignore").read_text()
    assert ".gitignore: is there already and is not changed; add these lines to it: .env " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argument", "below", "enter"), [("own", "own/", "cd own && "), ("a/b-1", "a/b-1/", "cd a/b-1 && "), (".", "", "")]
)
def test_the_workflow_is_that_of_the_repository(argument: str, below: str, enter: str, here: Path) -> None:
    """GitHub reads workflows at the top alone; its commands find the suite from there."""
    (here / ".git").mkdir()
    assert 0 == main(["init", argument])
    job = yaml.safe_load((here / WORKFLOW).read_text())["jobs"]["replay"]
    *_, install, replay, mark = job["steps"]
    assert f"pip install --only-binary :all: atlassian-token-conformance=={__version__}" == install["run"]
    assert f"{enter}token-conformance run" == replay["run"]
    deviations = f"--deviations {below}suites/endpoints/deviations.toml"
    assert f"token-conformance annotations --results {below}results.jsonl {deviations}" == mark["run"]


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["pytest.ini"], "pytest.ini: is there already and is not changed, so nothing was written; name a folder"),
        ([".env.example", "pytest.ini"], "pytest.ini, .env.example: are there already and are not changed, so nothing"),
        ([WORKFLOW], f"{WORKFLOW}: is there already and is not changed, so nothing was written; name a folder"),
        (["suites/test_mine.py"], "suites: there are suites already, and nothing was written; add a test to them, or"),
        (["setup.cfg", "pyproject.toml"], "pyproject.toml, setup.cfg: are there already and are not changed, so"),
        (["tox.ini"], "tox.ini: is there already and is not changed, so nothing was written; name a folder of its own"),
    ],
)
def test_nothing_that_is_there_is_overwritten(
    names: list[str], line: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line names what is there, and nothing at all is written. A pytest.ini would end the effect of other files."""
    for name in names:
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text("[tool.pytest.ini_options]\n[tool:pytest]\n[pytest]\n")
    assert (2, set(names)) == (main(["init"]), written(here))
    (shown,) = capsys.readouterr().err.splitlines()
    assert shown.startswith(f"token-conformance: {line}")


def test_a_project_that_does_not_configure_pytest_is_no_obstacle(here: Path) -> None:
    """A pytest.ini takes nothing from it."""
    (here / "pyproject.toml").write_text('[project]\nname = "mine"\n')
    assert 0 == main(["init"])
    assert "mine" == tomllib.loads((here / "pyproject.toml").read_text())["project"]["name"]


@pytest.mark.parametrize(
    ("folder", "line"),
    [
        ("file", "file: is not a folder; name a folder of its own, such as "),
        ("file/below", "file/below/suites/endpoints/test_issue.py: cannot be written (Not a directory); name another"),
        ("a b", "a b: a workflow cannot name it; use letters, digits, '.', '_' and '-' in its name"),
    ],
)
def test_a_folder_that_cannot_be_written_is_one_line(
    folder: str, line: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the folder or the file."""
    (here / ".git").mkdir()
    (here / "file").write_text("")
    assert (2, {"file"}) == (main(["init", folder]), written(here))
    assert capsys.readouterr().err.startswith(f"token-conformance: {line}")
