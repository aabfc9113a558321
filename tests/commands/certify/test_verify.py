"""`certify verify` verifies certificates, and says why one is refused."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from hand_made_zip import Made, deflated, made
from tampering.change import with_manifest
from token_conformance.certify.certificate import verify as verification
from token_conformance.certify.certificate.container import MOST_BYTES, write
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


def _toml(files: Files, text: str) -> Files:
    return with_manifest({**files, "subject.toml": text.encode()})


def _hostile(folder: Path, files: Files) -> dict[Path, str]:
    """Certificates that could end the verification of others, each with a part of the line that refuses it."""
    write(folder / "nested.zip", _toml(files, f"a = {'[' * 40_000}{']' * 40_000}"))
    write(folder / "dotted.zip", _toml(files, "a." * 49_000 + "a = 1"))
    write(folder / "deep.zip", with_manifest({**files, "observations/noisy.json": b"[" * 1_000_000}))
    write(folder / "types.zip", with_manifest({**files, "run.json": b'{"day": [{}]}', "verdicts.json": b"[1]"}))
    (folder / "large.zip").write_bytes(made(Made(b"wire.jsonl", b"A" * 60_000_000)))
    (folder / "false.zip").write_bytes(made(Made(b"wire.jsonl", bytes(100_000), packed=deflated(bytes(MOST_BYTES)))))
    return {
        folder / "nested.zip": "subject.toml: is not valid TOML (it has more than 32 arrays and tables inside",
        folder / "dotted.zip": "subject.toml: is not valid TOML (it has a dotted key of more than 32 parts)",
        folder / "deep.zip": "observations/noisy.json: it has more than 200 arrays and objects inside each other",
        folder / "types.zip": "run.json is not the record of a run",
        folder / "large.zip": "contains 1 files with 60,000,000 bytes, but a certificate has at most 500 files with",
        folder / "false.zip": "cannot be read as a zip file (the content of 'wire.jsonl' cannot be unpacked: it",
    }


@pytest.mark.slow
def test_a_hostile_certificate_is_one_line_and_the_next_is_verified(
    files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each bound is named in the line of its certificate; the one that is named last is valid."""
    hostile = _hostile(tmp_path, files)
    write(tmp_path / "good.zip", files)
    assert 1 == main(["certify", "verify", *map(str, hostile), str(tmp_path / "good.zip")])
    shown = capsys.readouterr()
    assert f"{tmp_path / 'good.zip'}: valid: plain 1.0" in shown.out
    lines = shown.err.splitlines()
    assert [f"{path}: refused: {said}" for path, said in hostile.items()] == [
        line[: len(f"{path}: refused: {said}")] for line, (path, said) in zip(lines, hostile.items(), strict=True)
    ]


@pytest.mark.parametrize("error", [RecursionError("too deep"), MemoryError(), KeyError("a"), OverflowError("1\n2")])
def test_an_error_that_nobody_expects_is_one_line(
    files: Files,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    """The certificates after it are still verified."""
    answers = iter((error, verification.Verification((), "plain 1.0")))

    def verify(_: object) -> verification.Verification:
        answer = next(answers)
        if isinstance(answer, verification.Verification):
            return answer
        raise answer

    write(tmp_path / "a", files)
    monkeypatch.setattr(verification, "verify", verify)
    assert 1 == main(["certify", "verify", str(tmp_path / "a"), str(tmp_path / "a")])
    shown = capsys.readouterr()
    assert f"{tmp_path / 'a'}: valid: plain 1.0" in shown.out
    assert 1 == shown.err.count("\n")
    assert f"{tmp_path / 'a'}: refused: it cannot be verified ({type(error).__name__}" in shown.err
