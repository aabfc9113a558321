"""What strangers write commands neither the terminal nor the CI system: each field of each input, in each command."""

import argparse
import json
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from canaries import CANARY, COMMAND, LEGACY, harmful, with_canaries
from factories import PLATFORM_SETTINGS, make_deviation, make_result, make_results
from token_conformance.cli import COMMANDS, main
from token_conformance.commands.certify import STEPS
from token_conformance.exchange.journal import Entry, Thing, unique_title
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.tables.formats import FORMATS
from token_conformance.results.file import dump
from token_conformance.results.history import Transition

ROOT = Path(__file__).parents[2]
CASSETTE = ROOT / "cassettes/endpoints/jira-platform/get-issue/unscoped-site.json"
SUBJECT = ROOT / "suites/integrations/subjects/curl.toml"

Run = Callable[..., str]

each_canary = pytest.mark.parametrize(
    "canary",
    [
        pytest.param(CANARY, id="everything"),
        pytest.param(COMMAND, id="command", marks=[pytest.mark.slow, pytest.mark.nightly]),
        pytest.param(LEGACY, id="legacy command", marks=[pytest.mark.slow, pytest.mark.nightly]),
    ],
)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No command finds the project's own files, or the settings of the person who runs the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(argparse, "_", str)  # each parser looks for translations in the file system
    for name in os.environ:
        if name.startswith("TOKEN_CONFORMANCE_"):
            monkeypatch.delenv(name)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command, and check that nothing in its output is harmful; returns the output."""

    def run(*arguments: str) -> str:
        with suppress(SystemExit):
            main(arguments)
        shown = capsys.readouterr()
        assert [] == harmful(shown.out, annotates=arguments[0] == "annotations")
        assert [] == harmful(shown.err)
        return shown.out + shown.err

    return run


def _results() -> dict[str, Any]:
    """Results of one cell that is not as declared, with a text in each of its fields."""
    fields = {
        "verdict": Verdict.CHANGED,
        "outcome": Outcome.HIDDEN,
        "status": 404,
        "url": "https://your-domain.atlassian.net/rest/api/3/issue/SOFT-1",
        "headers": {"content-type": "application/json"},
        "body": "not found",
        "note": "404 not found",
    }
    known = {"outcome": "gone", "grade": "reported", "source": "CLOUD-1", "date": "2026-01-01", "effect": "Nothing."}
    cells = (make_result("jira-platform/get-issue/scoped-site", **fields, deviation=known),)
    document: dict[str, Any] = json.loads(dump(make_results(*cells).header, cells))
    return document


READERS_OF_RESULTS = (
    ("annotations", "--results", "R", "--deviations", "deviations.toml"),
    *(("diff", "R", "S", "--format", name) for name in ("text", "markdown", "json")),
    *(("diff", "S", "R", "--format", name) for name in ("text", "markdown", "json")),
    *(("table", "--results", "R", "--format", name) for name in FORMATS),
    ("can-i-use", "GET /rest/api/3/issue/{issueIdOrKey}", "--token=scoped", "--url=site", "--results", "R"),
    ("merge", "R", "S", "--output", "M"),
    ("inject", "README.md", "--results", "R"),
)


@each_canary
@pytest.mark.parametrize("command", READERS_OF_RESULTS, ids=" ".join)
def test_results(run: Run, command: tuple[str, ...], canary: str) -> None:
    """Each text and each name in a file of results, and in its header; the history is another test's."""
    Path("reports").mkdir()
    Path("reports/history.jsonl").touch()  # `diff` would read the one that the package ships again and again
    Path("S").write_text(json.dumps(_results(), indent=1))
    Path("deviations.toml").write_text("version = 1\n")
    Path("README.md").write_text("<!-- token-conformance: table -->\n<!-- token-conformance: end -->\n")
    Path("R").write_text(json.dumps(_results(), indent=1))
    assert "is not a" not in run(*command)
    for document in with_canaries(_results(), canary):
        Path("R").write_text(json.dumps(document, indent=1))
        run(*command)
    no_outcome = _results()
    no_outcome["cells"][0] |= {"outcome": None, "verdict": "error", "note": canary}
    Path("R").write_text(json.dumps(no_outcome, indent=1))
    run(*command)


@each_canary
def test_a_history(run: Run, canary: str) -> None:
    """A line of the history that is not one is quoted; a cell's name is shown for a flaky cell."""
    Path("reports").mkdir()
    for name in ("R", "S"):
        Path(name).write_text(json.dumps(_results(), indent=1))
    day = datetime.now(UTC).date()
    lines = [
        Transition(day, "jira-platform/get-issue/scoped-site", outcome, "edge").to_json()
        for outcome in (Outcome.WORKS, Outcome.HIDDEN, Outcome.WORKS)
    ]
    for document in with_canaries(json.loads(lines[0]), canary):
        Path("reports/history.jsonl").write_text("\n".join([json.dumps(document), *lines[1:]]))
        run("diff", "R", "S")


