"""The options of the command: words are taken without quotes, and a wrong value is refused in one line."""

import pytest

from token_conformance.calls.asked import tokens
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.cli import main


def test_a_call_needs_no_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    """A method and a path are one call, also as two words."""
    main(["can-i-use", "GET /rest/api/3/field", "--token=scoped"])
    quoted = capsys.readouterr().out
    main(["can-i-use", "GET", "/rest/api/3/field", "--token=scoped"])
    assert quoted == capsys.readouterr().out


def test_every_kind_can_be_named() -> None:
    """The two types of token, and the ids of the data file."""
    assert ["unscoped", "scoped", *list(credential_kinds())[1:]] == list(tokens())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["GET /rest/api/3/field", "--url", "sit"], "unknown URL form 'sit'; did you mean \"site\"?"),
        (["GET /rest/api/3/field", "--token", "scopd"], "unknown token type 'scopd'; did you mean \"scoped\"?"),
        (["GET /rest/api/3/field", "--token", "A" * 40], "name the kind of the token and not the token itself"),
        (["GET /rest/api/3/field", "--format", "jsn"], "unknown format 'jsn'; did you mean \"json\"?"),
        (["GET /rest/api/3/field", "--results", "nowhere.json"], "nowhere.json: cannot be read"),
        (
            ["https://x.atlassian.net/rest/api/3/field", "--url", "gateway"],
            "is not sent to the gateway, but --url says so",
        ),
        (["https://api.atlassian.com/graphql", "--url", "site"], "is not sent to the site, but --url says so"),
        (["https://api.trello.com/1/boards", "--url", "site"], "is not sent to the site, but --url says so"),
        (["https://example.com/x"], "GET https://example.com/x: is not a URL of Atlassian Cloud"),
        (["http://localhost:8080/rest/api/2/myself"], "is not a URL of Atlassian Cloud"),
        (["http://192.0.2.1/rest/api/2/myself"], "is not a URL of Atlassian Cloud"),
        (["curl", "-u", "me:made-up", "https://x.atlassian.net"], "-u (put a line that you paste into quotes)"),
        (["hello"], "CALL: cannot be read as a call"),
    ],
)
def test_a_mistake_is_reported_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """The exit status is 2."""
    try:
        status = main(["can-i-use", *arguments])
    except SystemExit as exit_:
        status = int(str(exit_.code))
    shown = capsys.readouterr()
    assert (2, "", 1) == (status, shown.out, shown.err.count("\n"))
    assert message in shown.err
