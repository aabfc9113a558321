"""Loading the deviations: each problem of a file is one line with its place, what is wrong, and the remedy."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from token_conformance.deviations.deviation import Deviation, DeviationsError
from token_conformance.deviations.file import LARGEST
from token_conformance.deviations.loader import load
from token_conformance.deviations.reading import LONGEST_EFFECT
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome

OF_CATALOGUE = 'which only cells of the whole catalogue have; name what happens, such as "hidden"'

OBSERVED = """\
[[deviation]]
endpoint = "jira-platform/get-issue"
credential = "scoped"
url_form = "site"
outcome = "hidden"
grade = "recorded"
source = "CLOUD-12617"
date = 2025-05-15
effect = "Looks as if the issue did not exist."
"""

INFERRED = """\
[[deviation]]
endpoint = "jira-software/get-board"
credential = "scoped"
url_form = "site"
outcome = "unauthenticated"
grade = "inferred"
rule = "S3"
rests_on = "anonymous = no"
effect = "Fails openly."
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, as the root of a project."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def problems_of(folder: Path, content: str) -> list[str]:
    """Write the file, load it, and return the lines of the error."""
    path = folder / "deviations.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DeviationsError) as caught:
        load(path)
    return str(caught.value).split("\n")


def test_an_observed_deviation_is_found_by_its_cell(folder: Path) -> None:
    """A correct file becomes deviations by cell, each with the place of its declaration."""
    path = folder / "deviations.toml"
    path.write_text(f"# Known.\n\n{OBSERVED}", encoding="utf-8")
    (deviation,) = load(path).values()
    assert isinstance(deviation, Deviation)
    assert {"jira-platform/get-issue/scoped-site": deviation} == load(path)
    assert (Credential.SCOPED, UrlForm.SITE) == (deviation.credential, deviation.url_form)
    assert (Outcome.HIDDEN, Grade.RECORDED) == (deviation.outcome, deviation.grade)
    assert dt.date(2025, 5, 15) == deviation.date
    assert ("deviations.toml", 3) == (deviation.file, deviation.line)


@pytest.mark.parametrize(
    ("line", "instead", "expected"),
    [
        (
            'outcome = "hidden"',
            'outcom = "hidden"',
            [
                '1: key "outcome" is missing; name what happens, such as "hidden"',
                '5: key "outcom" is unknown; did you mean "outcome"?',
            ],
        ),
        (
            'outcome = "hidden"',
            'outcome = "hiden"',
            ['5: key "outcome" has the unknown value "hiden"; did you mean "hidden"?'],
        ),
        (
            'outcome = "hidden"',
            'outcome = "works"',
            ['5: key "outcome" is "works"; delete the entry, because a cell that works has no deviation'],
        ),
        (
            'outcome = "hidden"',
            'outcome = "recognised"',
            [f'5: key "outcome" is "recognised", {OF_CATALOGUE}'],
        ),
        (
            'outcome = "hidden"',
            'outcome = "stranger"',
            [f'5: key "outcome" is "stranger", {OF_CATALOGUE}'],
        ),
        (
            'outcome = "hidden"',
            "outcome = 404",
            ['5: key "outcome" is 404, which is not a text; put it in quotes'],
        ),
        (
            'credential = "scoped"',
            'credential = "none"',
            ['3: key "credential" is "none", a control; controls have no deviations: use "unscoped" or "scoped"'],
        ),
        (
            'url_form = "site"',
            'url_form = "proxy"',
            ['4: key "url_form" has the unknown value "proxy"; use one of site, gateway'],
        ),
        (
            'grade = "recorded"',
            'grade = "record"',
            ['6: key "grade" has the unknown value "record"; did you mean "recorded"?'],
        ),
        (
            'source = "CLOUD-12617"\n',
            "",
            ['1: key "source" is missing; say where it is published, or give the grade "inferred"'],
        ),
        (
            "date = 2025-05-15",
            "date = 2999-01-01",
            ['8: key "date" is 2999-01-01, which is in the future; give the day of the observation'],
        ),
        (
            "date = 2025-05-15",
            'date = "2025-05-15"',
            ["8: key \"date\" is '2025-05-15', which is not a day; write it like 2025-05-15, without quotes or time"],
        ),
        (
            '"Looks as if the issue did not exist."',
            '" "',
            ['9: key "effect" is empty; write a value'],
        ),
        (
            '"Looks as if the issue did not exist."',
            '"One.\\nTwo."',
            ['9: key "effect" has more than one line; write it in one'],
        ),
        (
            '"Looks as if the issue did not exist."',
            f'"{"x" * (LONGEST_EFFECT + 1)}"',
            ['9: key "effect" has 111 characters; shorten it to 110'],
        ),
    ],
)
def test_a_problem_of_an_entry_is_one_line(folder: Path, line: str, instead: str, expected: list[str]) -> None:
    """It names the key, its line, what is wrong and what to do."""
    assert [f"deviations.toml:{text}" for text in expected] == problems_of(folder, OBSERVED.replace(line, instead))


