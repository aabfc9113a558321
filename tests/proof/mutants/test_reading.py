"""Reading the file of mutants: a mistake in it is reported in one line."""

from pathlib import Path

import pytest

from token_conformance.catalogue.rules import rules
from token_conformance.errors import UserError
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants import reading
from token_conformance.proof.mutants.mutant import Differs, Ends, Like
from token_conformance.proof.mutants.observed import Rows
from token_conformance.proof.mutants.reading import mutants, read, unbroken

TEXT = """
[groups]
two = ["jira-software/get-board", "jira-software/get-sprint"]
[[mutant]]
name = "seraph-header-dropped"
line = "No header."
[[mutant.changes]]
{change}
"""


@pytest.fixture(autouse=True)
def one_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that there is only one mutant."""
    monkeypatch.setattr(reading, "SWITCHES", {"seraph-header-dropped": None})


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ('verdict = "failed"\noutcome = "gone"', Ends(Verdict.FAILED, Outcome.GONE)),
        ('verdict = "error"', Ends(Verdict.ERROR)),
        ('differs = ["body", "headers"]', Differs(frozenset({"headers", "body"}))),
        ('like = "replay"', Like("replay")),
    ],
)
def test_each_effect_is_read(words: str, effect: object) -> None:
    """An effect is an end, some parts, or another setup."""
    (change,) = read(TEXT.format(change=words))["seraph-header-dropped"].changes
    assert effect == change.effect


def test_a_group_is_replaced_by_its_endpoints() -> None:
    """A list may also name endpoints directly."""
    words = 'endpoints = ["two", "confluence/*"]\nwithout = ["two"]\nverdict = "error"'
    (change,) = read(TEXT.format(change=words))["seraph-header-dropped"].changes
    two = ["jira-software/get-board", "jira-software/get-sprint"]
    assert ([*two, "confluence/*"], two) == (change.selection.endpoints, change.selection.without)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ('verdict = "broken"', "seraph-header-dropped: a change cannot be read: 'broken' is not a valid Verdict"),
        ('verdict = "failed"\noutcome = "fails"', "'fails' is not a valid Outcome"),
        ('columns = ["scoped-site"]', "does not say how the cells change"),
        ('colums = ["scoped-site"]\nverdict = "failed"', "does not say how the cells change"),
        ('differs = ["verdict"]', "does not say how the cells change"),
        ('like = "nothing"', "does not say how the cells change"),
        ("verdict =", "mutants.toml: Invalid value"),
    ],
)
def test_a_mistake_is_one_line(words: str, fault: str) -> None:
    """It names the file, the mutant and what is wrong."""
    with pytest.raises(UserError, match=r"^mutants\.toml: ") as error:
        read(TEXT.format(change=words))
    assert fault in str(error.value)
    assert 1 == len(str(error.value).splitlines())


def test_observations_and_rules_are_read() -> None:
    """A condition that does not exist is refused."""
    words = 'verdict = "error"\n[[mutant.observations]]\nids = ["bearer-site"]\nagree = true'
    text = TEXT.format(change=words).replace('line = "No header."', 'line = "x"\nrules = ["S1"]')
    mutant = read(text)["seraph-header-dropped"]
    assert (["S1"], [Rows(ids=["bearer-site"], agree=True)]) == (mutant.rules, mutant.rows)
    with pytest.raises(UserError, match=r"header-dropped: observations: there is no 'id'; write .*\bids\b"):
        read(text.replace("ids", "id"))


def test_every_rule_is_broken_by_a_mutant_or_has_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that is neither is named; the test is there."""
    monkeypatch.undo()
    for one in unbroken():
        file, _, name = one.test.partition("::")
        assert f"def {name}(" in Path(__file__).parents[3].joinpath(file).read_text(), one.rule
    monkeypatch.setattr(reading, "rules", lambda: dict.fromkeys([*rules(), "Z9"]))
    unbroken.cache_clear()
    with pytest.raises(UserError, match=r"^mutants.toml: Z9 must be a rule that either a mutant or one entry"):
        unbroken()


def test_an_unknown_baseline_is_refused() -> None:
    """The known ones are named."""
    text = TEXT.format(change='verdict = "error"').replace('line = "No header."', 'line = "x"\nbaseline = "night"')
    with pytest.raises(UserError, match="there is no 'night'; name one of the suite as it is, a Jira token"):
        read(text)


def test_a_declaration_needs_its_switch_and_a_switch_its_declaration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither may be missing."""
    monkeypatch.setattr(reading, "SWITCHES", {"seraph-header-dropped": None, "other": None})
    with pytest.raises(
        UserError, match="other has either a declaration without a switch, or a switch without a declaration"
    ):
        read(TEXT.format(change='verdict = "error"'))


def test_there_are_thirty_mutants_and_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has its own line, which is a sentence."""
    monkeypatch.undo()
    lines = [mutant.line for mutant in mutants().values()]
    assert len(set(lines)) == len(lines) >= 30
    assert [] == [line for line in lines if "\n" in line or not line.endswith(".")]
