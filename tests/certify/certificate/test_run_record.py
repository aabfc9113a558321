"""The digest of the rules in a run's record changes with every table that the edge reads."""

import shutil
from pathlib import Path

import pytest

import token_conformance
from token_conformance.certify.certificate import run_record

PACKAGE = Path(token_conformance.__file__).parent
NOT_READ = {
    "evidence.toml",  # what was observed
    "documents.csv",  # where the operations were read
    "elsewhere.csv",
    "hosts.toml",  # what can be said of hosts that the edge does not answer for
}
"""The tables that the edge does not read."""
TABLES = [
    path.relative_to(PACKAGE)
    for folder in ("catalogue", "edge")
    for path in sorted((PACKAGE / folder).rglob("*"))
    if path.suffix in {".csv", ".toml"} and path.name not in NOT_READ
]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with copies of the package's tables."""
    for table in TABLES:
        (tmp_path / table).parent.mkdir(exist_ok=True)
        shutil.copy(PACKAGE / table, tmp_path / table)
    return tmp_path


@pytest.mark.parametrize("changed", TABLES, ids=str)
def test_each_table_that_decides_an_answer_is_in_it(
    changed: Path, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change in any table that the edge reads changes the digest."""
    with (copied / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    before = run_record.rules_digest()
    monkeypatch.setattr(run_record, "files", lambda _: copied)
    assert before != run_record.rules_digest()


def test_the_same_tables_have_the_same_digest(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest is that of the content, wherever the tables are."""
    before = run_record.rules_digest()
    monkeypatch.setattr(run_record, "files", lambda _: copied)
    assert before == run_record.rules_digest()
