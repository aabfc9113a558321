"""How cells are recorded and replayed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Suite = Callable[..., pytest.RunResult]

REACHES_OUT = """
import socket
import pytest
from token_conformance import endpoint

@pytest.fixture(scope="session")
def outside():
    with socket.socket() as open_socket:
        open_socket.connect(("127.0.0.1", 9))

@endpoint("GET /rest/api/3/myself")
def test_myself(send, outside):
    send()
"""


def test_what_was_recorded_replays_without_the_edge(recorded: Suite) -> None:
    """The default run needs only the cassettes."""
    recorded().assert_outcomes(passed=7, xfailed=1)


def test_a_cassette_holds_the_kind_of_the_credential_and_what_it_was_recorded_from(
    recorded: Suite, cassettes: Path
) -> None:
    """A reader of the file knows its cell and its source; no token, cookie or request id is in it."""
    del recorded
    text = (cassettes / "scoped-site.json").read_text()
    cassette = json.loads(text)
    assert "jira-platform/myself/scoped-site" == cassette["metadata"]["cell"]
    assert "edge" == cassette["metadata"]["recorded"]["source"]
    assert ["<scoped jira token>"] == cassette["interactions"][0]["request"]["headers"]["authorization"]
    assert not [secret for secret in ("Basic", "MADE-UP", "cookie", "arequestid", "example.com") if secret in text]


def test_swapped_cassettes_fail_both_cells(recorded: Suite, cassettes: Path) -> None:
    """A recording of one credential never counts for another."""
    one, other = cassettes / "unscoped-gateway.json", cassettes / "scoped-gateway.json"
    texts = one.read_text(), other.read_text()
    one.write_text(texts[1])
    other.write_text(texts[0])
    result = recorded("-k", "unscoped-gateway or scoped-gateway")
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        ["*scoped-gateway.json: has the recording of */unscoped-gateway, not of */scoped-gateway: moved or *"]
    )


def test_a_cassette_with_a_forged_stamp_does_not_replay_for_another_credential(
    recorded: Suite, cassettes: Path
) -> None:
    """The placeholder of the credential is compared, not only the stamp."""
    forged = (
        (cassettes / "unscoped-gateway.json").read_text().replace("myself/unscoped-gateway", "myself/scoped-gateway")
    )
    (cassettes / "scoped-gateway.json").write_text(forged)
    result = recorded("-k", "scoped-gateway and not unscoped-gateway")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*scoped-gateway.json: does not hold this request (GET https://*, scoped); record*"])


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda path: path.unlink(), "there is no such cassette"),
        (lambda path: path.write_text(path.read_text()[:100]), "cut short or not a cassette"),
    ],
)
def test_a_damaged_cassette_fails_its_cell_in_one_line(
    recorded: Suite, cassettes: Path, damage: Callable[[Path], object], fault: str
) -> None:
    """The line has file, problem and remedy, without a traceback."""
    damage(cassettes / "none-site.json")
    result = recorded("-k", "none-site")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"*none-site.json: {fault}*; record it again with --record-mode=rewrite*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_once_records_what_is_missing_and_replays_the_rest(recorded: Suite, cassettes: Path) -> None:
    """The mode means the same as in pytest-recording."""
    kept = cassettes / "unscoped-site.json"
    kept.write_text(kept.read_text().replace('"message": "OK"', '"message": "kept"'))
    (cassettes / "none-site.json").unlink()
    recorded("--record-mode=once").assert_outcomes(passed=7, xfailed=1)
    assert (cassettes / "none-site.json").exists()
    assert '"kept"' in kept.read_text()


def test_a_cell_that_does_not_end_as_declared_keeps_its_committed_cassette(recorded: Suite, cassettes: Path) -> None:
    """A failing run cannot overwrite a good recording, and leaves nothing behind."""
    before = {path: path.read_bytes() for path in cassettes.iterdir()}
    recorded("--record-mode=rewrite", outcome="hidden").assert_outcomes(passed=7, failed=1)
    assert before == {path: path.read_bytes() for path in cassettes.iterdir()}


def test_the_network_is_blocked_while_cells_are_replayed(recorded: Suite) -> None:
    """Not even a fixture of the whole run can reach the network."""
    result = recorded(code=REACHES_OUT)
    assert 0 == result.parseoutcomes().get("passed", 0)
    result.stdout.fnmatch_lines(["*Network is disabled*"])


ASKS_FOR_FIXTURES = """
import pytest
from token_conformance import endpoint

@endpoint("GET /rest/api/3/myself")
def test_myself(send, record_mode, vcr, request, pytestconfig):
    assert (record_mode, vcr, request.config) == ("none", None, pytestconfig)
    assert send().json()["accountId"]
"""


def test_a_replayed_test_can_use_the_fixtures_of_pytest_recording(recorded: Suite) -> None:
    """They are left out only where nobody asks for them."""
    recorded("-k", "unscoped-site", code=ASKS_FOR_FIXTURES).assert_outcomes(passed=1, deselected=7)


def test_a_replay_keeps_to_the_options_of_pytest_recording(recorded: Suite) -> None:
    """Its option and its mark that block the network are as its users know them."""
    code = ASKS_FOR_FIXTURES.replace("@endpoint", "@pytest.mark.block_network(unknown=1)\n@endpoint")
    result = recorded("-k", "unscoped-site", code=code)
    result.assert_outcomes(errors=1, deselected=7)
    result.stdout.fnmatch_lines(["*Invalid arguments to `block_network`*"])
    result = recorded("--block-network", "-k", "unscoped-site", "--setup-show")
    result.assert_outcomes(passed=1, deselected=7)
    result.stdout.fnmatch_lines(["*SETUP*F block_network*"])


OWN_TENANT = """
import pytest
from dataclasses import replace
from token_conformance import endpoint

@pytest.fixture
def tenant(tenant):
    return replace(tenant, project_key="MINE")

@endpoint("GET /rest/api/3/myself")
def test_myself(send, tenant):
    assert tenant.project_key == "MINE"
    assert send().json()["accountId"]
"""


def test_a_project_can_replace_a_fixture_of_a_replay(recorded: Suite) -> None:
    """Its own fixture of a name is used, and gets the value of the one that it replaces."""
    recorded("-k", "unscoped-site", code=OWN_TENANT).assert_outcomes(passed=1, deselected=7)
