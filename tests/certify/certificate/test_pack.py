"""A packed certificate: the same bytes for the same run, safe to publish, and valid."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

import pytest

from token_conformance._version import __version__
from token_conformance.certify.certificate.container import read, write
from token_conformance.certify.certificate.pack import packed
from token_conformance.certify.certificate.report import STATEMENT
from token_conformance.certify.certificate.verify import verify
from token_conformance.errors import CertificateError
from token_conformance.redaction.leaks.scan import scan_text

Files = Mapping[str, bytes]

BASIS = "none (Core is not reached), 10 of 12 observed, not observed: P1 P2"


def test_what_was_packed_is_valid(files: Files) -> None:
    """The certificate is valid; its client does not reach Core, because it reports an empty list as a success."""
    verification = verify(files)
    assert ((), "plain 1.0", None) == (verification.problems, verification.subject, verification.level)
    assert verification.basis is not None
    assert BASIS == verification.basis.sentence


def test_a_run_is_packed_to_the_same_bytes_each_time(run_folder: Path, tmp_path: Path) -> None:
    """The same observations give the same file."""
    for name in ("one.zip", "two.zip"):
        write(tmp_path / name, packed(read(run_folder)).files)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.parametrize("name", ["packed.zip", "packed"])
def test_a_certificate_is_read_as_it_was_written(files: Files, tmp_path: Path, name: str) -> None:
    """A zip file and a folder contain the same files."""
    write(tmp_path / name, files)
    assert files == read(tmp_path / name)


def test_a_requirement_is_a_case_of_junit(files: Files) -> None:
    """A CI system shows which requirements fail, and why."""
    suite = ET.fromstring(files["junit.xml"])[0]  # noqa: S314  # our own
    failures = {case.get("name"): case.find("failure") for case in suite}
    failed = failures["T7"]
    assert failed is not None
    assert "list-projects" in str(failed.get("message"))
    assert len(suite) == int(suite.get("tests", 0)) == 22


@pytest.mark.parametrize("name", ["report.md", "report.html", "STATEMENT.md"])
def test_each_text_for_people_has_the_statement(files: Files, name: str) -> None:
    """No report can be shown without the statement."""
    assert STATEMENT in files[name].decode()


def test_the_page_escapes_what_others_wrote(files: Files) -> None:
    """A product's name and output are shown as text, never as markup."""
    page = files["report.html"].decode()
    assert "A &lt;plain&gt; client &amp; more" in page
    assert "<plain>" not in page


def test_no_credential_is_in_a_certificate(files: Files) -> None:
    """The recorded output and requests contain kinds of tokens, but no token."""
    found = {finding.kind for name, content in files.items() for finding in scan_text(content.decode(), Path(name))}
    assert set() == found - {"account-id", "cloud-id", "avatar", "display-name"}


def test_the_badge_shows_level_and_suite(files: Files) -> None:
    """A badge without a level is grey."""
    message = f'"message": "no level, 10 of 12 observed, suite {__version__} (self-certified)"'
    assert message.encode() in files["badge.json"]
    assert b"#57606a" in files["badge.svg"]


def test_nothing_is_overwritten(files: Files, tmp_path: Path) -> None:
    """A certificate that exists already stays as it is."""
    (tmp_path / "packed.zip").write_text("mine")
    with pytest.raises(CertificateError, match=r"packed\.zip: already exists"):
        write(tmp_path / "packed.zip", files)
    assert "mine" == (tmp_path / "packed.zip").read_text()
