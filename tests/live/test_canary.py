"""No credential of a run leaves it: canary tokens go through every channel of pytest, and must not be found.

`leaky/leaky_suite.py` is a suite that prints its credentials in every way. It runs here in a separate pytest, once
with the edge of the run itself and once with one that plays somebody's own tenant.
"""

import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from shutil import copy, copytree
from string import ascii_letters, digits
from typing import NamedTuple
from urllib.parse import quote

import pytest

from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.model.account import Account

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LEAKY = Path(__file__).parent / "leaky"
SEED = 7
SECONDS = 300
"""The seconds after which a run is considered to hang; it usually takes a few."""

PART = 20
"""The length of the parts that must not be seen: longer than what all API tokens have in common, and known."""

TARGETS = {"edge": ("--target=edge",), "live": ("--target=live", "--rate=100")}
NOISY = ("-l", "-vv", "-rA", "--durations=0", "--setup-show", "--log-level=DEBUG", "--log-cli-level=DEBUG")
BROKEN = 'import os\n\nraise RuntimeError(os.environ["TOKEN_CONFORMANCE_UNSCOPED_TOKEN"])\n'
NAMED = """
import os
import pytest

@pytest.mark.parametrize("token", [os.environ["TOKEN_CONFORMANCE_UNSCOPED_TOKEN"][:60]])  # pytest numbers longer ones
def test_named(token):
    pass
"""
FILES = ("--log-file=pytest.log", "--junit-xml=junit.xml", "-ojunit_logging=all", "--debug=debug.log")


class Ran(NamedTuple):
    """The exit status of a run of pytest, and everything that it showed and wrote."""

    status: int
    texts: Mapping[str, str]

    def channels(self, canary: str) -> set[str]:
        """The places in which a value is found."""
        return {name for name, text in self.texts.items() if canary in text}


@pytest.fixture(scope="module")
def account() -> Account:
    """Tokens in the shape of Atlassian's, put together here."""
    random = Random(12617)  # noqa: S311  # canaries, no secrets

    def token() -> str:
        return "ATA" + "TT3xFfGF0" + "".join(random.choices(ascii_letters + digits + "-_", k=171)) + "=0A1B2C3D"

    return Account(random_tenant(SEED).state.tenant.email, token(), token(), token(), invalid="MADE-UP-INVALID-TOKEN")


@pytest.fixture(scope="module")
def environment(account: Account) -> Iterator[dict[str, str]]:
    """The variables that a user of the tenant would set."""
    with Edge(random_tenant(SEED).state, account) as edge:
        faster = {"PYTEST_ADDOPTS": "-p no:hypothesispytest"}
        yield {**os.environ, **edge.environment(), **settings_of(edge.tenant, account), **faster}


@pytest.fixture(scope="module")
def canaries(account: Account) -> dict[str, set[str]]:
    """The texts that must not be shown, by name: parts of each token as it is, percent-encoded, and in base64."""
    tokens = {"unscoped": account.unscoped, "jira": account.scoped_jira, "confluence": account.scoped_confluence}
    found = {name: _parts(token) | _parts(quote(token)) for name, token in tokens.items()}
    for name, token in tokens.items():
        for text in (f"{account.email}:{token}", f'\xff{{"token": "{token}"}}'):
            encoded = b64encode(text.encode()).decode()
            found[f"{name} as base64"] = found.get(f"{name} as base64", set()) | _parts(encoded[44:-8])
    return found | {"e-mail": {account.email, quote(account.email)}}


def _parts(text: str) -> set[str]:
    return {text[i : i + PART] for i in range(len(text) - PART + 1)}


