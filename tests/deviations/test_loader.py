"""Loading the deviations: every fault of a file is one line, with where, what and the remedy."""

import datetime as dt
from pathlib import Path

import pytest

from token_conformance.deviations.deviation import DeviationsError
from token_conformance.deviations.loader import load
from token_conformance.deviations.reading import LONGEST_EFFECT
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome

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


def faults_of(folder: Path, content: str) -> list[str]:
    """Write the file, load it, and return the lines of the error."""
    path = folder / "deviations.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DeviationsError) as caught:
        load(path)
    return str(caught.value).split("\n")


def test_an_observed_deviation_is_found_by_its_cell(folder: Path) -> None:
    """A file without a fault becomes deviations by cell, with where they are declared."""
    path = folder / "deviations.toml"
    path.write_text(f"# Known.\n\n{OBSERVED}", encoding="utf-8")
    (deviation,) = load(path).values()
    assert {"jira-platform/get-issue/scoped-site": deviation} == load(path)
    assert (Credential.SCOPED, UrlForm.SITE) == (deviation.credential, deviation.url_form)
    assert (Outcome.HIDDEN, Grade.RECORDED) == (deviation.outcome, deviation.grade)
    assert dt.date(2025, 5, 15) == deviation.date
    assert ("deviations.toml", 3) == (deviation.file, deviation.line)


@pytest.mark.parametrize(
    ("line", "instead", "fault"),
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
            ['5: key "outcome" is "works"; a cell that works is no deviation: delete the entry'],
        ),
        (
            'outcome = "hidden"',
            "outcome = 404",
            ['5: key "outcome" is 404, which is no text; put it in quotes'],
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
            ['8: key "date" is 2999-01-01, which is still to come; give the day of the observation'],
        ),
        (
            "date = 2025-05-15",
            'date = "2025-05-15"',
            ["8: key \"date\" is '2025-05-15', which is no day; write it like 2025-05-15, without quotes or time"],
        ),
        (
            '"Looks as if the issue did not exist."',
            '" "',
            ['9: key "effect" is empty; fill it in'],
        ),
        (
            '"Looks as if the issue did not exist."',
            '"One.\\nTwo."',
            ['9: key "effect" has more than one line; say it in one'],
        ),
        (
            '"Looks as if the issue did not exist."',
            f'"{"x" * (LONGEST_EFFECT + 1)}"',
            ['9: key "effect" has 111 characters; say it in 110 at most'],
        ),
    ],
)
def test_a_fault_of_an_entry_is_one_line(folder: Path, line: str, instead: str, fault: list[str]) -> None:
    """A bad key or value is named with its line, what is wrong and what to do."""
    assert [f"deviations.toml:{text}" for text in fault] == faults_of(folder, OBSERVED.replace(line, instead))


@pytest.mark.parametrize(
    ("line", "instead", "fault"),
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
                'deviations.toml:7: key "rule" is "S3 or so", which names no rule; '
                'name one such as "S3", or some like "S1+S2"'
            ),
        ),
        (
            'rests_on = "anonymous = no"\n',
            "",
            'deviations.toml:1: key "rests_on" is missing; say what stands in the catalogue, such as "anonymous = no"',
        ),
    ],
)
def test_an_inference_names_its_rule_and_what_it_rests_on(folder: Path, line: str, instead: str, fault: str) -> None:
    """What nobody has observed is not believed without its derivation."""
    assert [fault] == faults_of(folder, INFERRED.replace(line, instead))


@pytest.mark.parametrize(
    ("content", "fault"),
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
                "11: the cell jira-platform/get-issue/scoped-site has a deviation already, at line 1; "
                "delete one of the two"
            ),
        ),
    ],
)
def test_a_fault_of_the_file_is_one_line(folder: Path, content: str, fault: str) -> None:
    """What is wrong outside of one entry is named with its line too."""
    assert [f"deviations.toml:{fault}"] == faults_of(folder, content)


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    """A missing file and one in another encoding end in one line, not in a traceback."""
    (folder / "latin.toml").write_bytes("effect = 'über'".encode("latin-1"))
    with pytest.raises(DeviationsError, match=r"^latin.toml:1: is not UTF-8; save it in that encoding$"):
        load(folder / "latin.toml")
    with pytest.raises(DeviationsError, match=r"^none.toml:1: cannot be read: No such file or directory; put"):
        load(folder / "none.toml")


