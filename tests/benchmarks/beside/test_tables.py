"""What is printed of the tools, and how it is counted."""

from dataclasses import replace
from pathlib import Path

import pytest

from beside import tables
from beside.peer import Seen
from beside.postman import NEWMAN
from beside.run import Used
from beside.schemathesis import SCHEMATHESIS
from beside.shown import Shown, credentials, leaking, told_apart
from beside_cells import ACCESS, cells

NOTHING = Shown(
    cells=8,
    silent=2,
    by_status=0,
    by_content=0,
    flagged=0,
    offline=0,
    recorded=0,
    secrets=0,
    changed=0,
    better=4,
    improved=0,
)


@pytest.mark.parametrize(
    ("columns", "counts"),
    [
        (["scoped-site"], (1, 1)),
        (["scoped-site", "unscoped-site"], (0, 1)),
        (["scoped-site", "scoped-gateway"], (1, 1)),
        (["unscoped-site"], (0, 0)),
        ([], (0, 0)),
    ],
)
def test_a_failure_is_told_apart_only_from_the_same_call_that_works(
    columns: list[str], counts: tuple[int, int]
) -> None:
    """A tool that names an endpoint with either token has told nothing."""
    said = Seen(frozenset(), frozenset(f"jira-platform/list-x/{column}" for column in columns))
    assert counts == told_apart(cells(), said)


def test_a_credential_is_found_as_it_is_and_as_it_is_sent(tmp_path: Path) -> None:
    """In plain text and as Base64 with the address."""
    contents = ["MADE-UP-U", ACCESS.basic("jira", "scoped"), "Basic ********"]
    files = [tmp_path / str(number) for number in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_text(content, encoding="utf-8")
    assert [1, 1, 0] == [leaking([file], credentials(ACCESS)) for file in files]


def test_medians_and_ratios() -> None:
    """The ratios are those of the medians to the base."""
    runs = {"this": [Used(2, 1, 50, 8), Used(9, 3, 60, 8), Used(4, 2, 40, 8)], "other": [Used(8, 3, 100, 16)]}
    *_, base, other = tables.used_table(runs, "this").splitlines()
    assert ["this", "4.0", "1.00", "2.0", "1.00", "50", "8"] == [cell.strip() for cell in base.split("|")[1:-1]]
    assert ["other", "8.0", "2.00", "3.0", "1.50", "100", "16"] == [cell.strip() for cell in other.split("|")[1:-1]]


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        ({}, "no, none of 2"),
        ({"by_status": 2, "by_content": 2, "flagged": 2}, "yes, all 2"),
        ({"by_content": 2, "flagged": 2}, "only with a script that its author writes for each: then 2 of 2"),
        ({"flagged": 1}, "no: it names 1 of 2, and their endpoints with the unscoped token too, where they work"),
    ],
)
def test_silent_failures_in_words(counted: dict[str, int], words: str) -> None:
    """Never a zero alone."""
    assert words == tables.silent(NEWMAN, replace(NOTHING, **counted))


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (
            {},
            (
                "no: none of 8 cells is right",
                "keeps no exchanges",
                "no: of 4 cells that have begun to work, it calls 0 wrong",
            ),
        ),
        (
            {"offline": 8, "recorded": 3, "improved": 4},
            ("yes, 8 of 8 cells", "in none of 3 files", "names the 4 cells that"),
        ),
        ({"recorded": 3, "secrets": 2, "improved": 1}, ("no:", "in 2 of 3 files", "names 1 of the 4 cells that")),
    ],
)
def test_the_rest_in_words(counted: dict[str, int], words: tuple[str, str, str]) -> None:
    """Each with what was tried."""
    one = replace(NOTHING, **counted)
    found = tables.offline(one), tables.recordings(one), tables.change(one)
    assert all(text.startswith(start) for text, start in zip(found, words, strict=True))


def test_each_tool_has_a_row_of_words() -> None:
    """As many as there are questions."""
    rows = tables.shown_table({NEWMAN: NOTHING, SCHEMATHESIS: NOTHING}).splitlines()
    assert {8} == {row.count("|") for row in rows}
    assert rows[2].startswith("| newman ")
