"""The command `observe` against an edge, over HTTPS."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from observing import GOOD, made_up
from token_conformance.cli import main
from token_conformance.edge.server.edge import Edge
from token_conformance.live.observing.evidence_file import read, written
from token_conformance.live.observing.questions import questions
from token_conformance.model.account import Scheme
from token_conformance.redaction.leaks.scan import scan_text

VOCABULARY = written(made_up(dict.fromkeys(questions(), "mismatch"))) + written(made_up(GOOD))


def names_of(edge: Edge) -> set[str]:
    """What the tenant and its things are called, as far as no question has such a word."""
    state = edge.state
    things = [*vars(edge.tenant).values(), *vars(edge.account).values(), *state.jira.users, *state.jira.projects]
    things += [user.display_name for user in state.jira.users.values()]
    things += [issue.key for issue in state.jira.issues.values()] + [
        space.name for space in state.confluence.spaces.values()
    ]
    texts = {str(thing) for thing in things if thing} - {*Scheme}
    return {text for text in texts if len(text) > 3 and not re.search(rf"\b{re.escape(text)}\b", VOCABULARY)}


def test_a_rich_tenant_is_observed_and_nothing_of_it_is_shown(
    tenant: Edge, edge_settings: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither in the file nor in the output; the file is shown as it is kept, is clean, and says that it is an edge's.

    The edge is built from the rules, so its answers contradict none of them, and no answer is unexpected.
    """
    assert 0 == main(["observe", "--yes", "--output", "kept.toml"])
    shown = capsys.readouterr()
    text = Path("kept.toml").read_text()
    assert text in shown.out
    names = names_of(tenant)
    assert len(names) > 40
    assert edge_settings["TOKEN_CONFORMANCE_SITE"] in names
    assert [] == [name for name in names if re.search(rf"\b{re.escape(name)}\b", shown.out + shown.err + text)]
    assert [] == scan_text(text, Path("kept.toml"), strict=True)
    assert "edge" == read(Path("kept.toml")).source
    assert shown.out.index("36 questions, one GET each") < shown.out.index("\nformat = 1\n")
    assert shown.out.index("\nformat = 1\n") < shown.out.index("What the answers say:")
    said = shown.out.partition("What the answers say:")[2]
    assert ["scoped-site-confluence-v2-404"] == re.findall(r"contradicts ([\w-]+)", said)
    assert "Nobody expected" not in said
    assert "kept.toml: written. It was recorded from the local model, so there is nothing to submit." in said
    assert 2 == main(["fidelity", "--observations", "kept.toml"])
    assert "kept.toml: was recorded from the local model of this project" in capsys.readouterr().err
