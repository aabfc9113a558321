"""The command `diagnose`: its exit statuses, one line for bad input, and no token in anything that it shows."""

import io
import json
import sys
from base64 import b64encode
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from diagnosed import EMAIL, SITE, InProcess
from in_process_edge import ACCOUNT
from token_conformance.advice.diagnosis import diagnose
from token_conformance.cli import main

TOKEN = "TOKEN_CONFORMANCE_UNSCOPED_TOKEN"
PERSONAL = "AT" + "ATT3xFfGF0-made-up-0123456789-0123456789"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def edge(monkeypatch: pytest.MonkeyPatch) -> InProcess:
    """The edge that the command asks."""
    edge = InProcess()
    monkeypatch.setattr(diagnose, "OneGet", lambda *_: nullcontext(edge))
    return edge


@pytest.fixture
def run(without_settings: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:  # noqa: ARG001  # it empties the environment
    """Run the command in an empty folder; returns its status and what it printed."""

    def command(*arguments: str, token: str | None = ACCOUNT.unscoped, stdin: bytes = b"") -> tuple[int, str, str]:
        if token is not None:
            monkeypatch.setenv(TOKEN, token)
        monkeypatch.setenv("TOKEN_CONFORMANCE_EMAIL", EMAIL)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            status = main(["diagnose", *arguments])
        except SystemExit as error:
            status = int(str(error.code))
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return command


@pytest.mark.parametrize(
    ("token", "arguments", "status"),
    [
        (ACCOUNT.unscoped, (), 0),
        (ACCOUNT.scoped_jira, (), 0),
        (ACCOUNT.invalid, (), 1),
        (f"{ACCOUNT.scoped_jira}-OTHER-SCOPES", (), 3),
        (ACCOUNT.scoped_jira, ("--for", "GET /rest/api/3/myself"), 0),
        (ACCOUNT.scoped_jira, ("--for", "GET /wiki/api/v2/pages"), 1),
        (ACCOUNT.unscoped, ("--for", "GET /rest/api/3/nothing"), 3),
    ],
)
def test_the_exit_status_is_that_of_the_verdict(run: Run, token: str, arguments: tuple[str, ...], status: int) -> None:
    """0 works, 1 does not, 3 cannot be told."""
    assert status == run("--site", SITE, *arguments, token=token)[0]


def test_the_json_is_alone_on_standard_output(run: Run) -> None:
    """A program reads it."""
    status, out, err = run("--site", SITE, "--format", "json")
    assert (0, 1, "") == (status, json.loads(out)["format"], err)


def test_standard_input_has_the_token(run: Run, edge: InProcess) -> None:
    """It counts more than a variable."""
    status, out, _ = run("--site", SITE, "--token-stdin", stdin=f"{ACCOUNT.scoped_jira}\n".encode())
    assert 0 == status
    assert "made for Jira" in out
    sent = b64encode(f"{EMAIL}:{ACCOUNT.scoped_jira}".encode()).decode()
    assert f"Basic {sent}" == edge.sent[-1][1]


def test_the_site_is_taken_from_a_variable_or_a_url(run: Run, tmp_path: Path, edge: InProcess) -> None:
    """Settings are read as for a live run, also from `.env`; a URL from a browser names the site."""
    (tmp_path / ".env").write_text(f"TOKEN_CONFORMANCE_SITE={SITE}\n")
    assert 0 == run()[0]
    assert 0 == run("--site", f"https://{SITE}.atlassian.net/jira/software/projects/SOFT/boards/1")[0]
    assert {SITE} == {url.split("/")[2].partition(".")[0] for url, sent in edge.sent if sent is None}


@pytest.mark.parametrize(
    "call",
    ["GET /rest/api/3/user/search?query=me@example.com", "/rest/api/3/issue/createmeta/ABC/issuetypes1"],
)
def test_a_call_that_only_looks_like_a_secret_is_read(run: Run, edge: InProcess, call: str) -> None:
    """An address in a query is not a login, and a path may have as many characters as a token of Data Center."""
    assert 44 == len(call) or "@" in call
    assert 2 != run("--site", SITE, "--for", call)[0]
    assert edge.sent


BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "no site": ((), "--site: is missing"),
    "an IP address": (("--site", "10.0.0.1"), "is an IP address"),
    "an IP address in a URL": (("--site", "https://[2001:db8::1]/"), "is an IP address"),
    "a short IP address": (("--site", "127.1"), "is not a site of Atlassian Cloud"),
    "Data Center with a port": (
        ("--site", "http://jira.example.com:8080/browse/ABC-1"),
        "jira.example.com has a port, which no site of Atlassian Cloud has. On a server of your own (Data Center)",
    ),
    "blanks": (("--site", "my site"), "contains blanks"),
    "a port": (("--site", "https://mysite.atlassian.net:8443"), "has a port"),
    "a user in the URL": (("--site", f"https://me:{'secret-word'}@mysite.atlassian.net"), "--site: "),
    "the gateway": (
        ("--site", "https://api.atlassian.com/ex/jira/1"),
        "is a host of Atlassian, but not that of a site",
    ),
    "bitbucket": (("--site", "bitbucket.org"), "is a host of Atlassian, but not that of a site"),
    "jira.com": (("--site", "mysite.jira.com"), "is in jira.com"),
    "a token as the site": (("--site", PERSONAL), "has the look of a token"),
    "a token as an argument": (("--site", SITE, PERSONAL), "a token is never an argument"),
    "a password as an argument": (("--site", SITE, "correct-horse"), "a token is never an argument"),
    "--token VALUE": (("--site", SITE, "--token", "correct-horse"), "a token is never an argument"),
    "--token=VALUE": (("--site", SITE, "--token=correct-horse"), "a token is never an argument"),
    "--password": (("--site", SITE, "--password", "correct-horse"), "a token is never an argument"),
    "--token-stdin=VALUE": (("--site", SITE, "--token-stdin=correct-horse"), "--token-stdin: takes no value"),
    "--tok=VALUE": (("--site", SITE, "--tok=correct-horse"), "unrecognized arguments: --tok"),
    "-p VALUE": (("--site", SITE, "-p", "correct-horse"), "unrecognized arguments: -p"),
    "a token as the call": (("--site", SITE, "--for", PERSONAL), "a token is never an argument"),
    "a token in the call": (
        ("--site", SITE, "--for", f"curl -u me@example.com:{PERSONAL} https://x.atlassian.net/rest"),
        "a token is never an argument",
    ),
    "a token as the variable": (("--site", SITE, "--variable", PERSONAL), "a token is never an argument"),
    "a variable that is not set": (("--site", SITE, "--variable", "NOTHING"), "--variable: no variable of this name"),
    "a call that is none": (("--site", SITE, "--for", "whatever"), "cannot be read as a call"),
    "a format": (("--site", SITE, "--format", "yaml"), "unknown format"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line(run: Run, edge: InProcess, name: str) -> None:
    """It names what is wrong, shows no value that may be secret, and nothing is sent."""
    arguments, said = BAD[name]
    status, out, err = run(*arguments)
    assert (2, "", 1) == (status, out, len(err.splitlines()))
    assert said in err
    for secret in ("correct-horse", "secret-word", PERSONAL, ACCOUNT.unscoped):
        assert secret not in err
    assert [] == edge.sent


@pytest.mark.parametrize("token", [" padded", "two words", '"quoted"', "line\nend", "'x'", "me@example.com:x"])
def test_a_wrong_token_is_one_line(run: Run, edge: InProcess, token: str) -> None:
    """The line names the variable, and shows nothing of its value."""
    status, out, err = run("--site", SITE, token=token)
    assert (2, "", 1) == (status, out, len(err.splitlines()))
    assert f"{TOKEN}: " in err
    assert token not in err
    assert [] == edge.sent


def test_a_canary_is_nowhere(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in the output, and not in the traceback of a fault, even if the answers repeat it."""
    canary = "canary-" + "0123456789abcdef" * 3
    for call in ("", "GET /rest/api/3/myself"):
        _, out, err = run("--site", SITE, *(["--for", call] if call else []), token=canary)
        assert not any(canary[start : start + 16] in out + err for start in range(len(canary) - 15))

    def fails(url: str, authorization: str | None) -> object:
        raise RuntimeError(f"{url} {authorization} {canary}")

    monkeypatch.setattr(diagnose, "OneGet", lambda *_: nullcontext(fails))
    status, out, err = run("--site", SITE, token=canary)
    assert (70, "") == (status, out)
    assert "RuntimeError" in err
    assert canary not in err
    assert b64encode(f"{EMAIL}:{canary}".encode()).decode() not in err
