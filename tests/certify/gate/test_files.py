"""A file that cannot be written is refused before the run, or in one line after it."""

from pathlib import Path

import pytest

from token_conformance.certify.gate.files import refuse_unwritable, write
from token_conformance.errors import UserError


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A folder, and a file in a folder that does not exist."""
    for path in (tmp_path, tmp_path / "none" / "expected.toml"):
        with pytest.raises(UserError, match="cannot be written; make its folder writable"):
            refuse_unwritable(path)
        with pytest.raises(UserError, match=r"cannot be written \(.+\); make its folder writable"):
            write(path, "")


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """Nothing else is left in the folder."""
    path = tmp_path / "expected.toml"
    refuse_unwritable(path)
    for text in ("first", "second\r\n"):
        write(path, text)
        assert text.encode() == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())
