"""A product that is made up passes by each template, when the marked lines are replaced by its own."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from token_conformance.certify.certification import certify
from token_conformance.certify.observation.observe import observe
from token_conformance.certify.observation.programs import missing
from token_conformance.certify.requirements.result import Level
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.subject.file import load
from token_conformance.certify.subject.subject import Action
from token_conformance.certify.subject.templates import MARK, TEMPLATES
from token_conformance.cli import main

EXAMPLES = Path(__file__).parents[3] / "examples"
VARIABLES = ("--site-variable", "ATLASSIAN_SITE", "--email-variable", "ATLASSIAN_EMAIL")
SITE_ONLY = (*VARIABLES, "--token-variable", "ATLASSIAN_TOKEN", "--gateway-variable", "none")
"""The made-up products are faces of `examples/either_token`, which finds the gateway by itself."""


def write(folder: Path, template: str, *options: str) -> Path:
    """The subject file that `certify init` writes."""
    assert 0 == main(["certify", "init", "--template", template, "--output", str(folder), *options])
    return folder / "mine.toml"


def _library(folder: Path) -> None:
    """A Python library with the names that the template uses."""
    text = f"""
        import sys
        sys.path.insert(0, {str(EXAMPLES)!r})
        import httpx
        from either_token.program import jira
        from either_token.transport import EitherToken

        class Client:
            def __init__(self, url, email, token):
                self._client = httpx.Client(base_url=url, transport=EitherToken(url, email, token))

            def __getattr__(self, action):
                return lambda *words: "\\n".join(getattr(jira, action)(self._client, *words))
    """
    (folder / "mine" / "mine.py").write_text(dedent(text), encoding="utf-8")


def _package(folder: Path) -> None:
    """A package for Node.js with the names that the template uses."""
    python = sys.executable
    text = f"""
        const {{ spawnSync }} = require("node:child_process");
        const env = {{ ...process.env, PYTHONPATH: {str(EXAMPLES)!r} }};
        const ask = (action) => (_, name) => (...words) => {{
          const action = name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
          const ended = spawnSync({python!r}, ["-m", "either_token", action, ...words], {{ env, encoding: "utf8" }});
          if (ended.status !== 0) throw new Error(ended.stderr);
          return ended.stdout;
        }};
        exports.Client = class {{
          constructor() {{ return new Proxy({{}}, {{ get: ask() }}); }}
        }};
    """
    package = folder / "mine" / "node_modules" / "mine"
    package.mkdir(parents=True)
    (package / "index.js").write_text(dedent(text), encoding="utf-8")


def _server(folder: Path) -> None:
    """An MCP server with the tools that the template names, which also asks its client and logs where it must not."""
    text = f"""
        import json, os, subprocess, sys

        def ask(tool, arguments):
            words = [sys.executable, "-m", "either_token", tool.replace("_", "-"), *arguments.values()]
            env = {{**os.environ, "PYTHONPATH": {str(EXAMPLES)!r}}}
            ended = subprocess.run(words, env=env, capture_output=True, text=True)
            content = [{{"type": "text", "text": ended.stdout + ended.stderr}}]
            return {{"content": content, "isError": ended.returncode != 0}}

        names = [{", ".join(repr(action.replace("-", "_")) for action in Action)}]
        pages = {{None: {{"tools": [{{"name": names[0]}}], "nextCursor": "2"}}}}
        rest = {{"tools": [{{"name": name}} for name in names[1:]]}}
        print("a log that belongs elsewhere", flush=True)
        for line in sys.stdin:
            message = json.loads(line)
            if "id" not in message or "error" in message:
                continue
            given = message["params"]
            if message["method"] == "initialize":
                print(json.dumps({{"jsonrpc": "2.0", "id": 7, "method": "roots/list"}}), flush=True)
                result = {{"protocolVersion": given["protocolVersion"], "capabilities": {{}}, "serverInfo": {{}}}}
            elif message["method"] == "tools/list":
                result = pages.get(given.get("cursor"), rest)
            else:
                result = ask(given["name"], given["arguments"])
            print(json.dumps({{"jsonrpc": "2.0", "id": message["id"], "result": result}}), flush=True)
    """
    (folder / "mine" / "server.py").write_text(dedent(text), encoding="utf-8")
    tools = folder / "mine" / "tools.toml"
    tools.write_text(
        tools.read_text().replace('server = ["mine"]', f'server = ["{sys.executable}", "{{here}}/server.py"]')
    )


def _program(folder: Path) -> None:
    """A command-line tool, which the subject file names by its path."""
    program = folder / "program"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={EXAMPLES} exec {sys.executable} -m either_token "$@"\n')
    program.chmod(0o755)
    subject = folder / "mine.toml"
    subject.write_text(subject.read_text().replace('command = ["mine"', f'command = ["{program}"'))


PRODUCTS: dict[str, Callable[[Path], None]] = {
    "cli": _program,
    "python": _library,
    "javascript": _package,
    "mcp": _server,
}


@pytest.fixture(params=PRODUCTS)
def product(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The subject file of a template, with a product that was made up."""
    path = write(tmp_path, request.param, *SITE_ONLY)
    PRODUCTS[request.param](tmp_path)
    return path


