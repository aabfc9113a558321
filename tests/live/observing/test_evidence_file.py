"""The evidence file: written in one order, read strictly, refused in one line."""

import re
from pathlib import Path

import pytest

from observing import GOOD, made_up
from token_conformance.errors import UserError
from token_conformance.live.observing.evidence_file import LARGEST, read, written
from token_conformance.live.observing.observation import Missing, Observation
from token_conformance.live.observing.questions import questions
from token_conformance.redaction.leaks.scan import scan_text

WHOLE = made_up(dict.fromkeys(questions(), "mismatch") | GOOD | {"stranger-picture": "picture"})
TEXT = written(WHOLE)


@pytest.mark.parametrize(
    "observation",
    [WHOLE, made_up(GOOD), made_up(dict.fromkeys(questions(), Missing.STOPPED)), made_up(GOOD, source="edge")],
)
def test_a_file_is_read_as_it_was_written(tmp_path: Path, observation: Observation) -> None:
    """In the order of the questions."""
    file = tmp_path / "observation.toml"
    file.write_text(written(observation))
    assert observation == read(file)
    assert re.findall(r'^question = "(.*)"$', file.read_text(), re.MULTILINE) == [*questions()]


def test_the_text_of_a_question() -> None:
    """Each line has a key that docs/observe.md explains."""
    text = written(made_up({"tenant-info": "cloud-id", "scoped-automation": "mismatch"}))
    assert (
        """
[[observation]]
question = "scoped-automation"
request = "GET https://api.atlassian.com/automation/public/jira/CLOUD_ID/rest/v1/rule/summary?limit=1"
credential = "scoped-jira"
url_form = "gateway"
status = 401
headers = { content-type = "application/json", x-failure-category = "FAILURE_CLIENT_SCOPE_CHECK" }
body = "json"
shape = '{"code":401,"message":"text"}'
phrases = ["scope does not match", "Unauthorized"]
"""
        in text
    )
    assert '\nurl_form = "site"\nmissing = "no-token"\n' in text


def test_a_file_of_the_local_model_says_so() -> None:
    """In its second paragraph, and in its source."""
    assert "It was recorded from the local model" in written(made_up(GOOD, source="edge"))
    assert "local model" not in TEXT


def test_a_file_is_clean() -> None:
    """For the scan, even where every UUID counts."""
    assert [] == scan_text(TEXT, Path("observation.toml"), strict=True)


