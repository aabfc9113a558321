"""A file with nothing in it, as a full disk or a stopped program leaves it, is called empty, with what to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from for_each import for_each
from token_conformance.catalogue.openapi.document import read_document
from token_conformance.certify.certificate import container
from token_conformance.certify.gate import expectations, reading
from token_conformance.certify.standing import behind
from token_conformance.certify.subject import file as subject_file
from token_conformance.cli import main
from token_conformance.live.observing import evidence_file
from token_conformance.recording.cassette import OwnFile
from token_conformance.recording.packing import InPack
from token_conformance.report.tables.words import read_words
from token_conformance.results import file as results_file
from token_conformance.results.history import History
from token_conformance.results.sites import read_sites
from token_conformance.suite.requirement.known_operations import read_own

Reader = Callable[[Path], object]

READERS: dict[str, Reader] = {
    "results": results_file.read,
    "sites": read_sites,
    "history": History.read,
    "cassette": lambda path: OwnFile(path.parent, Path(path.name), "jira-platform/myself/scoped-site").load(),
    "packed cassettes": lambda path: InPack(path.parent, Path(path.name), "catalogue/file/get-x/scoped-site").load(),
    "subject": subject_file.load,
    "certificate": container.read,
    "results of a certification": reading.read_results,
    "expectations": lambda path: expectations.read(path, "name"),
    "pins that are behind": behind.load,
    "observation": evidence_file.read,
    "OpenAPI document": read_document,
    "names of operations": read_words,
    "own catalogue": read_own,
}
BLANK = (b"", b" \n\n\t\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that the current folder does not contain."""
    return tmp_path / "file.json"


@for_each("kind", READERS)
@for_each("content", BLANK)
def test_every_reader_calls_an_empty_file_empty(file: Path, kind: str, content: bytes) -> None:
    """One line has the file, what is wrong, and a remedy; none says that a line is wrong."""
    file.write_bytes(content)
    with pytest.raises(Exception, match=r"\A[^\n]*file\.json: (it )?is empty; [^\n]+\Z"):
        READERS[kind](file)


@for_each("content", BLANK)
def test_an_empty_journal_is_called_empty_and_lists_nothing(
    file: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    """A clean-up deletes nothing then, and does not say that it has looked."""
    file.write_bytes(content)
    assert 0 == main(["cleanup", "--journal", str(file)])
    printed = capsys.readouterr()
    assert re.search(r"file\.json: is empty, so it names nothing that a run has left; remove it", printed.out)
    assert file.exists()
