"""`token-conformance leaks`: its output and its exit status."""

import gzip
import json
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest

from factories import RECORDED, make_cassette
from token_conformance.cli import main
from token_conformance.model.outcome import Outcome
from token_conformance.recording.cassette import Stamp
from token_conformance.recording.pack import Pack, entry_of

ROOT = Path(__file__).parents[2]
EMAIL = "anna.berg" + "@northwind-mail.se"


def test_findings_are_shown_masked_with_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 1, and the output does not have the value itself."""
    (tmp_path / "log.txt").write_text(f"one\n{EMAIL}\n")
    assert 1 == main(["leaks", str(tmp_path)])
    shown = capsys.readouterr()
    assert f"{tmp_path}/log.txt:2: email: anna… (27 characters)\n" == shown.out
    assert "files scanned: 1, findings: 1\n" == shown.err


def test_a_secret_in_a_packed_file_of_cassettes_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its line is one of the three of its cell."""
    cells = [f"catalogue/confluence-v2/get-pages/{column}" for column in ("none-site", "scoped-site", "unscoped-site")]
    stamps = [Stamp(cell, Outcome.RECOGNISED, RECORDED) for cell in cells]
    bodies = ["{}", json.dumps({"author": EMAIL}), "{}"]
    entries = {stamp.cell: entry_of(make_cassette(stamp, body)) for stamp, body in zip(stamps, bodies, strict=True)}
    path = tmp_path / "confluence-v2.json"
    path.write_bytes(Pack(path).with_entries({cell: entry.encode() for cell, entry in entries.items()}))
    assert 1 == main(["leaks", str(path)])
    assert f"{path}:7: email: anna… (27 characters)\n" == capsys.readouterr().out


def test_a_clean_folder_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 0, and the number of files shows that the folder was scanned."""
    (tmp_path / "a.txt").write_text("nothing")
    assert 0 == main(["leaks", str(tmp_path)])
    assert ("", "files scanned: 1, findings: 0\n") == tuple(capsys.readouterr())


def test_what_was_not_looked_at_is_not_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 3, and a line says what and why."""
    (tmp_path / "package.whl").write_bytes(b"7z\xbc\xaf\x27\x1c")
    assert 3 == main(["leaks", str(tmp_path)])
    told, counts = capsys.readouterr().err.splitlines()
    assert f"{tmp_path}/package.whl: not looked at: 7z cannot be unpacked here" == told
    assert "files scanned: 1, findings: 0, not looked at: 1" == counts


def test_a_finding_counts_more_than_what_was_not_looked_at(tmp_path: Path) -> None:
    """The exit status is 1."""
    (tmp_path / "package.whl").write_bytes(b"7z\xbc\xaf\x27\x1c")
    (tmp_path / "log.txt").write_text(EMAIL)
    assert 1 == main(["leaks", str(tmp_path)])


def test_something_packed_in_a_text_that_cannot_be_unpacked_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is in Base64, so the file itself is text."""
    (tmp_path / "body.txt").write_text(f"one\n{b64encode(gzip.compress(b'x' * 90)[:-9]).decode()}")
    assert 3 == main(["leaks", str(tmp_path / "body.txt")])
    assert f"{tmp_path}/body.txt:2: not looked at: it is damaged" in capsys.readouterr().err


def test_the_name_of_a_member_is_shown_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It comes from a stranger."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a\n::error::\x1b[2J", EMAIL)
    assert 1 == main(["leaks", str(tmp_path / "a.zip")])
    (line,) = capsys.readouterr().out.splitlines()
    assert line.isprintable()


@pytest.mark.parametrize(("site", "status"), [("made-up-lynx-3528", 0), ("northwind", 1)])
def test_the_ids_in_a_certificate_are_made_up_if_its_sites_are(tmp_path: Path, site: str, status: int) -> None:
    """Those beside another site are not."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("run.json", "{}")
        archive.writestr("wire.jsonl", f"{site}.atlassian.net cloudId: 3f2a9c1e" + "-7b4d-4e55-9a01-c0ffee12ab34")
    assert status == main(["leaks", str(tmp_path / "a.zip")])


def test_a_credential_in_a_certificate_is_found(tmp_path: Path) -> None:
    """Only ids are made up."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("run.json", EMAIL)
        archive.writestr("wire.jsonl", "{}")
    assert 1 == main(["leaks", str(tmp_path / "a.zip")])


def test_a_path_that_does_not_exist_is_reported_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 2, as for every mistake on the command line."""
    assert 2 == main(["leaks", "cassetes"])
    expected = "token-conformance: cassetes: there is no such file or folder; name one that exists\n"
    assert ("", expected) == tuple(capsys.readouterr())


@pytest.mark.slow
def test_this_project_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    """Cassettes, reports, suites, sources, documentation and tests have no text that must not be published."""
    assert 0 == main(["leaks", str(ROOT)]), capsys.readouterr().out
