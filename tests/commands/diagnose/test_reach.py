"""`diagnose --scopes`: what is sent, said and refused; the edge in this process answers."""

import io
import json
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from jsonschema import validate

from diagnosed import EMAIL, SITE, InProcess
from in_process_edge import ACCOUNT
from token_conformance.advice.diagnosis import diagnose
from token_conformance.cli import main
from token_conformance.commands.diagnose import _reach
from token_conformance.exchange import one_get
from token_conformance.redaction import output

SCHEMA = Path(diagnose.__file__).with_name("diagnosis.schema.json")
MINE = "MADE-UP-OWN-TOKEN-mine"
PERSONAL = "AT" + "ATT3xFfGF0-made-up-0123456789-0123456789"
SCOPES = ("--site", SITE, "--rate", "200", "--scopes")
WRITES = ("--site", SITE, "--rate", "200", "--probe-writes")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def edge(monkeypatch: pytest.MonkeyPatch) -> InProcess:
    """The edge that the command asks, with a token of the user's own."""
    edge = InProcess(own=["mine=read:jira-work,write:jira-work"])
    monkeypatch.setattr(diagnose, "OneGet", lambda *_: nullcontext(edge))
    monkeypatch.setattr(one_get, "OneGet", lambda *_: nullcontext(edge))
    monkeypatch.setattr(_reach, "Sender", lambda send, value, _: lambda method, url: send(url, value, method=method))
    return edge


