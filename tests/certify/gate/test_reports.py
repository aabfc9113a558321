"""The reports of a run: JSON by its published schema and back, JUnit XML, Markdown, and annotations."""

import json
import xml.etree.ElementTree as ET
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import token_conformance.certify.gate
from gate_runs import AS_EXPECTED, EXPECTED, everything, run, seen
from token_conformance.certify.gate.annotations import annotations
from token_conformance.certify.gate.comparison import unexpected
from token_conformance.certify.gate.document import FORMAT
from token_conformance.certify.gate.expectations import parse
from token_conformance.certify.gate.gated import Gated
from token_conformance.certify.gate.reading import read_results
from token_conformance.certify.gate.reports import REPORTS
from token_conformance.certify.gate.seen import Seen
from token_conformance.errors import UserError

SCHEMA = json.loads(files(token_conformance.certify.gate).joinpath("results.schema.json").read_text(encoding="utf-8"))


def gated(results: dict[str, Seen]) -> Gated:
    """A run with what `EXPECTED` says of it."""
    found = unexpected(parse(Path("expected.toml"), EXPECTED, "mine"), results)
    return Gated("mine.toml", run(results), "expected.toml", tuple(found))


WORSE = gated(AS_EXPECTED | {"T1": seen("fail", whoami="fail"), "T9": seen("pass")})
ALONE = Gated("mine.toml", run(AS_EXPECTED | {"T1": seen("warn", whoami="warn")}, level="Plus"))
CASES = [WORSE, gated(AS_EXPECTED), ALONE]


@pytest.mark.parametrize("one", CASES)
def test_the_json_follows_the_schema_and_is_read_as_it_was_written(one: Gated, tmp_path: Path) -> None:
    """Nothing is lost on the way."""
    path = tmp_path / "results.json"
    path.write_text(REPORTS["json"]([one]), encoding="utf-8")
    Draft202012Validator(SCHEMA).validate(json.loads(path.read_text(encoding="utf-8")))
    assert [one] == read_results(path)


def test_the_schema_is_strict() -> None:
    """It is a schema, knows the number of the format, and refuses a member that it does not know."""
    Draft202012Validator.check_schema(SCHEMA)
    assert FORMAT == SCHEMA["properties"]["format"]["const"]
    assert [] == [one for one in _objects(SCHEMA) if one.get("additionalProperties") is not False]


def _objects(schema: Any) -> list[dict[str, Any]]:
    """Every part of a schema that describes an object."""
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    found = [one for part in inner for one in _objects(part)]
    return [schema, *found] if isinstance(schema, dict) and schema.get("type") == "object" else found


@pytest.mark.parametrize(("one", "verdict"), [(WORSE, "worse"), (CASES[1], "as expected"), (ALONE, None)])
def test_the_verdict_is_that_of_the_gate(one: Gated, verdict: str | None) -> None:
    """A program need not derive it."""
    (subject,) = json.loads(REPORTS["json"]([one]))["subjects"]
    assert verdict == (subject["gate"] and subject["gate"]["verdict"])


def test_a_stale_expectation_is_a_verdict_of_its_own() -> None:
    """Nothing is worse."""
    (subject,) = json.loads(REPORTS["json"]([gated(AS_EXPECTED | {"T9": seen("pass")})]))["subjects"]
    assert "stale" == subject["gate"]["verdict"]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda _: [], "is not what `certify run` writes (format is missing or of another kind)"),
        (lambda document: document | {"format": 2}, "has format 2, but this version reads format 1"),
        (lambda document: document | {"format": True}, "is not what `certify run` writes (format is missing"),
        (lambda document: document | {"subjects": [{}]}, "is not what `certify run` writes (findings is missing"),
        (lambda document: document | {"subjects": [{"findings": []}]}, "is not what `certify run` writes (name is"),
    ],
)
def test_other_json_is_refused_in_one_line(change: Any, line: str, tmp_path: Path) -> None:
    """The line names the file."""
    path = tmp_path / "results.json"
    path.write_text(json.dumps(change(json.loads(REPORTS["json"]([WORSE])))), encoding="utf-8")
    with pytest.raises(UserError) as error:
        read_results(path)
    assert str(error.value).startswith(f"{path}: {line}")
    assert str(error.value).endswith(
        "; name the folder of a run, a certificate, or JSON that `certify run` has written"
    )


