"""The command `observe` with a site that answers at once: the plan, what a person is asked, and what is refused."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest

from observing import GOOD, Site, made_up
from token_conformance.cli import main
from token_conformance.commands import observe
from token_conformance.live.observing import clean
from token_conformance.live.observing.evidence_file import read, written
from token_conformance.live.observing.observation import Missing
from token_conformance.live.observing.questions import Question, questions

pytestmark = pytest.mark.usefixtures("site")
TOKENS = ("UNSCOPED", "SCOPED_JIRA", "SCOPED_CONFLUENCE")
VOCABULARY = written(made_up(dict.fromkeys(questions(), "mismatch"))) + written(made_up(GOOD))


def say(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Sit at a terminal and type some answers; the prompts are on standard error."""
    left = list(answers)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("builtins.input", lambda _: left.pop(0))
    return left


def test_an_observation_of_a_site_says_where_to_submit_it(
    settings: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """By an issue of its own kind."""
    assert settings
    assert 0 == main(["observe", "--yes", "--output", "kept.toml"])
    shown = capsys.readouterr().out
    assert "kept.toml: written. Read it once more; it was not sent to anyone." in shown
    assert "open an issue of the kind 'An observation of Atlassian'" in shown
    assert "local model" not in Path("kept.toml").read_text()


def test_where_nobody_can_be_asked_nothing_is_kept(
    settings: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is shown, with one failing login a host."""
    assert settings
    assert 3 == main(["observe"])
    shown = capsys.readouterr().out
    assert 2 == shown.count('missing = "one-failing-login-is-enough"')
    assert "Nothing was kept: nobody said yes" in shown
    assert [] == [*Path.cwd().iterdir()]


@pytest.mark.parametrize(
    ("answers", "status", "failing"),
    [(("y", "yes"), 0, 0), (("", "y"), 3, 2), (("n", "Y"), 3, 2), (("y", ""), 3, 0), (("y", "no"), 3, 0)],
)
def test_a_person_is_asked_before_logins_fail_and_before_a_file_is_kept(
    *,
    settings: Mapping[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: tuple[str, str],
    status: int,
    failing: int,
) -> None:
    """Only a yes is a yes."""
    assert settings
    left = say(monkeypatch, *answers)
    assert status == main(["observe", "--output", "kept.toml"])
    shown = capsys.readouterr()
    assert [] == left
    assert failing == shown.out.count('missing = "one-failing-login-is-enough"')
    assert answers[1].lower().startswith("y") == Path("kept.toml").exists()
    first, second = re.findall(r"^.* \[y/N\]$", shown.err, re.MULTILINE)
    assert "More than one failing login at a host can lock an account." in first
    assert "Keep this as kept.toml?" in second


def test_with_one_failing_login_a_host_only_the_file_is_asked_for(
    settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One token is enough for its questions."""
    for name in TOKENS[1:]:
        monkeypatch.delenv(f"TOKEN_CONFORMANCE_{name}_TOKEN")
    assert settings
    left = say(monkeypatch, "y")
    assert 0 == main(["observe"])
    assert [] == left
    [kept] = Path.cwd().iterdir()
    assert re.fullmatch(r"observation-\d{4}-\d\d-\d\d\.toml", kept.name)
    assert {None, Missing.NO_TOKEN} == {one.missing for one in read(kept).asked}


def test_the_plan_is_shown_and_nothing_is_sent(capsys: pytest.CaptureFixture[str]) -> None:
    """Every question, without any setting; each with its reason."""
    assert 0 == main(["observe", "--plan"])
    shown = capsys.readouterr().out
    assert shown.startswith("40 questions, one GET each, five a second at most.")
    for question in questions().values():
        assert f". {question.id}: {question.question}\n    {question.template} (" in shown
        assert f"\n    {question.why}\n" in shown
    assert "At SITE.atlassian.net, 4 of them may count as failing logins." in shown


def test_a_plan_fits_the_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read by a person before anything is sent."""
    monkeypatch.setenv("COLUMNS", "80")
    assert 0 == main(["observe", "--plan"])
    assert [] == [line for line in capsys.readouterr().out.splitlines() if len(line) > 80]


def test_the_plan_for_one_token(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the kind that is named."""
    assert 0 == main(["observe", "--plan", "--kind", "scoped-confluence"])
    shown = capsys.readouterr().out
    assert "scoped-confluence-v2-at-site" in shown
    assert "unscoped-at-site" not in shown
    assert "Not asked: 15 questions with a token of the kind unscoped, because none was given." in shown


def test_if_the_scan_finds_anything_nothing_is_kept(
    settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor shown: the exit status is 1, and the finding is masked."""
    address = "marta.lindqvist" + "@" + "harbour-freight-lab.se"
    monkeypatch.setattr(f"{written.__module__}.written", lambda _: f"x = '{address}'\n")
    assert settings
    assert 1 == main(["observe", "--yes"])
    shown = capsys.readouterr()
    assert address not in shown.out + shown.err
    assert "the evidence file:1: " in shown.err
    assert "nothing was kept" in shown.err
    assert [] == [*Path.cwd().iterdir()]


@pytest.mark.parametrize(
    "name", ["TOKEN_CONFORMANCE_SITE", "TOKEN_CONFORMANCE_EMAIL", "TOKEN_CONFORMANCE_UNSCOPED_TOKEN"]
)
def test_if_a_name_of_the_run_is_in_the_file_nothing_is_kept(
    settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Also if the scan has no pattern for it."""
    monkeypatch.setattr(f"{written.__module__}.written", lambda _: f"x = '{settings[name]}.'\n")
    assert 1 == main(["observe", "--yes"])
    shown = capsys.readouterr()
    assert "the evidence file: has a name, an id or a token of this run" in shown.err
    assert settings[name] not in shown.out + shown.err
    assert [] == [*Path.cwd().iterdir()]


def test_a_site_that_is_called_as_a_word_of_the_file_is_observed() -> None:
    """Its name is in each file."""
    assert [] == clean.problems(VOCABULARY, ["api.", "https."])
    assert clean.problems(VOCABULARY + "harbour.", ["Harbour."])


def test_any_uuid_that_is_not_made_up_is_found() -> None:
    """Also where nothing says that it is a cloud id."""
    assert clean.problems(f"{VOCABULARY}x = '{UUID(int=2**127 - 98_305)}'\n", [])


def test_a_fault_shows_no_secret(
    settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its traceback is redacted, and nothing is kept."""

    def broken(_: object) -> str:
        raise ZeroDivisionError(" ".join(settings.values()))

    monkeypatch.setattr(f"{written.__module__}.written", broken)
    assert 70 == main(["observe", "--yes"])
    shown = capsys.readouterr()
    secrets = [value for name, value in settings.items() if "TOKEN_CONFORMANCE_" in name and "SITE" not in name]
    assert [] == [value for value in secrets if value in shown.out + shown.err]
    assert [] == [*Path.cwd().iterdir()]


def test_ctrl_c_leaves_nothing(
    site: Site, settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At any question."""

    def interrupt(question: Question) -> None:
        site.before(question)
        if question is questions()["scoped-jira-at-gateway"]:
            raise KeyboardInterrupt

    monkeypatch.setattr(observe, "_say_asked", interrupt)
    assert settings
    assert 130 == main(["observe", "--yes"])
    assert "interrupted" in capsys.readouterr().err
    assert [] == [*Path.cwd().iterdir()]


@pytest.mark.parametrize(
    ("change", "options", "problem"),
    [
        ({"SITE": None}, [], "--site: say which site, such as --site mysite"),
        ({"SITE": "10.0.0.1"}, [], "TOKEN_CONFORMANCE_SITE: '10.0.0.1' is an IP address"),
        ({}, ["--site", "jira.example.com"], "--site: 'jira.example.com' is not a site of Atlassian Cloud"),
        ({"EMAIL": None}, [], "TOKEN_CONFORMANCE_EMAIL: is not set; set it to the address"),
        ({"EMAIL": "me"}, [], "TOKEN_CONFORMANCE_EMAIL: is not an e-mail address"),
        ({"UNSCOPED_TOKEN": '"quoted"'}, [], "TOKEN_CONFORMANCE_UNSCOPED_TOKEN: has quotes around it"),
        ({"SCOPED_JIRA_TOKEN": "a b"}, [], "TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN: contains blanks"),
        ({f"{token}_TOKEN": None for token in TOKENS}, [], "--kind: say of which kind the token is (unscoped, scoped-"),
        ({}, ["--kind", "unscoped"], "--kind: the variables say of which kind each token is"),
        ({}, ["--output", "there.toml"], "there.toml: is there already, and is not replaced"),
        ({}, ["--output", "no/x.toml"], "no/x.toml: no is not a folder"),
    ],
)
def test_a_mistake_is_one_line_before_anything_is_sent(
    *,
    settings: Mapping[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    change: Mapping[str, str | None],
    options: list[str],
    problem: str,
) -> None:
    """It names the option or the variable, and says what to do."""
    assert settings
    Path("there.toml").touch()
    monkeypatch.setattr("token_conformance.exchange.one_get.OneGet.__call__", lambda *_: pytest.fail("it sends"))
    for name, value in change.items():
        monkeypatch.delenv(f"TOKEN_CONFORMANCE_{name}")
        if value is not None:
            monkeypatch.setenv(f"TOKEN_CONFORMANCE_{name}", value)
    assert 2 == main(["observe", *options])
    [line] = capsys.readouterr().err.splitlines()
    assert f"token-conformance: {problem}" in line


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_sent(
    settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The answers would be shown, and could not be kept."""
    assert settings
    monkeypatch.setattr("token_conformance.exchange.one_get.OneGet.__call__", lambda *_: pytest.fail("it sends"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert 2 == main(["observe"])
    assert "cannot be written; make its folder writable, or name another file" in capsys.readouterr().err


def test_an_unknown_kind_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """With the nearest one."""
    with pytest.raises(SystemExit):
        main(["observe", "--kind", "scoped-jir"])
    assert 'did you mean "scoped-jira"?' in capsys.readouterr().err
