"""`certify quick` prints what a command did, and its exit status says whether something bad was seen."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from quick_looks import AT_GATEWAY, look, one
from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.quick import look as module
from token_conformance.certify.quick.command import Command
from token_conformance.certify.quick.look import Look
from token_conformance.cli import main


def test_options_end_at_the_two_hyphens(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command keeps its own options, and runs in the current folder."""
    asked: list[tuple[Command, AccessKind]] = []

    def look_at(command: Command, kind: AccessKind) -> Look:
        asked.append((command, kind))
        return replace(look(one("scoped-gateway", AT_GATEWAY)), command=command)

    monkeypatch.setattr(module, "look_at", look_at)
    assert 1 == main(["certify", "quick", "--jail", "--env", "A={url}", "--", "mine", "--jail", "{token}"])
    [(command, kind)] = asked
    assert (["mine", "--jail", "{token}"], {"A": "{url}"}, Path.cwd()) == (command.words, command.own, command.folder)
    assert AccessKind.JAIL is kind
    assert "  bad       did not work with a scoped token at the gateway" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["--"], ["--env", "A", "--", sys.executable], ["--", "no-such-program"]])
def test_a_mistake_is_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A missing command, a variable without a value, and a program that does not exist are usage errors."""
    try:
        status = main(["certify", "quick", *words])
    except SystemExit as error:
        status = int(error.code or 0)
    shown = capsys.readouterr()
    assert (2, "", 1) == (status, shown.out, shown.err.count("\n"))