@pytest.mark.parametrize(
    ("line", "instead", "expected"),
    [
        (
            'rule = "S3"\n',
            "",
            'deviations.toml:1: key "rule" is missing; name the rule that it is inferred from, such as "S3"',
        ),
        (
            'rule = "S3"',
            'rule = "S3 or so"',
            (
                'deviations.toml:7: key "rule" is "S3 or so", which is not a rule; '
                'name one like "S3", or several like "S1+S2"'
            ),
        ),
        (
            'rests_on = "anonymous = no"\n',
            "",
            'deviations.toml:1: key "rests_on" is missing; give the value in the catalogue, such as "anonymous = no"',
        ),
    ],
)
def test_an_inference_names_its_rule_and_what_it_rests_on(folder: Path, line: str, instead: str, expected: str) -> None:
    """An outcome that nobody has observed needs its derivation."""
    assert [expected] == problems_of(folder, INFERRED.replace(line, instead))


@pytest.mark.parametrize("rule", ["S1", "C5", "G10", "R1", "H1", "F1", "S1+S2", "G99+R2+F1"])
def test_an_inference_may_rest_on_any_rules(folder: Path, rule: str) -> None:
    """Their ids have a letter and one or two digits."""
    path = folder / "deviations.toml"
    path.write_text(INFERRED.replace('"S3"', f'"{rule}"'), encoding="utf-8")
    [deviation] = load(path).values()
    assert isinstance(deviation, Deviation)
    assert rule == deviation.rule


@pytest.mark.parametrize("rule", ["S", "S0", "s1", "X1", "S100", "S1+", "+S1", "S1 + S2", "S1S2"])
def test_other_words_are_no_rules(folder: Path, rule: str) -> None:
    """They are refused in one line."""
    [problem] = problems_of(folder, INFERRED.replace('"S3"', f'"{rule}"'))
    assert f'key "rule" is "{rule}", which is not a rule; name one like "S3", or several like "S1+S2"' in problem


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[[deviation]]\noutcome =\n", "2: is not TOML: Invalid value; correct this line"),
        ("[[deviation]]\na = '''", "2: is not TOML: Expected \"'''\"; correct this line"),
        (
            OBSERVED.replace("[[deviation]]", "[[deviations]]"),
            '1: key "deviations" is unknown; did you mean "deviation"?',
        ),
        ("\nversion = 1\n", '2: key "version" is unknown; start each deviation with [[deviation]]'),
        *(
            (content, '1: key "deviation" is not written as a list of tables; start each deviation with [[deviation]]')
            for content in (
                OBSERVED.replace("[[deviation]]", "[deviation]"),
                'deviation = [{ endpoint = "jira-platform/get-issue" }]',
                "deviation = 1",
            )
        ),
        (
            f"{OBSERVED}\n{OBSERVED}",
            (
                "11: the cell jira-platform/get-issue/scoped-site already has a deviation, at line 1; "
                "delete one of the two"
            ),
        ),
    ],
)
def test_a_problem_of_the_file_is_one_line(folder: Path, content: str, expected: str) -> None:
    """A problem outside of the entries has its line too."""
    assert [f"deviations.toml:{expected}"] == problems_of(folder, content)


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    """A missing file and one in another encoding are one line, not a traceback."""
    (folder / "latin.toml").write_bytes("effect = 'über'".encode("latin-1"))
    with pytest.raises(
        DeviationsError,
        match=r"^latin.toml:1: cannot be read \(it is not UTF-8 text\); make it a UTF-8 file that you may read$",
    ):
        load(folder / "latin.toml")
    with pytest.raises(
        DeviationsError,
        match=r"^none.toml:1: cannot be read \(No such file or directory\); make it a UTF-8 file that you may read$",
    ):
        load(folder / "none.toml")


