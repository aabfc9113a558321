"""The file of a document: what is no such file is refused in one line."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from openapi_documents import document, written
from token_conformance.catalogue.openapi.document import read_document
from token_conformance.errors import DocumentError
from token_conformance.model.text_file import LARGEST

PATHS = {"/rest/api/3/x": {"get": {"x-new": 1}}}


def test_a_document_has_its_rows_hash_and_notes(tmp_path: Path) -> None:
    """The hash is that of the file."""
    path = written(tmp_path, document(PATHS))
    found = read_document(path)
    assert path == found.path
    assert sha256(path.read_bytes()).hexdigest()[:16] == found.hash
    assert ["jira-platform-v3"] == [api.id for api in found.rows]
    assert 1 == len(found.notes)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{"openapi": "3.0.1",', "it is not JSON ("),
        (b"openapi: 3.0.1\ninfo:\n  title: x\n", "it is not JSON (Expecting value at line 1, column 1)"),
        (b"", "it is empty"),
        (b'{"openapi": "3.0.1", "openapi": "3.0.1"}', "it has the name 'openapi' twice in one object"),
        (b"[" * 9999 + b"]" * 9999, "it has more than 200 arrays and objects inside each other"),
        (b'{"openapi": "\xff"}', "it is not UTF-8 text"),
        (b'{"openapi": NaN}', "it has NaN, which is not a JSON number"),
        (b" " * (LARGEST + 1), "has more than 10,485,760 bytes, which is the most that is read"),
        (b'{"swagger": "2.0"}', "is not a document of OpenAPI 3"),
        (b'{"openapi": "2.0"}', "is not a document of OpenAPI 3"),
        (b'{"openapi": 3}', "openapi: is a number, where a text is expected"),
        (b"[]", "is an array, where an object is expected"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    """The line names the file, what is wrong and what to do."""
    path = tmp_path / "some.json"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert str(caught.value).startswith(f"{path}: {problem}")
    assert "; give " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A named pipe is never waited for."""
    os.mkfifo(tmp_path / "pipe.json")
    for name, reason in {"": "Is a directory", "none.json": "No such file", "pipe.json": "not a regular file"}.items():
        with pytest.raises(DocumentError, match=rf"cannot be read \(.*{reason}"):
            read_document(tmp_path / name)
