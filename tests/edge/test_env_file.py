"""The file of variables: a script that sources it finds the tenant and every token of the edge."""

import re
import subprocess
from pathlib import Path

import pytest

from token_conformance.edge.access.own_tokens import OwnToken
from token_conformance.edge.access.tokens import tokens_of
from token_conformance.edge.env_file import MARK, script_variables, settings_of, write_env_file
from token_conformance.edge.server.edge import Edge
from token_conformance.live.variables import PREFIX, VARIABLES


@pytest.fixture(scope="module")
def with_own_tokens() -> Edge:
    """An edge that need not run."""
    return Edge(own_tokens=[OwnToken.parse("mine=read:jira-work"), OwnToken.parse("very-wide=all:jira")])


def test_every_token_and_every_place_is_in_it(with_own_tokens: Edge) -> None:
    """The own tokens by their names."""
    edge = with_own_tokens
    script = script_variables(edge)
    tokens = {*tokens_of(edge.account, edge.tenant.account_id), *(own.value for own in edge.own_tokens)}
    variables = settings_of(edge.tenant, edge.account) | script
    assert tokens | {edge.account.invalid, edge.account.service_account_email} <= set(variables.values())
    assert ("MADE-UP-OWN-TOKEN-mine", "MADE-UP-OWN-TOKEN-very-wide") == (
        script["EDGE_TOKEN_MINE"],
        script["EDGE_TOKEN_VERY_WIDE"],
    )
    cloud_id = edge.tenant.cloud_id
    assert {
        "EDGE_CLOUD_ID": cloud_id,
        "EDGE_SITE_URL": "https://conformance-edge.atlassian.net",
        "EDGE_JIRA_GATEWAY_URL": f"https://api.atlassian.com/ex/jira/{cloud_id}",
        "EDGE_CONFLUENCE_GATEWAY_URL": f"https://api.atlassian.com/ex/confluence/{cloud_id}",
    }.items() <= script.items()


def test_a_live_run_takes_no_notice_of_what_is_for_scripts(with_own_tokens: Edge) -> None:
    """A live run refuses variables with its own prefix that it does not know."""
    assert [] == [name for name in script_variables(with_own_tokens) if name.startswith(PREFIX)]
    assert set(settings_of(with_own_tokens.tenant, with_own_tokens.account)) <= {each.name for each in VARIABLES}


def test_a_shell_can_source_it(with_own_tokens: Edge, tmp_path: Path) -> None:
    """Below the mark there is nothing but assignments."""
    file = tmp_path / "edge.env"
    write_env_file(file, script_variables(with_own_tokens) | {"BLANKS": "a 'b' $c"})
    shown = 'printf "%s|%s" "$EDGE_TOKEN_MINE" "$BLANKS"'
    shell = subprocess.run(
        ["/bin/sh", "-c", f'. "$1"; {shown}', "sh", file], capture_output=True, text=True, check=True
    )
    assert "MADE-UP-OWN-TOKEN-mine|a 'b' $c" == shell.stdout
    assert file.read_text().startswith(f"{MARK}\n")


def test_the_documentation_has_every_variable_and_token(with_own_tokens: Edge) -> None:
    """And no variable that is not there."""
    page = (Path(__file__).parents[2] / "docs" / "edge.md").read_text(encoding="utf-8")
    named = {name for name in re.findall(r"`(EDGE_\w+)`", page) if name != "EDGE_TOKEN_NAME"}
    assert named == {name for name in script_variables(with_own_tokens) if not name.startswith("EDGE_TOKEN_")}
    values = {"MADE-UP-OWN-TOKEN-NAME", *vars(with_own_tokens.account).values()}
    assert {value for value in values if value.startswith("MADE-UP-")} == set(re.findall(r"`(MADE-UP-[\w-]+)`", page))
