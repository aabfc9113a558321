"""`--update` writes what a run showed; every reason and comment stays."""

from itertools import product
from pathlib import Path

import pytest

from gate_runs import AS_EXPECTED, EXPECTED, everything, seen
from token_conformance.certify.gate.comparison import unexpected
from token_conformance.certify.gate.expectations import parse, read_for_renewal
from token_conformance.certify.gate.renewal import renew, renewed
from token_conformance.certify.gate.seen import Seen
from token_conformance.certify.gate.word import Word, worst
from token_conformance.errors import UserError

FILE = Path("expected.toml")


def update(results: dict[str, Seen], text: str = EXPECTED) -> str:
    """The renewed text, by which the same results are as expected; a second renewal changes nothing."""
    new = renewed(parse(FILE, text, "mine"), results, "mine", "1.1")
    again = parse(FILE, new, "mine")
    assert [] == unexpected(again, results)
    assert new == renewed(again, results, "mine", "1.1")
    return new


ENTRIES = {
    "nothing": "",
    "the whole": '[T7]\nresult = "warn"\nreason = "x"\n',
    "an action": '[T7.search]\nresult = "fail"\nreason = "y"\n',
    "both": '[T7]\nresult = "fail"\nreason = "x"\n[T7.search]\nresult = "pass"\nreason = "y"\n',
}


@pytest.mark.parametrize("entries", ENTRIES.values(), ids=ENTRIES)
def test_every_result_can_be_written(entries: str) -> None:
    """Whatever was expected before, a run is as expected by the file that was made from it, and no reason is lost."""
    for word, *parts in product(Word, ("", "pass", "warn", "fail"), ("", "pass", "fail")):
        actions = {name: part for name, part in zip(("search", "whoami"), parts, strict=True) if part}
        if actions and word is not worst(word, *map(Word, actions.values())):
            continue  # a requirement is at most as good as its actions
        new = update(everything(T7=seen(word, **actions)), f'format = 1\nsubject = "mine"\n{entries}')
        assert [] == [line for line in entries.splitlines() if line.startswith("reason") and line not in new]


def test_a_new_file_says_what_does_not_pass(tmp_path: Path) -> None:
    """Actions are named where they show it; each reason is what was seen."""
    path = tmp_path / "expected.toml"
    renew(read_for_renewal(path, "mine"), AS_EXPECTED, "mine", "1.1")
    assert """\
# The results that `certify run --expect` expects of mine. What is not named here must pass.
format = 1
subject = "mine"

[T7.list-projects]
result = "fail"
reason = "`it` ended as fail."

[T9]
result = "not observed"
reason = "It was not observed."
""" == path.read_text(encoding="utf-8")


def test_a_file_with_comments_alone_keeps_them(tmp_path: Path) -> None:
    """They may be a licence."""
    path = tmp_path / "expected.toml"
    path.write_text("# (c) us\n")
    renew(read_for_renewal(path, "mine"), everything(), "mine", "1.1")
    assert path.read_text().startswith("# (c) us\n\n# The results")


def test_nothing_is_changed_if_all_is_as_expected() -> None:
    """Not even a blank line."""
    assert EXPECTED == update(AS_EXPECTED)


def test_another_result_keeps_its_reason_and_comments() -> None:
    """One word changes."""
    new = update(AS_EXPECTED | {"T7": seen("warn", list_projects="warn")})
    assert EXPECTED.replace('"fail" #', '"warn" #') == new


def test_what_passes_now_becomes_a_comment() -> None:
    """Its reason can still be read, and the other entries stay."""
    new = update(everything(T9=seen("not observed")))
    expected = """\
# Issue 41.
# No longer so in mine 1.1:
# [T7.list-projects]
# result = "fail" # since 1.0
# reason = "An empty list is shown as success."

[T9]
"""
    assert expected in new


def test_what_is_new_is_appended() -> None:
    """The text before it is the same."""
    new = update(AS_EXPECTED | {"T1": seen("fail", whoami="fail")})
    assert new.startswith(EXPECTED)
    assert new.endswith('# The end.\n\n[T1.whoami]\nresult = "fail"\nreason = "`it` ended as fail."\n')


def test_an_expectation_of_the_whole_stays_one() -> None:
    """The author chose not to name actions."""
    text = 'format = 1\nsubject = "mine"\n[T7]\nresult = "warn"\nreason = "x"\n'
    assert text.replace("warn", "fail") == update(everything(T7=seen("fail", search="fail")), text)


def test_actions_give_way_to_the_whole_if_nothing_shows_them() -> None:
    """A requirement that is not observed has no actions; their reasons become comments."""
    new = update(AS_EXPECTED | {"T7": seen("not observed")})
    assert '# reason = "An empty list is shown as success."\n' in new
    assert '[T7]\nresult = "not observed"\n' in new


def test_a_result_that_no_action_shows_is_of_the_whole() -> None:
    """The actions that fail are named beside it."""
    new = update(everything(T5=seen("not observed"), T7=seen("fail", search="warn")), "format=1\nsubject='mine'")
    assert ["[T5]", "[T7.search]", "[T7]"] == [line for line in new.splitlines() if line.startswith("[")]


def test_a_pass_that_the_author_wrote_stays() -> None:
    """It says that this must never change, and why."""
    text = 'format = 1\nsubject = "mine"\n[T4]\nresult = "pass"\nreason = "Our promise."\n'
    assert text == update(everything(), text)
    assert text.replace('"pass"', '"fail"') == update(everything(T4=seen("fail", whoami="fail")), text)


def test_requirements_that_were_not_judged_stay() -> None:
    """A suite without one of them says nothing about it."""
    results = {id_: one for id_, one in AS_EXPECTED.items() if id_ != "T9"}
    assert EXPECTED == renewed(parse(FILE, EXPECTED, "mine"), results, "mine", "1.1")


@pytest.mark.parametrize("entry", ["T9 = { result = 'fail', reason = 'x' }", "T9.result = 'fail'\nT9.reason = 'x'"])
@pytest.mark.parametrize("result", ["pass", "warn"])
def test_what_is_not_a_table_is_refused(entry: str, result: str) -> None:
    """The line says how it has to be written."""
    expected = parse(FILE, f"format = 1\nsubject = 'mine'\n{entry}\n", "mine")
    with pytest.raises(UserError, match=r"^expected.toml: T9 is not written as a table \[T9\] with result and reason"):
        renewed(expected, everything(T9=seen(result)), "mine", "1.1")


def test_a_key_in_quotes_is_refused_if_its_value_must_change() -> None:
    """As a comment it can stay as it is."""
    expected = parse(FILE, "format = 1\nsubject = 'mine'\n[T9]\n'result'='fail'\nreason='x'\n", "mine")
    assert "# 'result'='fail'" in renewed(expected, everything(), "mine", "1.1")
    with pytest.raises(UserError, match="T9 is not written as a table"):
        renewed(expected, everything(T9=seen("warn")), "mine", "1.1")


def test_unprintable_characters_of_a_product_are_written_as_text() -> None:
    """The file stays valid TOML."""
    results = everything(T9=Seen(seen("fail").result, 'It printed "\x1b\x7f\u2028\\" and 😀.'))
    new = update(results, "format = 1\nsubject = 'mine'\n")
    assert r'reason = "It printed \"\\u001b\\u007f\\u2028\\\" and 😀."' in new