class Folder:
    """A folder with suites, where pytest is run as a user would."""

    def __init__(self, path: Path, environment: Mapping[str, str]) -> None:
        self.path = path
        self.suites = path / "suites" / "endpoints"
        self.environment = environment

    def pytest(self, *options: str, **variables: str) -> Ran:
        """Run it; what is shown and written is kept."""
        command = [sys.executable, "-m", "pytest", *options]
        done = subprocess.run(  # the interpreter that runs this test
            command,
            cwd=self.path,
            env={**self.environment, **variables},
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
        written = {str(file.relative_to(self.path)): file for file in self.path.rglob("*") if file.is_file()}
        texts = {name: file.read_bytes().decode("latin-1") for name, file in written.items()}
        shown = {"stdout": done.stdout.decode("latin-1"), "stderr": done.stderr.decode("latin-1")}
        return Ran(done.returncode, texts | shown)


@pytest.fixture
def leaky(tmp_path: Path, environment: Mapping[str, str]) -> Folder:
    """The suite that prints every credential."""
    folder = Folder(tmp_path, environment)
    folder.suites.mkdir(parents=True)
    copy(LEAKY / "leaky_suite.py", folder.suites / "test_leaky.py")
    copy(LEAKY / "leaky_conftest.py", tmp_path / "conftest.py")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    return folder


def assert_silent(ran: Ran, canaries: Mapping[str, set[str]]) -> None:
    """Nothing of a credential is anywhere; a failure names the channel, and shows nothing."""
    leaks = {(name, channel) for name, parts in canaries.items() for part in parts for channel in ran.channels(part)}
    assert set() == leaks


RUNS = {
    "everything at its noisiest": ("live", *NOISY, *FILES, "--tb=long"),
    "nothing captured": ("live", "-s", "-vv", "-l", "--full-trace", "--log-cli-level=DEBUG"),
    "two workers, one of which crashes": ("live", "-n2", *NOISY, *FILES),
    "two workers with an edge of their own": ("edge", "-n2", *NOISY, "--junit-xml=junit.xml"),
    "tracebacks of Python": ("edge", "-rA", "--tb=native", *FILES),
    "warnings as errors in colour": ("edge", "-Werror", "-l", "--tb=short", "--color=yes", "--junit-xml=junit.xml"),
    "without a terminal": ("edge", "-pno:terminal", "--junit-xml=junit.xml"),
}


@pytest.mark.parametrize("options", RUNS.values(), ids=RUNS)
def test_no_channel_tells_a_credential(
    leaky: Folder, canaries: Mapping[str, set[str]], options: tuple[str, ...]
) -> None:
    """Neither screen nor file holds a part of a token in any form, or the e-mail address."""
    target, *rest = options
    if target == "live":  # the edge's account is made up, and made when the first cell is sent
        (leaky.suites / "test_broken.py").write_text(BROKEN)
    variables = {"LEAKY_CRASH": "1"} if "-n2" in rest else {}
    ran = leaky.pytest("suites", *TARGETS[target], "--continue-on-collection-errors", *rest, **variables)
    assert 1 == ran.status, ran.texts["stderr"]
    assert "::test_parts call" in ran.texts["reports.log"], "the suite ran to its end"
    assert_silent(ran, canaries)


def test_the_suite_would_tell_without_protection(leaky: Folder, account: Account) -> None:
    """Each channel is one indeed: without the redactor the token is on the screen and in every file."""
    ran = leaky.pytest("suites", *TARGETS["edge"], *NOISY, *FILES, LEAKY_UNPROTECTED="1")
    assert {"stdout", "pytest.log", "junit.xml", "debug.log", "reports.log"} == ran.channels(account.unscoped)


@pytest.mark.parametrize("options", [("live", "-l"), ("live", "-n2"), ("edge", "-pno:terminal")])
def test_an_internal_error_tells_no_credential(
    leaky: Folder, canaries: Mapping[str, set[str]], options: tuple[str, ...]
) -> None:
    """A plugin that breaks is shown with its message and its locals, in every process."""
    target, *rest = options
    ran = leaky.pytest("suites", *TARGETS[target], "-k", "test_local", *rest, LEAKY_PLUGIN="1")
    assert "INTERNALERROR" in ran.texts["stdout"] + ran.texts["stderr"]
    assert_silent(ran, canaries)


def test_a_credential_in_the_id_of_a_test_is_refused(leaky: Folder, canaries: Mapping[str, set[str]]) -> None:
    """Ids go into caches and file names, so the run ends before the first test."""
    (leaky.suites / "test_leaky.py").write_text(NAMED)
    ran = leaky.pytest("suites", *TARGETS["live"], "--junit-xml=junit.xml")
    assert 4 == ran.status
    expected = "::test_named[<unscoped token>]: the test's id contains a credential; set ids for its parameters"
    assert expected in ran.texts["stderr"]
    assert_silent(ran, canaries)


@pytest.mark.parametrize("target", ["live", "edge"])
def test_a_recording_run_of_the_real_suites_tells_no_credential(
    leaky: Folder, canaries: Mapping[str, set[str]], target: str
) -> None:
    """Libraries that log all they do, cassettes and results included."""
    (leaky.suites / "test_leaky.py").unlink()
    copytree(ROOT / "suites", leaky.path / "suites", dirs_exist_ok=True)
    chosen = "test_myself or test_search_users or test_get_page or test_list_requests"
    ran = leaky.pytest("suites", "-k", chosen, *TARGETS[target], "--record-mode=rewrite", *NOISY, *FILES)
    assert {"results.jsonl", "pytest.log"} < ran.texts.keys()
    assert any(name.endswith("unscoped-site.json") for name in ran.texts)
    assert "httpcore" in ran.texts["stdout"]
    assert_silent(ran, canaries)
