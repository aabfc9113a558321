"""`token-conformance catalogue import`: what is printed, written and refused, and its exit status."""

import datetime as dt
import errno
from pathlib import Path

import pytest

from openapi_documents import Json, document, operation, requirement, written
from token_conformance.catalogue.openapi.document import read_document
from token_conformance.catalogue.openapi.renewal import renew
from token_conformance.catalogue.openapi.sources import SOURCES, sources_text
from token_conformance.catalogue.openapi.tables import FOLDER, Tables, read_tables
from token_conformance.cli import main
from token_conformance.commands.catalogue import import_
from token_conformance.model.text_file import replace_text

PATHS: Json = {
    "/rest/api/3/a": {"get": operation(requirement("read:jira-work"))},
    "/rest/api/3/b": {"get": operation(requirement("read:jira-work"))},
}
CHANGED: Json = {
    "/rest/api/3/a": {"get": operation(requirement("read:jira-work"), {})},
    "/rest/api/3/c": {"get": operation(requirement("read:c:jira"))},
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogue of a small checkout, which has the operations of `PATHS`."""
    (tmp_path / "pyproject.toml").touch()
    folder = tmp_path / "src" / "token_conformance" / "catalogue"
    folder.mkdir(parents=True)
    tables, _ = renew(Tables((), (), ()), [read_document(written(tmp_path, document(PATHS)))], "somebody", "2026-01-01")
    for name, text in tables.texts().items():
        (folder / name).write_text(text, encoding="utf-8")
    page = sources_text((FOLDER / SOURCES).read_text(encoding="utf-8"), tables)
    (folder / SOURCES).write_text(page, encoding="utf-8")
    monkeypatch.setattr(import_, "FOLDER", folder)
    return folder


def run(folder: Path, paths: Json, *options: str) -> int:
    """Import a document with these paths."""
    path = written(folder.parents[2], document(paths))
    return main(["catalogue", "import", str(path), *options])


def contents(folder: Path) -> dict[str, str]:
    """Every file of a folder."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_nothing_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The last line says so, and the status is 0."""
    assert 0 == run(folder, PATHS)
    lines = capsys.readouterr().out.splitlines()
    assert "  methods, paths, scopes and anonymity are as in the copy of 2026-01-01" == lines[1]
    assert "nothing changed" == lines[-1]


def test_a_change_is_shown_and_not_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without an option it only compares."""
    before = contents(folder)
    assert 1 == run(folder, CHANGED)
    assert before == contents(folder)
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:] == [
        "  ~ GET /rest/api/3/a",
        "      anonymous: no -> yes",
        "  - GET /rest/api/3/b",
        "  + GET /rest/api/3/c",
        "      granular scope: read:c:jira",
        "1 added, 1 removed, 1 changed",
    ]
    assert 80 >= max(map(len, lines))


def test_a_change_is_written_to_the_checkout(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Afterwards nothing is left to do; the source, the file and the day of the copy are kept."""
    assert 0 == run(folder, CHANGED, "--write", "--source", "owner/specs", "--date", "2026-02-03")
    assert f"{folder / 'operations.csv'}: written" in capsys.readouterr().out.splitlines()
    assert "owner/specs : some.json,2026-02-03,2," in (folder / "documents.csv").read_text()
    assert "| owner/specs : some.json | 2026-02-03 | 2 |" in (folder / SOURCES).read_text()
    assert ["/rest/api/3/a", "/rest/api/3/c"] == [row["site_path"] for row in read_tables(folder).operations]
    assert 0 == run(folder, CHANGED)


def test_what_does_not_change_is_not_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same copy needs no source."""
    assert 0 == run(folder, PATHS, "--write")
    assert "written" not in capsys.readouterr().out


def test_a_new_copy_that_says_the_same_is_noted_in_the_documents(folder: Path) -> None:
    """Its date is that of today if nobody says another one."""
    before = contents(folder)
    first = dt.datetime.now(dt.UTC).date().isoformat()
    assert 0 == run(folder, {**PATHS, "x-prose": ""}, "--write", "--source", "owner/specs")
    last = dt.datetime.now(dt.UTC).date().isoformat()
    after = contents(folder)
    assert {"documents.csv", SOURCES} == {name for name in after if after[name] != before[name]}
    assert first in after["documents.csv"] or last in after["documents.csv"]


def test_another_folder_can_be_written_to(folder: Path, tmp_path: Path) -> None:
    """It gets a whole catalogue, and the one of the package stays."""
    before = contents(folder)
    assert 0 == run(folder, CHANGED, "--output", str(tmp_path / "new" / "folder"), "--source", "owner/specs")
    assert before == contents(folder)
    assert before.keys() == contents(tmp_path / "new" / "folder").keys()


def test_a_write_that_fails_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files are on the disk before one of them is replaced."""
    before = contents(folder)
    done: list[Path] = []

    def fail_at_the_second(path: Path, text: str) -> None:
        if done:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        done.append(path)
        replace_text(path, text)

    monkeypatch.setattr(import_, "replace_text", fail_at_the_second)
    assert 2 == run(folder, CHANGED, "--write", "--source", "owner/specs")
    assert done
    assert before == contents(folder)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--write"], "--source: is missing; say where the documents were copied from, such as OWNER/REPOSITORY"),
        (["--output", "x"], "--source: is missing; say where the documents were copied from"),
    ],
)
def test_a_new_copy_needs_its_source(
    folder: Path, options: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every block of the catalogue says where it was read."""
    before = contents(folder)
    assert 2 == run(folder, CHANGED, *options)
    assert line in capsys.readouterr().err
    assert before == contents(folder)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--date", "21.07.2026"], "argument --date: '21.07.2026' is not a day; write it as 2026-07-21"),
        (["--date", "2026-02-30"], "argument --date: '2026-02-30' is not a day; write it as 2026-07-21"),
        (["--source", " "], "argument --source: ' ' is not one line of text"),
        (["--source", "a\nb"], r"argument --source: 'a\nb' is not one line of text"),
        (["--write", "--output", "x"], "not allowed with argument"),
    ],
)
def test_a_wrong_option_is_one_line(
    folder: Path, options: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the option."""
    with pytest.raises(SystemExit) as caught:
        run(folder, PATHS, *options)
    assert 2 == caught.value.code
    assert line in capsys.readouterr().err


def test_an_installed_package_is_not_written_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its files belong to pip; another folder can be named."""
    (folder.parents[2] / "pyproject.toml").unlink()
    assert 2 == run(folder, CHANGED, "--write", "--source", "owner/specs")
    assert (
        f"--write: {folder} is installed and not in a checkout; write with --output FOLDER" in capsys.readouterr().err
    )


def test_a_document_that_is_not_understood_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A good document before it is not imported either."""
    before = contents(folder)
    stripe = document({"/v1/account": {"get": {}}}, "Stripe API", "https://api.stripe.com")
    bad = written(folder.parents[2], stripe, "bad.json")
    assert 2 == run(folder, CHANGED, str(bad), "--write", "--source", "owner/specs")
    assert before == contents(folder)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(
        f"token-conformance: {bad}: servers.0.url: is 'https://api.stripe.com' in 'Stripe API', which"
    )


def test_what_is_not_read_is_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown extension does not keep the document from being read."""
    assert 0 == run(folder, {**PATHS, "/rest/api/3/a": {**PATHS["/rest/api/3/a"], "x-new": 1}})
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith(
        "paths./rest/api/3/a.x-new: x-new is an unknown extension, which is not read (places in the document: 1)"
    )