def test_every_member_that_is_missing_is_refused(tmp_path: Path) -> None:
    """No member is guessed, and none ends in a traceback."""
    document = json.loads(REPORTS["json"]([WORSE]))
    path = tmp_path / "results.json"
    for holder in _holders(document["subjects"][0]):
        for name in [name for name in holder if name not in {"title", "statement", "verdict"}]:
            value = holder.pop(name)
            path.write_text(json.dumps(document), encoding="utf-8")
            if name not in {"level", "gate"}:
                with pytest.raises(UserError, match="is not what `certify run` writes"):
                    read_results(path)
            holder[name] = value


def _holders(subject: Any) -> list[dict[str, Any]]:
    finding = subject["findings"][0]
    return [subject, finding, finding["actions"][0], subject["gate"], subject["gate"]["differences"][0]]


def cases(one: Gated) -> dict[str, str]:
    """The kind of each test case that is not simply passed."""
    found = ET.fromstring(REPORTS["junit"]([one])).iter("testcase")  # noqa: S314  # our own XML
    return {case.attrib["name"]: child.tag for case in found for child in case}


def test_junit_fails_what_is_not_as_expected() -> None:
    """What is expected not to pass is skipped, with what was seen."""
    assert {"T1": "failure", "T7": "skipped", "T9": "failure"} == cases(WORSE)
    assert {"T7": "skipped", "T9": "skipped"} == cases(gated(AS_EXPECTED))


def test_junit_without_expectations_fails_what_fails() -> None:
    """A warning is shown beside a passed test."""
    assert {"T1": "system-out", "T7": "failure", "T9": "skipped"} == cases(ALONE)


def test_junit_counts_its_cases() -> None:
    """As the services show them."""
    suite = ET.fromstring(REPORTS["junit"]([WORSE]))[0]  # noqa: S314  # our own XML
    assert {"name": "mine", "tests": "22", "failures": "2", "skipped": "1"} == suite.attrib


def test_the_markdown_starts_with_what_is_not_as_expected() -> None:
    """Worse results come first, and every text is escaped."""
    text = REPORTS["markdown"]([WORSE])
    assert text.startswith("## My \\<product\\> 1.1 with API tokens of both kinds\n\n**Level: none.** Self-certified")
    assert "**Not as expected by `expected.toml`: 1 worse, 1 better.** Correct what is worse" in text
    rows = [line for line in text.splitlines() if line.startswith(("| worse", "| better"))]
    assert ["| worse | T1: ", "| better | T9: "] == [row[: row.index(": ") + 2] for row in rows]
    assert rows[1].endswith("| It says nothing yet. |")
    assert "All 22 results" in text


def test_the_markdown_says_that_all_is_as_expected() -> None:
    """In one line; without expectations there is none."""
    assert "\nAs expected by `expected.toml`.\n" in REPORTS["markdown"]([gated(AS_EXPECTED)])
    assert "xpected" not in REPORTS["markdown"]([ALONE])


def test_annotations_mark_the_lines_of_the_expectations() -> None:
    """What has no expectation is at no line."""
    worse, better = annotations(WORSE)
    assert "::error file=expected.toml,title=worse%3A mine T1::expected pass, got fail. It was fail." == worse
    assert better.startswith("::warning file=expected.toml,line=10,title=better%3A mine T9::expected not observed, got")
    assert better.endswith(" It was pass. Its reason was: It says nothing yet.")
    assert [] == list(annotations(gated(AS_EXPECTED)))


def test_annotations_without_expectations_mark_the_subject_file() -> None:
    """As a whole, since none of its lines is wrong. What is not observed is not marked."""
    assert [
        "::warning file=mine.toml,title=warn%3A mine T1::It was warn.",
        "::error file=mine.toml,title=fail%3A mine T7::It was fail.",
    ] == list(annotations(ALONE))


def test_a_text_of_a_product_cannot_start_another_annotation() -> None:
    """Line ends and colons are escaped."""
    one = Gated("a:b,c.toml", run(everything(T1=Seen(seen("fail").result, "100%\n::error::x"))))
    assert ["::error file=a%3Ab%2Cc.toml,title=fail%3A mine T1::100%25%0A::error::x"] == list(annotations(one))
