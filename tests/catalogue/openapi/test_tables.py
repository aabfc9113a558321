"""The tables of the catalogue: read as they are written."""

import shutil
from pathlib import Path

import pytest

from token_conformance.catalogue.openapi.tables import COLUMNS, ELSEWHERE, FOLDER, key, read_tables, row
from token_conformance.errors import UserError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the tables of this package."""
    for name in COLUMNS:
        shutil.copy(FOLDER / name, tmp_path)
    return tmp_path


def test_the_tables_are_written_as_they_were_read() -> None:
    """Every byte of every table stays, so an import that changes nothing changes no file."""
    texts = read_tables().texts()
    assert {name: (FOLDER / name).read_bytes().decode() for name in COLUMNS} == dict(texts)


def test_the_documents_are_written_last() -> None:
    """A table of documents never names what the tables of operations do not have yet."""
    assert "documents.csv" == [*read_tables().texts()][-1]


def test_a_row_has_texts_only() -> None:
    """A truth value and a list of words have one form each."""
    assert {"a": "x", "b": "yes", "c": "no", "d": "x y", "e": ""} == row(a="x", b=True, c=False, d=["x", "y"], e=())


def test_the_key_of_a_row_has_its_api() -> None:
    """18 operations stand in both documents of the Jira platform."""
    operations = read_tables().operations
    assert 18 == len(operations) - len({key(one)[1:] for one in operations})
    assert len(operations) == len({key(one) for one in operations})


@pytest.mark.parametrize("name", COLUMNS)
def test_other_columns_are_refused(folder: Path, name: str) -> None:
    """The line names the file."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    for wrong in ("a,b\n1,2\n", f"{text}too,few\n", f"{text.rstrip()}{',x' * 20}\n"):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(UserError, match=f"{name}: does not have the columns api, "):
            read_tables(folder)


def test_a_missing_table_is_refused(folder: Path) -> None:
    """The line names the file and what to do."""
    (folder / ELSEWHERE).unlink()
    with pytest.raises(UserError, match=r"elsewhere\.csv: cannot be read .*; restore it"):
        read_tables(folder)


def test_an_entry_without_its_operation_is_refused(folder: Path) -> None:
    """An entry of `elsewhere.csv` is about a row that exists."""
    with (folder / ELSEWHERE).open("a", encoding="utf-8") as file:
        file.write("jsm,GET,/nowhere,row,somebody,2026\n")
    with pytest.raises(UserError, match=r"elsewhere\.csv: no table has jsm GET /nowhere; remove the line"):
        read_tables(folder)


def test_an_unknown_api_is_refused(folder: Path) -> None:
    """Its rows would belong to no table."""
    path = folder / "operations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("jsm,", "other,", 1), encoding="utf-8")
    with pytest.raises(UserError, match="has operations of the unknown API 'other'"):
        read_tables(folder)
