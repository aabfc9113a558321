"""A broken cassette makes its own cell fail, in one line; the other cells of the run are not affected."""

import gzip
import json
import os
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from token_conformance.results.file import read

Suite = Callable[..., pytest.RunResult]


def _text_as_status(response: dict[str, Any]) -> None:
    response["status"]["code"] = "200"


def _compressed(response: dict[str, Any]) -> None:
    body = gzip.compress(b"\0" * 50_000_000)
    response["headers"]["content-encoding"] = ["gzip"]
    response["body"]["string"] = {"base64": b64encode(body).decode()}


def _base64_of_base64(response: dict[str, Any]) -> None:
    response["body"]["string"] = {"base64": {"base64": "YQ=="}}


def _half_a_character(response: dict[str, Any]) -> None:
    response["body"]["string"] = "\ud800"


def _huge_status(response: dict[str, Any]) -> None:
    response["status"]["code"] = 10**4000


def _nested_header(response: dict[str, Any]) -> None:
    response["headers"]["server"] = [{"a": []}]


CHANGES = {
    "scoped-gateway": (_text_as_status, "the key 'code': '200' is not a whole number"),
    "unscoped-gateway": (_compressed, "the key 'headers': the key 'content-encoding' is unknown"),
    "none-site": (_base64_of_base64, "the key 'base64': {'base64': 'YQ=='} is not a text"),
    "none-gateway": (_half_a_character, "the key 'string': 'utf-8' codec can't encode character"),
    "invalid-site": (_huge_status, "is not a number from 100 to 999"),
    "invalid-gateway": (_nested_header, "the key 'server': {'a': []} is not a text"),
}


def _assert_one_line_each(result: pytest.RunResult, problems: dict[str, str]) -> None:
    output = result.stdout.str()
    assert "INTERNALERROR" not in output
    assert "Traceback" not in output
    for column, problem in problems.items():
        (line,) = [
            line
            for line in result.outlines
            if line.startswith(f"cassettes/endpoints/jira-platform/myself/{column}.json")
        ]
        assert problem in line
        assert line.endswith(f"record it again with --record-mode=rewrite -k 'myself and {column}'")
        assert len(line) < 600


def test_each_wrong_value_is_one_line_of_its_cell(recorded: Suite, cassettes: Path, pytester: pytest.Pytester) -> None:
    """A status in quotes, a compressed body, half of a character, and what no HTTP client accepts."""
    for column, (change, _) in CHANGES.items():
        path = cassettes / f"{column}.json"
        cassette = json.loads(path.read_text())
        change(cassette["interactions"][0]["response"])
        path.write_text(json.dumps(cassette))
    result = recorded()
    result.assert_outcomes(passed=1, xfailed=1, failed=6)
    _assert_one_line_each(result, {column: problem for column, (_, problem) in CHANGES.items()})
    assert 8 == len(read(pytester.path / "results.jsonl").cells)


def test_each_file_that_is_no_cassette_is_one_line_of_its_cell(
    recorded: Suite, cassettes: Path, pytester: pytest.Pytester
) -> None:
    """A folder, a named pipe, a file of zeros that is too large, deep nesting, and text that is not JSON."""
    for column in CHANGES:
        (cassettes / f"{column}.json").unlink()
    (cassettes / "scoped-gateway.json").write_text("[" * 1_000_000)
    (cassettes / "unscoped-gateway.json").mkdir()
    os.mkfifo(cassettes / "none-site.json")
    with (cassettes / "none-gateway.json").open("wb") as file:
        file.truncate(2_000_000_000)
    (cassettes / "invalid-site.json").write_bytes(b"\xff\xfe\x00")
    (cassettes / "invalid-gateway.json").write_text('{"interactions": NaN}')
    result = recorded()
    result.assert_outcomes(passed=1, xfailed=1, failed=6)
    problems = {
        "scoped-gateway": "(it has more than 200 arrays and objects inside each other)",
        "unscoped-gateway": "cannot be read (Is a directory)",
        "none-site": "cannot be read (it is not a regular file)",
        "none-gateway": "has more than 10,485,760 bytes, which is the most that is read",
        "invalid-site": "cut short or not a cassette (it is not UTF-8 text)",
        "invalid-gateway": "(it has NaN, which is not a JSON number)",
    }
    _assert_one_line_each(result, problems)
    assert 8 == len(read(pytester.path / "results.jsonl").cells)