def _deviations(canary: str) -> list[str]:
    """A file of deviations with the canary in each of its values, keys, and at places that are not TOML."""
    quoted = json.dumps(canary).replace("\x7f", "\\u007f")
    entry = make_deviation("jira-platform/get-issue")
    values = re.findall(r'"[^"]*"', entry)
    return [
        *(f"version = 1\n{entry.replace(value, quoted)}" for value in values),
        f"version = 1\n{entry}{quoted} = 1\n",
        f"version = {quoted}\n",
        f"{canary}\n",
        f"version = 1\n{entry}x = {canary}\n",
        f"version = 1\n[{quoted}]\n",
    ]


@each_canary
def test_deviations(run: Run, canary: str) -> None:
    """Each value and each key of the file, and what is not TOML."""
    Path("R").write_text(json.dumps(_results(), indent=1))
    for text in _deviations(canary):
        Path("deviations.toml").write_text(text, newline="")
        run("annotations", "--results", "R", "--deviations", "deviations.toml")


@pytest.mark.parametrize("name", ["text", "json"])
@each_canary
def test_cassettes(run: Run, canary: str, name: str) -> None:
    """Each text of a cassette, and each text and name of the JSON in its body."""
    cassette = json.loads(CASSETTE.read_text())
    cassette["metadata"]["cell"] = "jira-platform/get-issue/scoped-site"
    response = cassette["interactions"][0]["response"]
    response["body"]["string"] = json.dumps({"key": "SOFT-1", "fields": {"summary": "x"}})
    _write("old", cassette)
    bodies = with_canaries({"key": "SOFT-1", "fields": {"summary": "x"}}, canary)
    for document in (
        *with_canaries(cassette, canary, names=False),
        *(_with_body(cassette, changed) for changed in bodies),
    ):
        _write("new", document)
        run("compare", "new", "--against", "old", "--format", name)


def _with_body(cassette: Mapping[str, Any], body: object) -> Mapping[str, Any]:
    changed: dict[str, Any] = json.loads(json.dumps(cassette))
    changed["interactions"][0]["response"]["body"]["string"] = json.dumps(body)
    return changed


