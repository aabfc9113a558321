"""The command `explain`: what it reads, its exit statuses, and one line for what it cannot read."""

import io
import json
import sys
from pathlib import Path

import pytest

from token_conformance.cli import main

ENTRY = {"request": {"method": "GET", "url": "https://shop.example.com/a"}, "response": {"status": 404}}
OTHER_SERVICE = json.dumps({"log": {"entries": [ENTRY]}}).encode()
PASTE = "> GET /rest/api/3/myself HTTP/2\n> Host: nobodys.atlassian.net\n< HTTP/2 429\n"


def feed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Put a text on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_a_file_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer is on standard output, and the status is 0."""
    file = tmp_path / "paste.txt"
    file.write_text(PASTE)
    assert 0 == main(["explain", str(file), "--format", "json"])
    assert ["rate-limit"] == [cause["id"] for cause in json.loads(capsys.readouterr().out)["causes"]]


def test_standard_input_is_explained(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file, it is read."""
    feed(monkeypatch, b"HTTP 401")
    assert 3 == main(["explain"])
    assert capsys.readouterr().out.startswith("The cause cannot be told from this paste.")


@pytest.mark.parametrize(
    ("paste", "verdict"),
    [
        ("Access to fetch has been blocked by CORS policy", "not-our-matter"),
        ("GET https://nobodys.atlassian.net/rest/api/3/myself 502 Bad Gateway", "not-our-matter"),
        ("it does not work", "cannot-be-told"),
        ("Failed to parse Connect Session Auth Token", "causes"),
    ],
)
def test_the_verdict(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], paste: str, verdict: str
) -> None:
    """It says whether a token is the matter, and whether that can be told."""
    feed(monkeypatch, paste.encode())
    assert (3 if verdict == "cannot-be-told" else 0) == main(["explain", "-", "--format=json"])
    assert verdict == json.loads(capsys.readouterr().out)["verdict"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "is not text"),
        (b"\x00\x01\x02\x03" * 100, "is not text"),
        (b"x" * 1024 * 1024, "more than 524,288 characters"),
        (OTHER_SERVICE, "to other services only"),
    ],
    ids=["empty", "blank", "picture", "binary", "megabyte", "har of another service"],
)
def test_what_cannot_be_explained_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: bytes, says: str
) -> None:
    """It says what is wrong and what to paste."""
    feed(monkeypatch, content)
    assert 2 == main(["explain"])
    shown = capsys.readouterr()
    assert "" == shown.out
    assert [True] == [says in line and "paste the" in line for line in shown.err.splitlines()]


@pytest.mark.parametrize("words", [PASTE, f"403 {'Forbidden ' * 1_000}"])
def test_words_are_explained(capsys: pytest.CaptureFixture[str], words: str) -> None:
    """What has a blank in it and is no file is the paste itself, also if it is longer than the name of a file."""
    assert main(["explain", words]) in {0, 3}
    assert "What its answer says" in " ".join(capsys.readouterr().out.split())


def test_a_token_in_place_of_a_file_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody may paste the wrong thing."""
    token = "ATATT3x" + "FfGF0abcdefghijklmnopqrstuvwxyz0123456789" + "=12345678"
    assert 2 == main(["explain", token])
    shown = capsys.readouterr()
    assert "there is no such file" in shown.err
    assert token not in shown.err + shown.out


def test_a_file_that_is_missing_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named."""
    assert 2 == main(["explain", str(tmp_path / "nothing.txt")])
    assert 1 == len(capsys.readouterr().err.splitlines())


def test_a_terminal_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says so before it waits."""
    feed(monkeypatch, PASTE.encode())
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert 0 == main(["explain"])
    assert capsys.readouterr().err.startswith("paste the failing call and its answer, then press Ctrl-D")
