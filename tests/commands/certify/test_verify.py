"""`certify verify` verifies certificates, and says why one is refused."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from token_conformance.certify.certificate.container import write
from token_conformance.cli import main

Files = Mapping[str, bytes]


def test_each_certificate_is_verified_though_another_is_refused(
    files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that is missing and one that was altered are refused, with one line per problem; the third is valid."""
    write(tmp_path / "good", files)
    write(tmp_path / "bad", {**files, "wire.jsonl": b"\x1b"})
    arguments = [str(tmp_path / name) for name in ("none", "bad", "good")]
    assert 1 == main(["certify", "verify", *arguments])
    shown = capsys.readouterr()
    assert f"{arguments[2]}: valid: plain 1.0" in shown.out
    assert [
        f"{arguments[0]}: refused: there is no such file or folder; name a certificate.",
        f"{arguments[1]}: refused: wire.jsonl was changed: its SHA-256 differs from the manifest.",
        f"{arguments[1]}: refused: wire.jsonl is not the wire log of the observations.",
    ] == shown.err.splitlines()