def _replaced(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


FIRST = 'question = "tenant-info"'
REFUSED = {
    "format = 2": (_replaced("format = 1", "format = 2"), "is no observation of format 1"),
    "format true": (_replaced("format = 1", "format = true"), "is no observation of format 1"),
    "no format": (_replaced("format = 1\n", ""), "is no observation of format 1"),
    "not TOML": ("{", "Invalid"),
    "empty": ("", "is empty"),
    "a key too many": (_replaced("format = 1", 'format = 1\nsite = "x"'), "the file: has the unknown key 'site'"),
    "no date": (_replaced("date = 2026-11-29\n", ""), "the file: lacks date"),
    "a date in quotes": (_replaced("2026-11-29", '"2026-11-29"'), "date: must be a date"),
    "a time": (_replaced("2026-11-29", "2026-11-29T00:00:00Z"), "date: must be a date"),
    "another source": (_replaced('source = "live"', 'source = "them"'), "source: must be live or edge"),
    "a list as source": (_replaced('source = "live"', "source = []"), "source: must be live or edge"),
    "a sentence as version": (_replaced('"1.0.0"', '"see canary.example"'), "version: must be a version"),
    "no list": (TEXT[: TEXT.index("\n[[")] + "observation = {}\n", "observation: must be a list of tables"),
    "numbers": (TEXT[: TEXT.index("\n[[")] + "observation = [1]\n", "observation: must be a list of tables"),
    "unknown id": (_replaced(FIRST, 'question = "tenant-inf"'), 'did you mean "tenant-info"?'),
    "an id of a later version": (_replaced(FIRST, 'question = "zzz"'), "perhaps a newer version has it"),
    "a number as id": (_replaced(FIRST, "question = 1"), "'1' is no question of this version"),
    "twice": (_replaced('"stranger-server-info"', '"tenant-info"'), "tenant-info: request is not that of the question"),
    "another request": (_replaced("tenant_info", "tenant_information"), "tenant-info: request is not that of the"),
    "another credential": (_replaced('"none"', '"unscoped"'), "tenant-info: credential is not that of the question"),
    "no status": (_replaced("status = 200\n", ""), "tenant-info: lacks status"),
    "a text as status": (_replaced("status = 200", 'status = "200"'), "status must be a number from 100 to 999"),
    "another status": (_replaced("status = 200", "status = 98305"), "status must be a number from 100 to 999"),
    "a header too many": (_replaced("{ content", '{ x-canary = "*", content'), "the header 'x-canary' cannot have"),
    "a word in a header": (_replaced('"application/json"', '"canary"'), "the header 'content-type' cannot have"),
    "a number in a header": (_replaced('"application/json"', "1"), "the header 'content-type' cannot have"),
    "headers as text": (_replaced('{ content-type = "application/json" }', '"x"'), "headers must be a table"),
    "another kind": (_replaced('body = "json"', 'body = "canary"'), "body must be one of empty, json"),
    "a shape too many": (_replaced('body = "json"', 'body = "text"'), "shape must be there if body is json"),
    "a word in a shape": (_replaced('"cloudId":"text"', '"cloudId":"canary"'), "shape has something else"),
    "a shape that is no JSON": (_replaced('\'{"cloudId":"text"}\'', "'{'"), "shape is not JSON"),
    "a shape in TOML": (_replaced('\'{"cloudId":"text"}\'', "{}"), "shape has something else"),
    "an unknown sentence": (_replaced('"Unauthorized"', '"canary"'), "phrases must be a list of sentences"),
    "a text as phrases": (_replaced('["scope does not match", "Unauthorized"]', '"Unauthorized"'), "phrases must be a"),
    "an unknown reason": (
        written(made_up({})).replace('missing = "no-token"', 'missing = "canary"', 1),
        "missing must be one of no-token",
    ),
    "a reason and an answer": (_replaced("status = 200", 'status = 200\nmissing = "no-token"'), "has the unknown key"),
}


@pytest.mark.parametrize(("text", "problem"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_was_not_written_by_observe_is_refused_in_one_line(tmp_path: Path, text: str, problem: str) -> None:
    """It names the file, what is wrong, and what to do."""
    file = tmp_path / "observation.toml"
    file.write_text(text)
    with pytest.raises(UserError) as refused:
        read(file)
    shown = str(refused.value)
    assert shown.startswith(f"{file}: ")
    assert problem in shown
    assert shown.endswith("; make it again with `token-conformance observe`")
    assert "\n" not in shown


def test_a_question_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    """Nothing says which of the two counts."""
    file = tmp_path / "observation.toml"
    row = TEXT.split("\n[[observation]]\n")[1]
    file.write_text(f"{TEXT}\n[[observation]]\n{row}")
    with pytest.raises(UserError, match="tenant-info: is there twice"):
        read(file)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff", "it is not UTF-8 text"),
        (TEXT.encode() + b"#" * LARGEST, "more than 262,144 characters"),
    ],
)
def test_what_is_no_such_text_is_refused_in_one_line(tmp_path: Path, content: bytes, problem: str) -> None:
    """Before it is read as TOML."""
    file = tmp_path / "observation.toml"
    file.write_bytes(content)
    with pytest.raises(UserError, match=problem):
        read(file)
    with pytest.raises(UserError, match="cannot be read"):
        read(tmp_path / "nothing.toml")
