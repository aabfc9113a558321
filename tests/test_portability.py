"""What must work on macOS and Windows works without what only POSIX has; what cannot work there says so in one line.

No test ran on such a system. These take the modules and calls away from Linux, in every process that is started.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from token_conformance.commands.certify._system import require_posix
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server.edge import Edge
from token_conformance.errors import UserError

ROOT = Path(__file__).parents[1]
WITHOUT_POSIX = Path(__file__).parent / "helpers" / "without_posix"
ROOMS = ("advice", "catalogue", "deviations", "edge", "exchange", "live", "model", "recording", "redaction", "report")

IMPORTED = f"""
import pkgutil
from importlib import import_module
for room in {(*ROOMS, "results", "suite", "proof")}:
    package = import_module(f"token_conformance.{{room}}")
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        import_module(module.name)
"""


def run(*words: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """What Python does with these words where POSIX is missing, in a folder without suites."""
    path = os.pathsep.join([str(WITHOUT_POSIX), str(ROOT / "src")])
    environment = {**os.environ, **variables, "PYTHONPATH": path}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def command(*words: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """What a command does where POSIX is missing."""
    return run("-m", "token_conformance.cli", *words, folder=folder, **variables)


@pytest.mark.slow
def test_every_module_but_those_of_certification_can_be_imported(tmp_path: Path) -> None:
    """A module that needs more than this must not be imported by what works elsewhere."""
    ended = run("-W", "ignore", "-c", IMPORTED, folder=tmp_path)
    assert (0, "") == (ended.returncode, ended.stderr)


def test_the_helper_really_takes_them_away(tmp_path: Path) -> None:
    """Otherwise these tests would pass for no reason."""
    for statement in ("import fcntl", "import os; os.fork", "import signal; signal.SIGKILL"):
        assert 1 == run("-c", statement, folder=tmp_path).returncode


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["can-i-use", "/rest/api/3/search/jql", "--token", "scoped", "--url", "gateway"], "Yes"),
        (["table", "--endpoint", "jira-platform/get-issue"], "✗ hidden 404"),
        (["matrix", "--results", str(ROOT / "reports" / "results.json")], "560 cells: "),
        (["diff", str(ROOT / "reports"), str(ROOT / "reports")], "Nothing changed"),
        (["variables"], "TOKEN_CONFORMANCE_SITE"),
    ],
)
def test_answers_and_reports_work(tmp_path: Path, words: list[str], shown: str) -> None:
    """They read data, and nothing of the system."""
    ended = command(*words, folder=tmp_path, PYTHONUTF8="1")
    assert 0 == ended.returncode, ended.stderr
    assert shown in ended.stdout


@pytest.fixture(scope="module")
def tenant() -> Iterator[dict[str, str]]:
    """The settings of a live run, for an edge that runs with all of POSIX."""
    with Edge() as edge:
        yield settings_of(edge.tenant, edge.account) | {
            "HTTPS_PROXY": edge.proxy_url,
            "SSL_CERT_FILE": str(edge.ca_file),
        }


@pytest.mark.slow
@pytest.mark.parametrize("target", ["cassettes", "edge", "live"])
def test_runs_work_against_every_target(tmp_path: Path, tenant: dict[str, str], target: str) -> None:
    """A live run only reads; it keeps its limits, and its recording with its results."""
    rate = ["--rate", "200"] if target == "live" else []
    ended = command("run", "-q", "-k", "get_myself", "--target", target, *rate, folder=tmp_path, **tenant)
    assert "16 cells: 14 passed, 2 known." in ended.stdout, ended.stdout + ended.stderr
    assert (target == "live") == bool(list(tmp_path.glob("recordings/*/results.jsonl")))


@pytest.mark.slow
def test_a_live_run_that_would_create_things_is_refused_in_one_line(tmp_path: Path, tenant: dict[str, str]) -> None:
    """Without locks, two runs could delete each other's things."""
    ended = command("run", "-q", "--target", "live", "--allow-writes", folder=tmp_path, **tenant)
    assert 4 == ended.returncode
    line = (
        "nothing keeps two runs apart on this system; create and delete on Linux or macOS, or leave out --allow-writes"
    )
    assert f"ERROR: {tmp_path / 'journal.jsonl'}: {line}" == ended.stderr.strip()


def test_certification_is_refused_in_one_line_where_processes_cannot_be_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows."""
    monkeypatch.delattr(os, "killpg")
    with pytest.raises(
        UserError, match=r"^certify: runs programs on Linux, and on macOS without --jail, but not here; "
    ):
        require_posix()
