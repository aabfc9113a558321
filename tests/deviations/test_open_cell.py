"""Open cells: the texts of one, and its entry in a file of deviations."""

from dataclasses import replace
from pathlib import Path

import pytest

from token_conformance.deviations.deviation import DeviationsError
from token_conformance.deviations.loader import load
from token_conformance.deviations.open_cell import OpenCell
from token_conformance.model.cell import Credential, UrlForm

ENTRY = """\
[[deviation]]
endpoint = "confluence/get-page"
credential = "scoped"
url_form = "site"
standing = "open"
sides = ["401, reported 2025-05-15 (CLOUD-12617)", "404, reported 2026-07-01 (a public client)"]
effect = "The page cannot be read, with one of two answers."
"""

OPEN = OpenCell(
    endpoint="confluence/get-page",
    credential=Credential.SCOPED,
    url_form=UrlForm.SITE,
    sides=("401, reported 2025-05-15 (CLOUD-12617)", "404, reported 2026-07-01 (a public client)"),
    effect="The page cannot be read, with one of two answers.",
    file="deviations.toml",
    line=1,
)


def _problems(folder: Path, content: str) -> list[str]:
    path = folder / "deviations.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DeviationsError) as caught:
        load(path)
    return str(caught.value).split("\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, in which messages call the file by its name."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_open_cell_is_found_by_its_id(folder: Path) -> None:
    """The entry has the standing, both sides and the effect."""
    (folder / "deviations.toml").write_text(ENTRY, encoding="utf-8")
    assert {"confluence/get-page/scoped-site": OPEN} == load(folder / "deviations.toml")
    assert "confluence/get-page/scoped-site" == OPEN.cell


def test_the_reason_has_both_sides() -> None:
    """The report of a test says in one line what contradicts what."""
    assert (
        "open: 401, reported 2025-05-15 (CLOUD-12617); against: 404, reported 2026-07-01 (a public client):"
        " The page cannot be read, with one of two answers."
    ) == OPEN.reason


def test_without_a_side_the_reason_says_that_nothing_is_published(folder: Path) -> None:
    """Absent evidence is an empty list in the file."""
    content = "\n".join("sides = []" if line.startswith("sides") else line for line in ENTRY.splitlines())
    (folder / "deviations.toml").write_text(content, encoding="utf-8")
    assert {"confluence/get-page/scoped-site": replace(OPEN, sides=())} == load(folder / "deviations.toml")
    assert "open: nothing is published: No client says." == replace(OPEN, sides=(), effect="No client says.").reason


def test_the_facts_are_what_the_file_says() -> None:
    """A result has the standing, the sides in one text, and the effect."""
    assert {
        "standing": "open",
        "sides": "401, reported 2025-05-15 (CLOUD-12617); against: 404, reported 2026-07-01 (a public client)",
        "effect": "The page cannot be read, with one of two answers.",
    } == OPEN.facts()


@pytest.mark.parametrize(
    ("line", "instead", "expected"),
    [
        (
            'standing = "open"',
            'standing = "opne"',
            ['5: key "standing" has the unknown value "opne"; write "open", or delete the key'],
        ),
        ('standing = "open"', "standing = 1", ['5: key "standing" is 1, which is not a text; put it in quotes']),
        (
            'standing = "open"\n',
            'outcome = "hidden"\ngrade = "reported"\nsource = "CLOUD-1"\n',
            ['8: key "sides" is for an open cell; add standing = "open", or delete the key'],
        ),
        (
            'standing = "open"\n',
            'standing = "open"\noutcome = "hidden"\ngrade = "inferred"\n',
            [
                '6: key "outcome" is not for an open cell; write it into "sides", or delete "standing"',
                '7: key "grade" is not for an open cell; write it into "sides", or delete "standing"',
            ],
        ),
        (
            'sides = ["401, reported 2025-05-15 (CLOUD-12617)", "404, reported 2026-07-01 (a public client)"]\n',
            "",
            ['1: key "sides" is missing; list what is published for each side; an empty list if nothing is'],
        ),
        (
            '"401, reported 2025-05-15 (CLOUD-12617)", ',
            "",
            ['6: key "sides" has one side, which nothing contradicts; add the other side, or declare its outcome'],
        ),
        (
            '["401, reported 2025-05-15 (CLOUD-12617)", "404, reported 2026-07-01 (a public client)"]',
            '"401"',
            ["6: key \"sides\" is '401', which is not a list; write a list of texts"],
        ),
        ('"401, reported 2025-05-15 (CLOUD-12617)"', '""', ['6: key "sides" is empty; write a value']),
        ('effect = "The page cannot be read, with one of two answers."\n', "", ['1: key "effect" is missing; say']),
    ],
)
def test_a_problem_of_an_open_cell_is_one_line(folder: Path, line: str, instead: str, expected: list[str]) -> None:
    """It names the key, its line, what is wrong and what to do."""
    problems = _problems(folder, ENTRY.replace(line, instead))
    assert len(expected) == len(problems)
    assert [True] * len(problems) == [
        problem.startswith(f"deviations.toml:{text}") for problem, text in zip(problems, expected, strict=True)
    ]


def test_a_wrong_key_of_an_open_cell_is_unknown(folder: Path) -> None:
    """It is neither for open cells nor for deviations."""
    assert ['deviations.toml:8: key "side" is unknown; did you mean "sides"?'] == _problems(folder, f"{ENTRY}side = 1")


def test_all_keys_of_a_deviation_are_refused_in_their_order(folder: Path) -> None:
    """Each is reported at its own line."""
    keys = ("outcome", "grade", "source", "date", "rule", "rests_on", "against")
    values = ('"hidden"', '"reported"', '"CLOUD-1"', "2025-05-15", '"S3"', '"x"', '"y"')
    added = "\n".join(f"{key} = {value}" for key, value in zip(keys, values, strict=True))
    assert [
        f'deviations.toml:{number}: key "{key}" is not for an open cell; write it into "sides", or delete "standing"'
        for number, key in enumerate(keys, start=8)
    ] == _problems(folder, f"{ENTRY}{added}")


def test_a_deviation_and_an_open_cell_cannot_both_be_declared(folder: Path) -> None:
    """A cell has one entry."""
    twice = "the cell confluence/get-page/scoped-site already has a deviation, at line 1; delete one of the two"
    assert [f"deviations.toml:8: {twice}"] == _problems(folder, ENTRY + ENTRY)
