"""After any fault of a live run, each committed cassette is the old one or a complete new one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from factories import make_deviation
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant

pytestmark = pytest.mark.slow

SUITE = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/priority")
def test_list_priorities(send):
    assert send().json()[0]["name"]

@endpoint("GET /rest/api/3/field")
def test_list_fields(send):
    assert "summary" in {field["id"] for field in send().json()}
"""

NAMES = ("list-priorities", "list-fields")
FAULTS = ("429:9999", "500", "503", "reset", "half-body", "malformed-json", "html-login")

POINTS = int(os.environ.get("KILL_POINTS", "3"))
SHARES = [round(point / (POINTS + 1), 3) for point in range(1, POINTS + 1)]
LIVE = ("--target", "live", "--cassettes", "cassettes", "-p", "no:cacheprovider")

ENDLESS = "slow:600@path=/rest/api/3/field,after=6"
"""A fault for which a run cannot end before it is killed: its last cells get no answer."""

Texts = Mapping[str, str]


@pytest.fixture
def library(pytester: pytest.Pytester) -> Path:
    """The cassettes of a small suite, recorded from the edge."""
    folder = pytester.mkdir("suites")
    (folder / "test_jira_platform.py").write_text(SUITE)
    (folder / "deviations.toml").write_text("".join(make_deviation(f"jira-platform/{name}", "empty") for name in NAMES))
    pytester.runpytest("suites", "--record-mode=all", "-p", "no:cacheprovider").assert_outcomes(passed=14, xfailed=2)
    return pytester.path / "cassettes"


@pytest.fixture
def tenant(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Edge]:
    """The own tenant, with the fault that the test asks for."""
    faults = [parse_fault(text) for text in getattr(request, "param", ())]
    with Edge(*random_tenant(7), faults=faults) as edge:
        for name, value in (settings_of(edge.tenant, edge.account) | edge.environment()).items():
            monkeypatch.setenv(name, value)
        yield edge


def texts(library: Path) -> Texts:
    """The text of each file in a library."""
    return {str(path.relative_to(library)): path.read_text() for path in library.rglob("*") if path.is_file()}


def plain(cassettes: Texts) -> Texts:
    """Cassettes without the source of the recording."""
    return {name: text.replace('"live"', '"edge"') for name, text in cassettes.items()}


@pytest.mark.usefixtures("taken_for_atlassian")
@pytest.mark.parametrize(
    "tenant", [[f"{fault}@path=/rest/api/3/priority"] for fault in FAULTS], ids=FAULTS, indirect=True
)
def test_a_fault_leaves_the_cassettes_as_they_were(library: Path, tenant: Edge, pytester: pytest.Pytester) -> None:
    """Cells that meet it keep theirs, the others get a complete new one, and every cell has its result."""
    del tenant
    before = texts(library)
    pytester.runpytest(
        "suites", *["--target", "live", "--rate", "200", "--cassettes", "cassettes", "-p", "no:cacheprovider"]
    )
    after = texts(library)
    assert before == plain(after)
    struck = [name for name, text in after.items() if '"edge"' in text]
    assert [name for name in after if "list-priorities" in name] == struck
    assert 18 == len((pytester.path / "results.jsonl").read_text().splitlines())


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("tenant", [["slow:0.05", ENDLESS]], ids=["slow"], indirect=True)
@pytest.mark.usefixtures("taken_for_atlassian")
def test_a_kill_leaves_no_half_cassette(library: Path, tenant: Edge, pytester: pytest.Pytester, share: float) -> None:
    """The time of the kill does not matter; the next run removes what is left beside the cassettes."""
    del tenant
    before = texts(library)
    _kill_at(library, share)
    (library / "endpoints" / "left.part").write_text("half")
    after = texts(library)
    assert before == {name: text for name, text in plain(after).items() if not name.endswith(".part")}
    assert {'"edge"', '"live"'} == {kind for kind in ('"edge"', '"live"') if kind in "".join(after.values())}
    pytester.runpytest("suites", "--record-mode=all", "-k", "nothing", "-p", "no:cacheprovider")
    assert before.keys() == texts(library).keys()


def _kill_at(library: Path, share: float) -> None:
    """Start a run that replaces all cassettes, and kill it when it has replaced a part of them."""
    command = [sys.executable, "-m", "pytest", "suites", *LIVE, "--rate", "20"]
    run = subprocess.Popen(command, cwd=library.parent, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and run.poll() is None:
        replaced = [path for path in library.rglob("*.json") if '"live"' in path.read_text()]  # parts come and go
        if len(replaced) >= share * 14:  # two of the 16 at the least stay as they were
            break
        time.sleep(0.01)
    run.kill()
    assert -signal.SIGKILL == run.wait(), "the run ended by itself"
