"""The example's program when a setting is missing or a request fails."""

import httpx
import pytest

from either_token.app import App
from either_token.error import MissingScopeError
from either_token.program.command import main
from either_token.transport import EitherToken

SETTINGS = {
    "ATLASSIAN_SITE": "https://made-up.atlassian.net",
    "ATLASSIAN_EMAIL": "somebody@example.com",
    "ATLASSIAN_TOKEN": "MADE-UP-TOKEN",
}


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """All settings of the program."""
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ATLASSIAN_TOKEN", "", "set ATLASSIAN_TOKEN (an API token, with scopes or without)"),
        ("ATLASSIAN_SITE", "made-up", "'made-up' is no site of Atlassian Cloud"),
        ("ATLASSIAN_LOG", "loud", "ATLASSIAN_LOG: LOUD is no level of logging"),
    ],
)
def test_names_a_wrong_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, sentence: str
) -> None:
    """A setting that is missing or wrong ends the program with status 2 and a line that names the setting."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match="2"):
        main(["whoami"])
    assert sentence in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (httpx.Response(200, text="<html>"), "The answer is no JSON."),
        (httpx.Response(500), "Server error '500 Internal Server Error'"),
        (httpx.ConnectError(""), "ConnectError"),
    ],
)
def test_says_what_went_wrong(
    capsys: pytest.CaptureFixture[str], answer: httpx.Response | Exception, sentence: str
) -> None:
    """A failure gives one line on stderr and the status 1."""

    class Answering(EitherToken):
        def handle_request(self, _: httpx.Request) -> httpx.Response:
            if isinstance(answer, Exception):
                raise answer
            return answer

    assert 1 == main(["whoami"], Answering)
    assert capsys.readouterr().err.splitlines()[0].startswith(f"either_token: {sentence}")


def test_an_answer_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """Below the line, its likeliest causes stand with what to do, in lines of a terminal."""

    class Answering(EitherToken):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(404, headers={"x-aaccountid": "made-up"}, request=request)

    assert 1 == main(["get-issue", "ABC-1"], Answering)
    first, *advice = capsys.readouterr().err.splitlines()
    assert first.startswith("either_token: Client error '404 Not Found'")
    assert advice[0].startswith("possible: The key, id or name in the call does not exist")
    assert [] == [line for line in advice if len(line) > 80]


def test_the_scopes_of_a_call_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """The gateway says only that one is missing."""

    class Answering(EitherToken):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            raise MissingScopeError(App.JIRA, request)

    assert 1 == main(["create-issue", "ABC", "made up"], Answering)
    first, *advice = capsys.readouterr().err.splitlines()
    assert first.startswith("either_token: The API token lacks a scope")
    assert ["A token for Jira needs: write:jira-work"] == advice
