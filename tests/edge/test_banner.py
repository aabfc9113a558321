"""The text that `token-conformance edge` prints."""

import re
from pathlib import Path

import pytest

from token_conformance.edge.access.own_tokens import OwnToken, scopes_of_apps
from token_conformance.edge.access.tokens import tokens_of
from token_conformance.edge.access.world import World
from token_conformance.edge.banner import banner
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server.clients import ClientFiles
from token_conformance.edge.server.edge import Edge


def test_it_says_what_it_is(edge: Edge) -> None:
    """It says that it is not Atlassian, and names the world that it models."""
    text = banner(edge, "requested")
    assert 'a local model of Atlassian\'s edge, in the world "requested". It is not Atlassian' in text
    assert edge.tenant.cloud_id in text


def test_it_offers_every_credential_and_the_seven_calls_at_both_url_forms(edge: Edge) -> None:
    """Everything that the ticket compares can be typed, and every token of the edge."""
    text = banner(edge, "known")
    offered = re.findall(r"^export CREDENTIAL=(\S+):(MADE-UP-\S+)$", text, re.MULTILINE)
    tokens = tokens_of(edge.account, edge.tenant.account_id)
    assert {(token.email, value) for value, token in tokens.items()} < set(offered)
    assert {edge.account.invalid} == {value for _, value in offered} - set(tokens)
    assert (7, 7) == (text.count('"$SITE/rest/'), text.count('-u "$CREDENTIAL" "$GATEWAY/rest/') + 1)


def test_it_says_how_to_ask_for_an_own_token(edge: Edge) -> None:
    """If there is none."""
    assert "start the edge with --token NAME=SCOPE,SCOPE" in banner(edge, "known")


def test_it_names_the_own_tokens_with_their_scopes() -> None:
    """Long lists are cut, and what a real token cannot have is noted."""
    many = ",".join(sorted(scopes_of_apps()["jira"])[:60])
    with Edge(own_tokens=[OwnToken.parse("mine=read:jira-work"), OwnToken.parse(f"many={many}")]) as edge:
        text = banner(edge, "known")
    assert "\n  mine: read:jira-work\nexport CREDENTIAL=conformance@example.com:MADE-UP-OWN-TOKEN-mine\n" in text
    assert re.search(r"^  many: .* \[...\]\n  it has 60 scopes; .*\nexport CREDENTIAL=\S+-many$", text, re.MULTILINE)
    assert "start the edge with" not in text


@pytest.mark.parametrize(("accepts", "words"), [(True, "as Bearer, and as Basic"), (False, "and not as Basic")])
def test_it_says_how_the_service_account_is_let_in(accepts: bool, words: str) -> None:
    """A1: the contradiction is a switch of the world."""
    with Edge(world=World(service_account_basic=accepts)) as edge:
        assert words in banner(edge, "known")


def test_its_prose_fits_a_terminal(edge: Edge) -> None:
    """Only lines to paste are longer than 100 characters."""
    lines = banner(edge, "known").splitlines()
    assert [] == [line for line in lines if len(line) > 100 and not line.startswith(("export ", "curl "))]


def test_every_variable_is_exported(edge: Edge) -> None:
    """The variables that a program and a live run need can be pasted."""
    names = set(re.findall(r"^export (\w+)=", banner(edge, "known"), re.MULTILINE))
    settings = settings_of(edge.tenant, edge.account)
    assert {*edge.environment(), *settings, "SITE", "GATEWAY", "CREDENTIAL"} == names


def test_a_value_is_quoted_for_the_shell(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder for temporary files may have a space in its name."""
    monkeypatch.setattr(edge, "files", ClientFiles(Path("/a folder")))
    assert "export CURL_CA_BUNDLE='/a folder/ca.pem'\n" in banner(edge, "known")
