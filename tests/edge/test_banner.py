"""The text that `token-conformance edge` prints."""

import re
from pathlib import Path

import pytest

from token_conformance.edge.banner import banner
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server.edge import Edge


def test_it_says_what_it_is(edge: Edge) -> None:
    """It says that it is not Atlassian, and names the world that it models."""
    text = banner(edge, "requested")
    assert 'a local model of Atlassian\'s edge, in the world "requested". It is not Atlassian' in text
    assert edge.tenant.cloud_id in text


def test_it_offers_every_credential_and_the_seven_calls_at_both_url_forms(edge: Edge) -> None:
    """Everything that the ticket compares can be typed."""
    text = banner(edge, "known")
    assert 4 == len(set(re.findall(r"^export CREDENTIAL=conformance@example\.com:MADE-UP-.*", text, re.MULTILINE)))
    assert (7, 7) == (text.count('"$SITE/rest/'), text.count('"$GATEWAY/rest/'))


def test_every_variable_is_exported(edge: Edge) -> None:
    """The variables that a program and a live run need can be pasted."""
    names = set(re.findall(r"^export (\w+)=", banner(edge, "known"), re.MULTILINE))
    settings = settings_of(edge.tenant, edge.account)
    assert {*edge.environment(), *settings, "SITE", "GATEWAY", "CREDENTIAL"} == names


def test_a_value_is_quoted_for_the_shell(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder for temporary files may have a space in its name."""
    monkeypatch.setattr(edge, "ca_file", Path("/a folder/ca.pem"))
    assert "export CURL_CA_BUNDLE='/a folder/ca.pem'\n" in banner(edge, "known")