def _write(folder: str, cassette: object, cell: str = "jira-platform/get-issue/scoped-site") -> None:
    path = Path(folder, "endpoints", f"{cell}.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(cassette))


@each_canary
def test_file_names(run: Run, canary: str, tmp_path: Path) -> None:
    """Each file or folder that a person names, and each file in a folder that is read."""
    name = canary.replace("/", "|")[:200]
    Path(name).mkdir()
    inside = f"{name}/{name}"
    Path(inside).write_text("api_token = MADEUPMADEUP0123456789\n")
    Path(f"{inside}.toml").write_text("x")
    Path("R").write_text(json.dumps(_results(), indent=1))
    cassette = json.loads(CASSETTE.read_text())
    _write(f"{name}c", cassette, f"jira-platform/{name}/scoped-site")
    for path in (name, inside, f"{inside}.none", str(tmp_path / inside)):
        for command in (
            ("annotations", "--results", path),
            ("annotations", "--results", "R", "--deviations", path),
            ("diff", path, "R"),
            ("diff", path, path),
            ("compare", path, "--against", f"{name}c"),
            ("compare", f"{name}c", "--against", path),
            ("table", "--results", path),
            ("inject", path, "--results", "R"),
            ("merge", path, path, "--output", "M"),
            ("merge", "R", "R2", path, "--output", path),
            ("report", "--results", "R", "--output", path),
            ("report", "--results", path, "--check"),
            ("leaks", path),
            ("scopes", "--suites", path),
            ("cleanup", "--journal", path),
            ("can-i-use", "GET /rest/api/3/myself", "--token=scoped", "--url=site", "--results", path),
            ("certify", "lint", path, f"{inside}.toml"),
            ("certify", "install", path),
            ("certify", "run", "--subject", path),
            ("certify", "pack", path, "-o", path),
            ("certify", "verify", path),
            ("edge", "--log", f"{path}/none/none", "--port", "0"),
        ):
            run(*command)


@each_canary
@pytest.mark.parametrize(
    "name", [*(name for name in COMMANDS if name != "run"), *(f"certify {step}" for step in STEPS)]
)
def test_arguments(run: Run, name: str, canary: str) -> None:
    """Unknown options, unknown words and values of every option that a command has, as the parser quotes them.

    The options of `run` are read and quoted by pytest. Results and cassettes that are not named are small ones.
    """
    _write("cassettes", json.loads(CASSETTE.read_text()))
    Path("reports").mkdir()
    Path("reports/results.json").write_text(json.dumps(_results(), indent=1))
    words = name.split()
    options = set(re.findall(r"--[a-z-]+", run(*words, "--help"))) - {"--help"}
    run(*words, canary)
    run(*words, f"--{canary}")
    run(*words, canary, canary, f"--no={canary}", canary)
    for option in options:
        if (name, option) not in {("edge", "--env-file"), ("edge", "--log")}:
            run(*words, f"{option}={canary}", "--unknown")
            run(*words, option, canary, f"-x{canary}")


@each_canary
def test_words(run: Run, canary: str) -> None:
    """Values that a command itself reads: calls, revisions, names, and the answers about a product."""
    subprocess.run(["git", "init", "--quiet"], check=True)
    Path("R").write_text(json.dumps(_results(), indent=1))
    calls = (canary, f"GET {canary}", f"GET /rest/api/3/{canary}", f"https://{canary}/", f"https://[{canary}")
    for command in (
        *(("can-i-use", call, "--token=scoped", "--url=site") for call in calls),
        ("can-i-use", f"https://x.atlassian.net/{canary}", "--token=scoped"),
        ("diff", canary, "R"),
        ("diff", "R", f"HEAD{canary}"),
        ("diff", f"-{canary}", "R"),
        ("mutants", canary),
        ("certify", "run", "--subject", canary),
        *(("certify", "init", f"--{option}", canary) for option in ("name", "version", "product", "command")),
        ("certify", "init", "--name=a", f"--version={canary}", "--product=a", "--homepage=https://x", "--command=a"),
        *(("table", "--results=R", f"--{option}={canary}") for option in ("endpoint", "product", "token", "format")),
    ):
        run(*command)


@each_canary
def test_documents_with_markers(run: Run, canary: str) -> None:
    """What stands between and in the markers of a document."""
    Path("R").write_text(json.dumps(_results(), indent=1))
    for marker in (
        f"<!-- token-conformance: {canary} -->\n<!-- token-conformance: end -->",
        f"<!-- token-conformance: table {canary} -->\n<!-- token-conformance: end -->",
        f"<!-- token-conformance: table endpoint={canary} -->\n<!-- token-conformance: end -->",
        f"<!-- token-conformance: table -->\n{canary}",
    ):
        Path("README.md").write_text(marker, newline="")
        run("inject", "README.md", "--results", "R")


@each_canary
def test_scanned_files(run: Run, canary: str) -> None:
    """What `leaks` shows of a finding."""
    for text in (
        f"api_token={canary}0123456789abcdef0123",
        f"0123456789abcdef0123{canary}@example.org",
        f"://user:{canary}@example.org/",
        f"cloud.session.token={canary}0123456789",
    ):
        Path("text").write_text(text, newline="")
        run("leaks", "text")


@each_canary
def test_subject_files(run: Run, canary: str) -> None:
    """Each value and key of a subject file, and what is not TOML."""
    text = SUBJECT.read_text()
    quoted = json.dumps(canary).replace("\x7f", "\\u007f")
    changed = [text.replace(value, quoted) for value in dict.fromkeys(re.findall(r'"[^"\n]*"', text))]
    changed += [f"{text}\n{quoted} = 1\n", f"{text}\n[{quoted}]\nx = 1\n", f"{canary}\n", f"{text}\nx = {canary}\n"]
    for document in changed:
        Path("curl.toml").write_text(document, newline="")
        run("certify", "lint", "curl.toml")


@each_canary
def test_journals(run: Run, canary: str) -> None:
    """Each field of a journal; its things are of another site, or the settings are incomplete."""
    entry = Entry.new(Thing.ISSUE, unique_title(), "mysite").created("10001", "SOFT-1")
    for document in with_canaries(json.loads(entry.to_json()), canary):
        Path("journal.jsonl").write_text(json.dumps(document))
        run("cleanup")


@each_canary
def test_variables(run: Run, canary: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each variable of a live run, the variables of the network, and lines and names in `.env`."""
    Path("journal.jsonl").write_text(Entry.new(Thing.ISSUE, unique_title(), "mysite").to_json())
    for name, value in PLATFORM_SETTINGS.items():
        monkeypatch.setenv(name, value)
    for name in (*PLATFORM_SETTINGS, "TOKEN_CONFORMANCE_BOARD_ID", "HTTPS_PROXY", "https_proxy", "SSL_CERT_FILE"):
        with monkeypatch.context() as changed:
            changed.setenv(name, f"{PLATFORM_SETTINGS.get(name, '')}{canary}")
            run("cleanup")
    with monkeypatch.context() as changed:
        changed.setenv(f"TOKEN_CONFORMANCE_{canary.replace('=', '')}", "x")
        run("cleanup")
    for line in (canary, f"TOKEN_CONFORMANCE_{canary}=x", f"TOKEN_CONFORMANCE_BOARD_ID='{canary}'", f"X='{canary}"):
        Path(".env").write_text(line, newline="")
        run("cleanup")


def test_every_line_of_the_canary_is_harmful() -> None:
    """The check finds each part of the canary, so that it would find it in an output."""
    assert all(harmful(f"x: {part}") for part in (CANARY, "\x1b", "\r", "\u2028", "\u202e", "\x85", "##[x]", "##vso["))
    assert all(harmful(f"x\n{part}") for part in (COMMAND, f"  {COMMAND}", "x.zip: adds up"))
    assert [] == harmful("x: ::error::y\n")