def test_all_problems_are_listed_at_once_in_the_order_of_the_file(folder: Path) -> None:
    """The loader need not run once for each problem."""
    broken = OBSERVED.replace('"hidden"', '"hiden"').replace("date = 2025-05-15", "date = 2999-01-01")
    problems = problems_of(folder, f"{broken}\n{INFERRED.replace('rule', 'rul')}\n{broken}")
    lines = [int(problem.split(":")[1]) for problem in problems]
    assert [5, 8, 11, 17, 21, 25, 28] == lines


def test_a_file_elsewhere_is_named_by_its_whole_path(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A path outside of the working directory is not shortened."""
    path = tmp_path_factory.mktemp("elsewhere") / "deviations.toml"
    path.write_text("version = 1", encoding="utf-8")
    assert not path.is_relative_to(folder)
    with pytest.raises(DeviationsError, match=f'^{path}:1: key "version" is unknown'):
        load(path)


def test_an_effect_may_fill_the_line_and_a_day_may_be_today(folder: Path) -> None:
    """The bounds themselves are allowed."""
    content = OBSERVED.replace("Looks as if the issue did not exist.", "x" * LONGEST_EFFECT)
    path = folder / "deviations.toml"
    path.write_text(content.replace("2025-05-15", f"{dt.datetime.now(dt.UTC).date()}"), encoding="utf-8")
    assert 1 == len(load(path))


def test_all_known_names_are_listed_for_a_name_that_is_like_none(folder: Path) -> None:
    """They are listed in their order."""
    assert [
        (
            'deviations.toml:2: key "zzz" is unknown; known are endpoint, credential, url_form, outcome, grade, source,'
            " date, rule, rests_on, against, effect, standing, sides"
        )
    ] == problems_of(folder, OBSERVED.replace("[[deviation]]", "[[deviation]]\nzzz = 1"))


def test_deviations_that_are_not_a_list_are_reported_at_their_line(folder: Path) -> None:
    """Not at the first line of the file."""
    assert "deviations.toml:3: key" in problems_of(folder, "\n\ndeviation = 1")[0]


def test_a_key_belongs_to_its_own_entry(folder: Path) -> None:
    """The line of a key is never in the entry before, and the first line below a header counts."""
    second = INFERRED.replace('endpoint = "jira-software/get-board"', "endpoint = 1")
    assert ['deviations.toml:12: key "endpoint" is 1, which is not a text; put it in quotes'] == problems_of(
        folder, f"{OBSERVED}\n{second}"
    )
    broken = INFERRED.replace("unauthenticated", "x").replace('rule = "S3"\n', "")
    assert [
        'deviations.toml:11: key "rule" is missing; name the rule that it is inferred from, such as "S3"',
        'deviations.toml:15: key "outcome" has the unknown value "x"',
    ] == [problem.partition("; use")[0] for problem in problems_of(folder, f"{OBSERVED}rule = 'S1'\n{broken}")]


def test_all_missing_keys_of_an_empty_entry_are_listed(folder: Path) -> None:
    """Each has its remedy."""
    assert [
        f'deviations.toml:1: key "{key}" is missing; {remedy}'
        for key, remedy in (
            ("credential", 'name the token type, "unscoped" or "scoped"'),
            ("effect", "say in one line what it does to the user"),
            ("endpoint", 'name it, such as "jira-platform/get-issue"'),
            ("grade", 'say how it is known, such as "reported" or "inferred"'),
            ("outcome", 'name what happens, such as "hidden"'),
            ("source", 'say where it is published, or give the grade "inferred"'),
            ("url_form", 'name it, "site" or "gateway"'),
        )
    ] == problems_of(folder, "[[deviation]]")


def test_entries_that_do_not_name_a_cell_are_not_duplicates(folder: Path) -> None:
    """A number instead of a name is one problem, not two."""
    entry = OBSERVED.replace('"jira-platform/get-issue"', "1")
    assert ["deviations.toml:2", "deviations.toml:12"] == [
        problem.partition(": ")[0] for problem in problems_of(folder, f"{entry}\n{entry}")
    ]


TOO_DEEP = "write each deviation as one plain table"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (".".join("a" * 100) + " = 1", f"1: has a dotted key of more than 32 parts; {TOO_DEEP}"),
        ("a = " + "[" * 100_000, f"1: has more than 32 arrays and tables inside each other; {TOO_DEEP}"),
        ("a = " + "9" * 5_000, f"1: has a number with too many digits; {TOO_DEEP}"),
        (
            'deviation = [1]\nx = """\n[[deviation]]\n"""',
            '1: key "deviation" is not written as a list of tables; start each deviation with [[deviation]]',
        ),
        (
            OBSERVED.replace('"hidden"', "0x" + "F" * 5_000),
            f"1: has a number of more than 64 bits; {TOO_DEEP}",
        ),
        (f'[[deviation]]\n"\\u001b[2J\\n" = 1\n{OBSERVED[14:]}', r'1: key "\x1b[2J\n" is unknown; known are'),
        (
            OBSERVED.replace('"hidden"', '"' + "a" * 1_000 + '"'),
            f'5: key "outcome" has the unknown value "{"a" * 63} ... {"a" * 99}"; use one of',
        ),
    ],
)
def test_a_hostile_file_is_one_short_line(folder: Path, content: str, expected: str) -> None:
    """Whatever it has in place of a name, a value or a table."""
    (problem,) = [
        line for line in problems_of(folder, content) if f"deviations.toml:{expected}" in line[: len(expected) + 16]
    ]
    assert problem.isprintable()
    assert len(problem) < 500


@pytest.mark.parametrize(
    ("size", "problem"), [(LARGEST, None), (LARGEST + 1, "1: has more than 524,288 bytes, which is")]
)
def test_a_file_has_at_most_half_a_megabyte(folder: Path, size: int, problem: str | None) -> None:
    """A larger one is not given to the parser."""
    path = folder / "deviations.toml"
    path.write_text(OBSERVED + "\n" * (size - len(OBSERVED)), encoding="utf-8")
    if problem is None:
        assert 1 == len(load(path))
        return
    with pytest.raises(DeviationsError) as caught:
        load(path)
    assert f"deviations.toml:{problem} the most that is read; keep only deviations in it" == str(caught.value)


def test_a_named_pipe_is_not_waited_for(folder: Path) -> None:
    """Its other end may never be opened."""
    os.mkfifo(folder / "pipe.toml")
    with pytest.raises(DeviationsError, match=r"^pipe.toml:1: cannot be read \(it is not a regular file\); make it a"):
        load(folder / "pipe.toml")


@pytest.mark.parametrize(
    "content",
    [
        "".join(f"k{number} = 1\n" for number in range(2_000)),
        "[[deviation]]\n" + "".join(f"k{number} = 1\n" for number in range(2_000)),
        "[[deviation]]\n" * 2_000,
        f"{OBSERVED}\n" * 500,
    ],
)
def test_only_the_first_problems_are_listed(folder: Path, content: str) -> None:
    """A file can have thousands of them, and each of them takes time to describe."""
    lines = problems_of(folder, content)
    assert 21 == len(lines)
    assert re.fullmatch(r"deviations.toml:\d+: more problems follow; correct these first", lines[-1])
    assert [] == [line for line in lines[:-1] if "more problems" in line]


def test_twenty_problems_are_all_listed(folder: Path) -> None:
    """The bound itself is allowed."""
    lines = problems_of(folder, "".join(f"k{number} = 1\n" for number in range(20)))
    assert 20 == len(lines)
    assert [] == [line for line in lines if "more problems" in line]


def test_carriage_returns_do_not_change_the_lines(folder: Path) -> None:
    """An editor of Windows writes them."""
    path = folder / "deviations.toml"
    path.write_bytes(f"\n{OBSERVED}".replace("\n", "\r\n").encode())
    assert [2] == [deviation.line for deviation in load(path).values()]


@pytest.mark.parametrize(("problems", "listed"), [(20, 20), (21, 21), (22, 21)])
def test_the_keys_of_an_entry_that_are_unknown_are_listed_up_to_the_bound(
    folder: Path, problems: int, listed: int
) -> None:
    """One line more says that more follow."""
    content = f"\n{OBSERVED}" + "".join(f"unknown{number} = 1\n" for number in range(problems))
    assert listed == len(problems_of(folder, content))


@pytest.mark.parametrize(("earlier", "listed"), [(19, 20), (20, 21), (21, 21)])
def test_entries_are_read_up_to_the_bound(folder: Path, earlier: int, listed: int) -> None:
    """After exactly 20 problems the next entry is still looked at, and a last line says that it has one too."""
    content = "".join(f"k{number} = 1\n" for number in range(earlier)) + f"\n{OBSERVED}unknown = 1\n"
    lines = problems_of(folder, content)
    assert (listed, listed == 21) == (len(lines), "more problems" in lines[-1])