@pytest.mark.slow
def test_a_product_works_by_its_template(product: Path) -> None:
    """Actions show what was asked for, and a refused token ends the driver with another status than 0."""
    assert 0 == main(["certify", "lint", str(product)])
    subject = load(product)
    few = (Action.GET_ISSUE, Action.CREATE_ISSUE, Action.SEARCH)
    runs = observe(subject, replace(SCENARIOS["unscoped-site"], actions=few)).runs
    assert [] == [(run.action, run.output) for run in runs if not run.succeeded or run.missing]
    [refused] = observe(subject, replace(SCENARIOS["invalid-site"], actions=few[:1])).runs
    assert not refused.succeeded


@pytest.mark.nightly
@pytest.mark.slow
def test_a_careful_product_reaches_plus_by_its_template(product: Path, tmp_path: Path) -> None:
    """The templates take nothing from what `examples/either_token` does well."""
    with ThreadPoolExecutor(4) as pool:
        done = certify(product, tmp_path / "certification", pool)
    assert Level.PLUS is done.judgement.level, done.judgement.findings


@pytest.mark.parametrize("app", ["jira", "confluence", "both"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_each_template_is_a_subject_with_the_actions_of_its_app(tmp_path: Path, template: str, app: str) -> None:
    """The driver has a marked line per action, none of another app; without its own program only that is missing."""
    subject = load(write(tmp_path, template, "--app", app))
    drivers = [(tmp_path / "mine" / name).read_text() for name in TEMPLATES[template].drivers]
    marked = [line for text in drivers for line in text.splitlines() if MARK in line]
    for action in Action:
        lines = [
            line for line in marked if f'"{action}"' in line.split("(")[0] or line.split()[0] in (action, f"{action}:")
        ]
        assert (1 if drivers and action in subject.commands else 0) == len(lines), action
    assert not any("@" in word for text in drivers for word in text.split() if word.strip("@").isupper())
    lacking = {
        "cli": 1,
        "go": 1,
        "java": int(shutil.which("java") is None),
        "javascript": int(not shutil.which("node")),
    }
    assert lacking.get(template, 0) == len(missing(subject))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("javac") is None, reason="no Java compiler here")
def test_the_java_driver_says_what_to_replace(tmp_path: Path) -> None:
    """It compiles as it is, for all apps."""
    write(tmp_path, "java", "--app", "both")
    driver = ["java", str(tmp_path / "mine" / "Driver.java"), "whoami"]
    ended = subprocess.run(driver, capture_output=True, text=True, check=False)
    assert 1 == ended.returncode
    assert "Replace the lines of Driver.java that are marked REPLACE." in ended.stderr


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("go") is None, reason="no Go here")
def test_the_go_driver_says_what_to_replace(tmp_path: Path) -> None:
    """It compiles as it is, for all apps."""
    write(tmp_path, "go", "--app", "both")
    source = tmp_path / "mine" / "driver.go"
    ended = subprocess.run(["go", "run", str(source), "whoami"], capture_output=True, text=True, check=False)
    assert "replace the lines of driver.go that are marked REPLACE" in ended.stderr


@pytest.mark.parametrize(
    ("tools", "message"),
    [
        ("whoami = { tool = 'no', arguments = {} }", "the server has no tool 'no' for whoami; it has whoami, list_"),
        ("", "tools.toml: there is no tool for whoami; add a line below [tools]"),
    ],
)
def test_a_wrong_tool_is_one_line(tmp_path: Path, tools: str, message: str) -> None:
    """The client of the MCP template names the file and the tools that the server has."""
    write(tmp_path, "mcp", *SITE_ONLY)
    _server(tmp_path)
    path = tmp_path / "mine" / "tools.toml"
    path.write_text(f"{path.read_text().partition('[tools]')[0]}[tools]\n{tools}\n")
    ended = subprocess.run(
        [sys.executable, str(tmp_path / "mine" / "call_tool.py"), "whoami"], capture_output=True, text=True, check=False
    )
    assert (1, "") == (ended.returncode, ended.stdout)
    assert message in ended.stderr.splitlines()[-1]


@pytest.mark.parametrize("existing", ["mine.toml", "mine/tools.toml"])
def test_nothing_is_overwritten(tmp_path: Path, existing: str, capsys: pytest.CaptureFixture[str]) -> None:
    """If one of the files exists, none is written."""
    (tmp_path / existing).parent.mkdir(exist_ok=True)
    (tmp_path / existing).write_text("corrected")
    assert 2 == main(["certify", "init", "--template", "mcp", "--output", str(tmp_path)])
    assert f"{tmp_path / existing}: already exists and is not changed" in capsys.readouterr().err
    assert [tmp_path / existing] == [path for path in tmp_path.rglob("*") if path.is_file()]
