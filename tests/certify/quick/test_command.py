"""The command of a quick look is a subject with the URL of the scenario, and a mistake in it is one line."""

from pathlib import Path

import pytest

from token_conformance.certify.quick.command import ACTION, command_of
from token_conformance.errors import UserError
from token_conformance.model.cell import UrlForm

HERE = Path("/made/up")


def test_the_url_of_the_scenario_is_in_the_command() -> None:
    """`{url}` becomes the placeholder of the URL form; the folder of the user is entered first."""
    command = command_of(["mine", "--url={url}", "{email}", "{jq}"], ["X={url}"], HERE)
    subject = command.subject("jira", UrlForm.GATEWAY)
    assert ("/made/up", "mine", "--url={jira_gateway_url}", "{email}", "{jq}") == subject.commands[ACTION][4:]
    assert "{jira_gateway_url}" == subject.configuration.variables(UrlForm.GATEWAY)["X"]


@pytest.mark.parametrize(
    ("words", "own", "expected"),
    [
        (["x", "{site_url}"], [], True),
        (["x", "{site_url}"], ["U={url}"], False),
        (["x", "{site_url}", "{jira_gateway_url}"], [], False),
        (["x"], ["U={site_url}"], True),
        (["x"], [], False),
    ],
)
def test_a_command_with_the_site_alone_is_known(words: list[str], own: list[str], expected: bool) -> None:
    """It cannot show whether its program can use the gateway's URL."""
    assert expected is command_of(words, own, HERE).takes_only_site


@pytest.mark.parametrize(
    ("words", "own", "message"),
    [
        (["x"], ["A-B=1"], "--env: is not NAME=VALUE; give a variable such as MINE_URL={url}"),
        (["x"], ["A"], "--env: is not NAME=VALUE"),
        (["x"], ["A={sit_url}"], '--env A: the placeholder {sit_url} is unknown; did you mean "site_url"?'),
        (["x"], ["A={zzz}"], "--env A: the placeholder {zzz} is unknown; give one of site_url, "),
        (["x", "{tokn}"], [], 'the command: the placeholder {tokn} is unknown; did you mean "token"?'),
    ],
)
def test_a_mistake_is_one_line(words: list[str], own: list[str], message: str) -> None:
    """It names the option, and what to write."""
    with pytest.raises(UserError) as refusal:
        command_of(words, own, HERE)
    assert str(refusal.value).startswith(message)
    assert "\n" not in str(refusal.value)