def test_all_faults_are_listed_at_once_in_the_order_of_the_file(folder: Path) -> None:
    """Nobody has to run the loader once a fault."""
    broken = OBSERVED.replace('"hidden"', '"hiden"').replace("date = 2025-05-15", "date = 2999-01-01")
    faults = faults_of(folder, f"{broken}\n{INFERRED.replace('rule', 'rul')}\n{broken}")
    lines = [int(fault.split(":")[1]) for fault in faults]
    assert [5, 8, 11, 17, 21, 25, 28] == lines


def test_a_file_elsewhere_is_named_by_its_whole_path(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A path that is not below the working directory is not shortened."""
    path = tmp_path_factory.mktemp("elsewhere") / "deviations.toml"
    path.write_text("version = 1", encoding="utf-8")
    assert not path.is_relative_to(folder)
    with pytest.raises(DeviationsError, match=f'^{path}:1: key "version" is unknown'):
        load(path)


def test_an_effect_may_fill_the_line_and_a_day_may_be_today(folder: Path) -> None:
    """The bounds are part of what is allowed."""
    content = OBSERVED.replace("Looks as if the issue did not exist.", "x" * LONGEST_EFFECT)
    path = folder / "deviations.toml"
    path.write_text(content.replace("2025-05-15", f"{dt.datetime.now(dt.UTC).date()}"), encoding="utf-8")
    assert 1 == len(load(path))


def test_a_name_that_is_like_none_is_told_all_that_are_known(folder: Path) -> None:
    """Keys and words are listed in their order."""
    assert [
        (
            'deviations.toml:2: key "zzz" is unknown; known are endpoint, credential, url_form, outcome, grade, source,'
            " date, rule, rests_on, effect"
        )
    ] == faults_of(folder, OBSERVED.replace("[[deviation]]", "[[deviation]]\nzzz = 1"))


def test_a_list_of_deviations_that_is_none_is_named_where_it_stands(folder: Path) -> None:
    """Not at the top of the file."""
    assert "deviations.toml:3: key" in faults_of(folder, "\n\ndeviation = 1")[0]


def test_a_key_belongs_to_its_own_entry(folder: Path) -> None:
    """The line of a key is never one of the entry before, and the first line below a header counts."""
    second = INFERRED.replace('endpoint = "jira-software/get-board"', "endpoint = 1")
    assert ['deviations.toml:12: key "endpoint" is 1, which is no text; put it in quotes'] == faults_of(
        folder, f"{OBSERVED}\n{second}"
    )
    broken = INFERRED.replace("unauthenticated", "x").replace('rule = "S3"\n', "")
    assert [
        'deviations.toml:11: key "rule" is missing; name the rule that it is inferred from, such as "S3"',
        'deviations.toml:15: key "outcome" has the unknown value "x"',
    ] == [fault.partition("; use")[0] for fault in faults_of(folder, f"{OBSERVED}rule = 'S1'\n{broken}")]


def test_an_empty_entry_is_told_all_that_it_lacks(folder: Path) -> None:
    """Each key with what to write there."""
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
    ] == faults_of(folder, "[[deviation]]")


def test_entries_that_name_no_cell_are_not_the_same_one(folder: Path) -> None:
    """A number in the place of a name is one fault, not two."""
    entry = OBSERVED.replace('"jira-platform/get-issue"', "1")
    assert ["deviations.toml:2", "deviations.toml:12"] == [
        fault.partition(": ")[0] for fault in faults_of(folder, f"{entry}\n{entry}")
    ]
