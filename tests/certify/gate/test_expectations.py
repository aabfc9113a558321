"""A file of expectations is read, or refused in one line per problem."""

from pathlib import Path

import pytest

from gate_runs import EXPECTED
from token_conformance.certify.gate.expectations import Expectation, parse, read, read_for_renewal
from token_conformance.certify.gate.word import Word
from token_conformance.errors import UserError

HEAD = 'format = 1\nsubject = "mine"\n'
ENTRY = 'result = "fail"\nreason = "Issue 41."\n'
FILE = Path("expected.toml")


def refused(text: str) -> str:
    """The one line that refuses a text."""
    with pytest.raises(UserError) as error:
        parse(FILE, text, "mine")
    (line,) = error.value.problems
    return line


def test_entries_are_read_with_their_reasons_and_lines() -> None:
    """An entry is of a requirement, or of an action within it."""
    assert {
        ("T7", "list-projects"): Expectation(Word.FAIL, "An empty list is shown as success.", 6),
        ("T9", ""): Expectation(Word.NOT_OBSERVED, "It says nothing yet.", 10),
    } == parse(FILE, EXPECTED, "mine").entries


def test_tables_can_be_written_in_any_way_of_toml() -> None:
    """They have no line of their own then."""
    text = f'{HEAD}T7 = {{ result = "fail", reason = "x" }}\nT8.whoami.result = "warn"\nT8.whoami.reason = "y"\n'
    assert {("T7", ""): Expectation(Word.FAIL, "x", 1), ("T8", "whoami"): Expectation(Word.WARN, "y", 1)} == parse(
        FILE, text, "mine"
    ).entries


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = ", "expected.toml: is not valid TOML (Invalid value (at end of document)); correct it"),
        ('subject = "mine"', "expected.toml: format: is not a whole number; write format = 1 on the first line"),
        (
            HEAD.replace("1", "2"),
            "expected.toml: has format 2, but this version reads format 1; update this suite",
        ),
        (HEAD.replace("1", "0"), "expected.toml: has format 0, which does not exist; write format = 1"),
        (HEAD.replace("1", "true"), "expected.toml: format: is not a whole number; write format = 1 on the first line"),
        ("format = 1", 'expected.toml: subject: is not a text; write subject = "mine"'),
        (
            HEAD.replace("mine", "other"),
            "expected.toml: is of the subject 'other', not of 'mine'; name the file of that subject",
        ),
        (f"{HEAD}[T77]\n{ENTRY}", 'expected.toml: [T77]: is not a requirement; did you mean "T7"?'),
        (f"{HEAD}reasons = 1", "expected.toml: [reasons]: is not a requirement; use one of T1, T2, T3, T4,"),
        (f"{HEAD}T7 = 1", "expected.toml: [T7]: is not a table; write [T7], with its result and reason below"),
        (
            f"{HEAD}[T7.list-project]\n{ENTRY}",
            'expected.toml: [T7.list-project]: is not an action; did you mean "list-projects"?',
        ),
        (
            f"{HEAD}[T7]\n{ENTRY.replace('fail', 'failed')}",
            """expected.toml: [T7] result: 'failed' is not a result; did you mean "fail"?""",
        ),
        (
            f"{HEAD}[T7]\nresult = 1\nreason = 'x'",
            "expected.toml: [T7] result: '1' is not a result; use one of fail, not observed, excused, warn, pass",
        ),
        (f"{HEAD}[T7]\nreason = 'x'", "expected.toml: [T7] result: is missing; use one of fail, not observed,"),
        (f"{HEAD}[T7.whoami]\nresult = 'fail'", "expected.toml: [T7.whoami] reason: is missing; say why"),
        (
            f"{HEAD}[T7]\nresult = 'fail'\nreason = ' '",
            "expected.toml: [T7] reason: is not a text that says something; say why the result is expected",
        ),
        (f"{HEAD}[T7]\n{ENTRY}note = 1", "expected.toml: [T7] note: is an unknown key; use one of result, reason"),
        (f"{HEAD}[T7]\n{ENTRY}reasons = 1", 'expected.toml: [T7] reasons: is an unknown key; did you mean "reason"?'),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(text: str, line: str) -> None:
    """The line names the file and the place, and says what to do."""
    assert refused(text).startswith(line)


def test_each_problem_is_a_line() -> None:
    """All are known at once."""
    with pytest.raises(UserError) as error:
        parse(FILE, f"{HEAD}[T77]\n{ENTRY}[T7]\n[T8]\nresult = 'x'\n", "mine")
    assert 5 == len(error.value.problems)


def test_a_file_that_is_missing_or_empty_is_made_with_update(tmp_path: Path) -> None:
    """The line says so; for --update itself, there are no expectations yet."""
    path = tmp_path / "expected.toml"
    with pytest.raises(UserError, match=r"expected.toml: there is no such file; make it with --update$"):
        read(path, "mine")
    path.write_text("\n")
    with pytest.raises(UserError, match=r"expected.toml: is empty; make it with --update$"):
        read(path, "mine")
    assert ({}, False) == (read_for_renewal(path, "mine").entries, read_for_renewal(path, "mine").is_started)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"format = 2\nsubject = 'mine'", b"a = ", b"T7 = 1"])
def test_a_wrong_file_is_not_renewed(tmp_path: Path, content: bytes) -> None:
    """A binary file, a newer format and broken TOML are refused with --update too."""
    path = tmp_path / "expected.toml"
    path.write_bytes(content)
    for reader in (read, read_for_renewal):
        with pytest.raises(UserError, match=r"^.*expected\.toml: "):
            reader(path, "mine")
