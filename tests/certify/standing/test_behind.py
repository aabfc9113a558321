"""What is behind, as a file, and in the reports on clients."""

from dataclasses import replace
from pathlib import Path

import pytest

from standings import GOOD, ODD
from token_conformance.certify.standing.behind import NOTHING, Behind, dump, load
from token_conformance.certify.standing.markdown import render
from token_conformance.certify.standing.reports import section
from token_conformance.errors import ReportError

BEHIND = Behind("2026-03-02", {GOOD.name: {f"good-client=={GOOD.version}": "9.0", "other==1": "2"}, "c.js": {}})


@pytest.mark.parametrize("behind", [BEHIND, replace(BEHIND, subjects={})], ids=["some", "none"])
def test_the_file_loses_nothing(behind: Behind, tmp_path: Path) -> None:
    """What is written and read is the same."""
    (tmp_path / "behind.toml").write_text(dump(behind))
    assert behind == load(tmp_path / "behind.toml")


def test_before_anybody_asked_nothing_is_behind(tmp_path: Path) -> None:
    """Without the file, the reports name no newer versions."""
    assert load(tmp_path / "behind.toml") == NOTHING


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format = 1", "format = 2", "the key 'format': 2 is another format than 1"),
        ('"2026-03-02"', '"yesterday"', "the key 'checked': Invalid isoformat string: 'yesterday'"),
        ('"9.0"', "9", "the key 'behind': 9 is not a text"),
        ("[behind]", "[behind", "Expected ']' at the end of a table declaration (at line 5, column 8)"),
        ("[behind]", "[[behind]]", "the key 'behind': [{"),
    ],
)
def test_a_file_that_is_wrong_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    """One line names the file and the key, and says how to make it again."""
    file = tmp_path / "behind.toml"
    subject = {} if new == "[[behind]]" else BEHIND.subjects
    file.write_text(dump(replace(BEHIND, subjects=subject)).replace(old, new).replace("[[behind]]", "[[behind]]"))
    with pytest.raises(ReportError) as raised:
        load(file)
    assert str(raised.value).startswith(f"{file}: {said}")
    assert str(raised.value).endswith("; make it again with `token-conformance certify outdated --write`")


def test_reports_name_the_newer_version_and_its_day() -> None:
    """Only that of the product itself, and only of the version that was observed."""
    report = render([GOOD, ODD], BEHIND)
    assert f"| {GOOD.title} (9.0 on 2026-03-02) | Plus, 22 of 22 observed |" in report
    assert "On 2026-03-02, 9.0 was the newest version." in report
    assert 1 == report.count("was the newest version")
    assert [f"{GOOD.title} (9.0 on 2026-03-02)", ODD.title] == [row.title for row in section([GOOD, ODD], BEHIND).rows]


def test_a_version_that_was_renewed_since_is_not_behind() -> None:
    """The file says something of the pins of its day."""
    assert BEHIND.newer_than(replace(GOOD, version="9.0")) is None
