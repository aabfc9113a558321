"""The edge does not know the expected outcomes, and no expected outcome is computed by it.

The code runs in its own process, where an audit hook of Python gets each file that is opened and each import.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

EXPECTATIONS = ("deviations", "outcome", "verdict", "mutants", "conclude", "results", "cassettes", "suites", "evidence")
"""The parts of the project that say or show what an edge should answer."""

WATCH = """
import sys
from pathlib import Path

root, seen = Path({root!r}), []

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and Path(root, arguments[0]).is_relative_to(root):
        seen.append(str(Path(root, arguments[0]).relative_to(root)))
    if event == "import":
        seen.append(arguments[0].replace(".", "/"))

sys.addaudithook(watch)
"""

EDGE = """
import ssl
import httpx
from token_conformance.edge.server.edge import Edge

with Edge() as edge:
    trust = ssl.create_default_context(cafile=edge.ca_file)
    with httpx.Client(proxy=edge.proxy_url, verify=trust, trust_env=False, timeout=60) as client:
        for url in (
            "https://{0.site}.atlassian.net/rest/api/3/issue/{0.issue_key}",
            "https://{0.site}.atlassian.net/wiki/api/v2/pages/{0.page_id}",
            "https://api.atlassian.com/ex/jira/{0.cloud_id}/rest/api/3/issue/{0.issue_key}",
        ):
            for token in (edge.account.unscoped, edge.account.scoped_jira, edge.account.invalid):
                client.get(url.format(edge.tenant), auth=(edge.account.email, token))
"""

DEVIATIONS = """
from pathlib import Path
from token_conformance.deviations.loader import load
load(Path("suites", "endpoints", "deviations.toml"))
"""

SHOW = "\nprint(*seen, sep='\\n')\n"


def touched(code: str) -> set[str]:
    """The files of the project that a script opens and the modules that it imports, as paths."""
    watched = WATCH.format(root=str(ROOT)) + code + SHOW
    ended = subprocess.run([sys.executable, "-c", watched], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ended.stdout.split())


def parts_of(paths: set[str]) -> set[str]:
    """Every part of the paths, without the suffix of a file."""
    return {part.partition(".")[0] for path in paths if "site-packages" not in path for part in Path(path).parts}


@pytest.fixture(scope="module")
def by_edge() -> set[str]:
    """The files and modules that an edge touches when it is started and answers a request."""
    return touched(EDGE)


def test_the_edge_reads_nothing_of_what_is_expected_of_it(by_edge: set[str]) -> None:
    """It neither imports nor opens one of these files."""
    assert set() == parts_of(by_edge) & set(EXPECTATIONS)


def test_what_the_edge_reads_is_seen(by_edge: set[str]) -> None:
    """The check works: it finds the modules and the catalogue that the edge uses."""
    assert {"gateway", "world", "operations", "catalogue"} <= parts_of(by_edge)


def test_the_deviations_are_there_without_an_edge() -> None:
    """They are read from their file, and no module of the edge takes part."""
    parts = parts_of(touched(DEVIATIONS))
    assert {"deviations", "endpoints"} <= parts
    assert set() == parts & {"edge", "mutants", "recording", "cassettes"}
