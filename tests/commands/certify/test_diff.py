"""`certify diff` compares run folders, certificates and JSON documents."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from plain_run import SUBJECT
from token_conformance.certify import certification
from token_conformance.certify.certificate.container import read, write
from token_conformance.certify.certificate.evidence import evidence_of
from token_conformance.cli import main

Files = Mapping[str, bytes]


@pytest.fixture
def forms(run_folder: Path, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """One run in every form that can be compared."""
    observed = evidence_of(read(run_folder)).observations
    monkeypatch.setattr(certification, "observe_all", lambda *_, **__: observed)
    document = tmp_path / "results.json"
    main(["certify", "run", "--subject", str(SUBJECT), "--output", str(tmp_path), "--write", str(document)])
    write(tmp_path / "certificate.zip", files)
    return {"folder": str(run_folder), "zip": str(tmp_path / "certificate.zip"), "json": str(document)}


@pytest.mark.parametrize("old", ["folder", "zip", "json"])
@pytest.mark.parametrize("new", ["folder", "zip", "json"])
def test_forms_of_one_run_do_not_differ(
    forms: dict[str, str], old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same results come out of each."""
    capsys.readouterr()
    assert 0 == main(["certify", "diff", forms[old], forms[new]])
    assert capsys.readouterr().out.startswith("plain: nothing changed; level ")


def test_a_worse_run_ends_with_1_and_a_better_one_with_3(forms: dict[str, str], tmp_path: Path) -> None:
    """The order of the two decides."""
    text = Path(forms["json"]).read_text(encoding="utf-8")
    worse = tmp_path / "worse.json"
    worse.write_text(text.replace('"result": "pass"', '"result": "fail"', 1), encoding="utf-8")
    assert [1, 3] == [
        main(["certify", "diff", forms["zip"], str(worse)]),
        main(["certify", "diff", str(worse), forms["zip"]]),
    ]


@pytest.mark.parametrize("content", [b"", b"[", b"\xff", b"{}"])
def test_what_cannot_be_compared_is_one_line(
    forms: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    """It names the file."""
    capsys.readouterr()
    other, empty = tmp_path / "other", tmp_path / "empty"
    other.write_bytes(content)
    empty.mkdir()
    for path in (other, tmp_path / "none", tmp_path / "none.zip", empty):
        assert 2 == main(["certify", "diff", forms["json"], str(path)])
        shown = capsys.readouterr().err
        assert shown.startswith(f"token-conformance: {path}: ")
        assert 1 == shown.count("\n")