class Terminal(io.TextIOWrapper):
    """A terminal at which somebody types."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def run(without_settings: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:  # noqa: ARG001  # it empties the environment
    """Run the command in an empty folder with a token; returns its status and what it printed."""

    def command(*arguments: str, token: str = MINE, typed: str | None = None) -> tuple[int, str, str]:
        monkeypatch.setenv("TOKEN_CONFORMANCE_EMAIL", EMAIL)
        monkeypatch.setenv("TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN", token)
        wrapper = io.TextIOWrapper if typed is None else Terminal
        monkeypatch.setattr(sys, "stdin", wrapper(io.BytesIO((typed or "").encode())))
        monkeypatch.setattr(output, "ask", lambda _: typed or "")
        try:
            status = main(["diagnose", *arguments])
        except SystemExit as error:
            status = int(str(error.code))
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return command


def test_scopes_are_found_with_reads_alone(run: Run, edge: InProcess) -> None:
    """The number of requests is said before, and the answer has the scopes that are certain."""
    status, out, err = run(*SCOPES)
    assert 0 == status
    assert "at most 214 requests more to api.atlassian.com" in err
    assert "What the token can do with Jira" in out
    assert "It has these scopes: read:jira-work." in out
    assert {"GET"} == set(edge.methods)
    assert MINE not in out + err


@pytest.mark.slow
def test_calls_have_answers(run: Run) -> None:
    """Of several calls, each has its own answer, and one that the token cannot call decides the exit status."""
    calls = ("--for", "GET /rest/api/3/issue/X-1", "--for", "GET /rest/api/3/myself")
    status, out, _ = run(*SCOPES, *calls)
    assert 1 == status
    assert "- GET /rest/api/3/issue/X-1: the token can call it, as far as scopes" in out
    assert "- GET /rest/api/3/myself: the token cannot call it." in out
    assert 0 == run(*SCOPES, *calls[:2], "--for", "GET /rest/api/3/project/X")[0]
    assert 3 == run(*SCOPES, *calls[:2], "--for", "DELETE /rest/api/3/user")[0]


def test_a_write_is_decided_by_writes_after_a_yes(run: Run, edge: InProcess) -> None:
    """What is not sent because it would change something has an answer all the same."""
    call = ("--for", "POST /rest/api/3/issue")
    assert 3 == run(*SCOPES, *call)[0]
    status, out, _ = run(*WRITES, "--yes", *call)
    assert 0 == status
    assert "- POST /rest/api/3/issue: the token can call it, as far as scopes" in out
    assert {"PUT", "POST", "DELETE"} & set(edge.methods)


@pytest.mark.parametrize(("typed", "is_sent"), [("yes", True), ("no", False), ("", False)])
def test_a_person_is_asked(run: Run, edge: InProcess, typed: str, is_sent: bool) -> None:
    """Without a yes the diagnosis is given, and nothing more is sent."""
    status, out, err = run(*WRITES, typed=typed)
    assert "Send them? [y/N]" in err
    assert (0 if is_sent else 3) == status
    assert is_sent is (set(edge.methods) != {"GET"})
    assert is_sent is ("It was not looked for, because the answer was not yes." not in out)


def test_the_json_has_a_part_of_its_own(run: Run) -> None:
    """A program gets every operation, and the schema allows it."""
    _, out, _ = run(*SCOPES, "--format", "json", "--for", "GET /rest/api/3/issue/X-1")
    found = json.loads(out)
    assert ["jira", "confluence"] == [one["app"] for one in found["reach"]["apps"]]
    assert "yes" == found["reach"]["calls"][0]["answer"]
    validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert "reach" not in json.loads(run("--site", SITE, "--format", "json")[1])


def test_a_token_without_scopes_is_not_searched(run: Run, edge: InProcess) -> None:
    """It costs no request more than a diagnosis."""
    status, out, err = run(*SCOPES, token=ACCOUNT.unscoped)
    assert (0, "") == (status, err)
    assert "The token has no scopes: it can do what its account may do." in out
    assert len(edge.sent) <= 8


def test_a_token_that_is_not_good_is_not_searched(run: Run, edge: InProcess) -> None:
    """Nothing more is sent with it."""
    status, out, _ = run(*SCOPES, token=ACCOUNT.invalid)
    assert 1 == status
    assert "It was not looked for, because the token is not known to be good." in out
    assert len(edge.sent) <= 8


def test_the_search_decides_what_the_diagnosis_leaves_open(run: Run) -> None:
    """A token that none of the usual calls lets in can still do something."""
    other = f"{ACCOUNT.scoped_jira}-OTHER-SCOPES"
    assert (3, 0) == (run("--site", SITE, token=other)[0], run(*WRITES, "--yes", token=other)[0])


def test_a_limit_ends_the_search(run: Run, edge: InProcess) -> None:
    """The exit status says that not everything was asked."""
    edge.limit_after = 12
    status, out, _ = run(*SCOPES)
    assert 3 == status
    assert "there were too many requests (429)" in out
    assert 13 == len(edge.sent)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--site", SITE, "--yes"), "--yes: is said to --probe-writes"),
        (("--site", SITE, "--for", "/rest/api/3/myself", "--for", "/rest/api/3/project/X"), "--for: is given several"),
        (WRITES, "there is no terminal to ask at; add --yes"),
        ((*WRITES, "--token-stdin"), "there is no terminal to ask at; add --yes"),
        ((*SCOPES, "--for", "whatever"), "cannot be read as a call"),
        ((*SCOPES, "--for", "whatever", "--for", "GET /rest/api/3/myself"), "cannot be read as a call"),
        (("--site", SITE, "--scopes", "--rate", "0"), "must be a whole number from 1 to 200"),
        (("--site", SITE, "--scopes", "--rate", "201"), "must be a whole number from 1 to 200"),
        (("--site", SITE, "--scopes", "--rate", "x"), "must be a whole number from 1 to 200"),
        (("--site", SITE, "--scopes", "--rate", PERSONAL), "must be a whole number from 1 to 200"),
        (("--site", SITE, "--scopes=jira"), "--scopes: takes no value"),
    ],
)
def test_bad_input_is_one_line(run: Run, edge: InProcess, arguments: tuple[str, ...], said: str) -> None:
    """It is refused before anything is sent."""
    status, out, err = run(*arguments)
    assert (2, "", 1) == (status, out, len(err.splitlines()))
    assert said in err
    assert PERSONAL[:20] not in err
    assert [] == edge.sent


def test_a_person_has_the_diagnosis_before_more_is_sent(run: Run, edge: InProcess) -> None:
    """If the search is interrupted, the diagnosis is not lost."""
    edge.interrupt_after = 12
    status, out, _ = run(*SCOPES)
    assert 130 == status
    assert "What was seen: these requests were sent first" in out
    assert "What the token can do" not in out
