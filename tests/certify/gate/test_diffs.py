"""The differences between two runs, in every format, with their exit status."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import token_conformance.certify.gate
from gate_runs import AS_EXPECTED, run, seen
from token_conformance.certify.gate.diffs import FORMATS, compare, status_of
from token_conformance.certify.gate.run import Run
from token_conformance.errors import UserError

SCHEMA = json.loads(files(token_conformance.certify.gate).joinpath("diff.schema.json").read_text(encoding="utf-8"))
OLD = run(AS_EXPECTED)
WORSE = run(AS_EXPECTED | {"T1": seen("fail", whoami="fail")}, version="1.2")
BETTER = run(AS_EXPECTED | {"T9": seen("pass"), "T7": seen("warn", list_projects="warn", search="pass")}, level="Plus")


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ({"a": OLD}, {"a": OLD}, 0),
        ({"a": OLD}, {"a": WORSE}, 1),
        ({"a": OLD}, {"a": BETTER}, 3),
        ({"a": OLD, "b": OLD}, {"a": OLD}, 1),
        ({"a": OLD}, {"a": OLD, "b": WORSE}, 3),
        ({"a": OLD, "b": OLD}, {"a": BETTER, "b": WORSE}, 1),
    ],
)
def test_the_status_is_that_of_the_worst_subject(before: dict[str, Run], after: dict[str, Run], status: int) -> None:
    """A subject that is gone is worse, and a new one is another change."""
    assert status == status_of(compare(before, after))


def test_runs_of_other_subjects_are_refused() -> None:
    """The line names both."""
    with pytest.raises(UserError, match="the first is of 'a', and the second of no subject; name two runs of one"):
        compare({"a": OLD}, {})


def test_each_difference_is_a_line() -> None:
    """The most important first, after a summary."""
    assert [
        "mine: 2 worse; level none",
        "  worse   T1: was pass, got fail. It was fail.",
        "  worse   T1.whoami: was pass, got fail. `it` ended as fail.",
    ] == FORMATS["text"](compare({"mine": OLD}, {"mine": WORSE})).splitlines()
    assert "mine: 3 better; level Plus, was none\n" in FORMATS["text"](compare({"mine": OLD}, {"mine": BETTER}))
    assert "mine: nothing changed; level none\n" == FORMATS["text"](compare({"mine": OLD}, {"mine": OLD}))


def test_other_rules_are_said() -> None:
    """A difference may be one of the suite."""
    other = run(AS_EXPECTED, rules="cd" * 32)
    for name in ("text", "markdown"):
        assert "not made with the same suite and rules" in FORMATS[name](compare({"a": OLD}, {"a": other}))


def test_the_markdown_has_a_table() -> None:
    """With the title of the requirement."""
    text = FORMATS["markdown"](compare({"mine": OLD}, {"mine": WORSE}))
    assert text.startswith(
        "## mine\n\n2 worse; level none.\n\n|  | Requirement | Was | Now | What was seen | Reason |\n"
    )
    assert "| worse | T1: An unscoped token works at the site form. | pass | fail | It was fail. |  |" in text


@pytest.mark.parametrize(("before", "after"), [({"a": OLD}, {"a": WORSE}), ({"a": OLD}, {"a": OLD, "b": OLD})])
def test_the_json_follows_the_schema(before: dict[str, Run], after: dict[str, Run]) -> None:
    """Also with a subject that only one of them has."""
    document: Any = json.loads(FORMATS["json"](compare(before, after)))
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(document)
    assert list(after) == [subject["name"] for subject in document["subjects"]]
