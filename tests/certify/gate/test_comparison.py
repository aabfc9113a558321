"""A run is compared with expectations, strictly in both directions, and with another run."""

from pathlib import Path

import pytest

from gate_runs import AS_EXPECTED, EXPECTED, everything, seen
from token_conformance.certify.gate.comparison import between, unexpected
from token_conformance.certify.gate.expectations import parse
from token_conformance.certify.gate.seen import Seen

HEAD = 'format = 1\nsubject = "mine"\n'


def differences(results: dict[str, Seen], text: str = EXPECTED) -> list[tuple[str, str]]:
    """The places that are not as expected, each with its change."""
    return [(one.place, one.change) for one in unexpected(parse(Path("expected.toml"), text, "mine"), results)]


def test_what_is_as_expected_is_no_difference() -> None:
    """Expectations hold, and what has none passes."""
    assert [] == differences(AS_EXPECTED)


@pytest.mark.parametrize(
    ("id_", "result", "expected"),
    [
        ("T1", seen("warn"), [("T1", "worse")]),
        ("T9", seen("fail"), [("T9", "worse")]),
        ("T9", seen("pass"), [("T9", "better")]),
        ("T9", seen("excused"), [("T9", "changed")]),
        ("T7", seen("fail", list_projects="fail", search="fail"), [("T7.search", "worse")]),
        ("T7", seen("pass", list_projects="pass"), [("T7.list-projects", "better")]),
        ("T7", seen("warn", list_projects="warn"), [("T7.list-projects", "better")]),
        ("T7", seen("fail", search="fail"), [("T7.list-projects", "changed"), ("T7.search", "worse")]),
        ("T7", seen("not observed"), [("T7.list-projects", "changed")]),
        ("T7", seen("not observed", list_projects="fail"), [("T7", "changed")]),
    ],
)
def test_each_other_result_is_a_difference(id_: str, result: Seen, expected: list[tuple[str, str]]) -> None:
    """Once: by the actions if they say it, and else by the requirement."""
    assert expected == differences(AS_EXPECTED | {id_: result})


def test_an_expectation_of_the_whole_leaves_its_actions_open() -> None:
    """Any of them may fail, as long as the requirement does."""
    text = f'{HEAD}[T7]\nresult = "fail"\nreason = "x"\n'
    assert [] == differences(everything(T7=seen("fail", search="fail")), text)
    assert [("T7", "better")] == differences(everything(), text)


def test_the_whole_and_its_actions_can_both_have_expectations() -> None:
    """Each is compared."""
    text = f'{HEAD}[T7]\nresult = "fail"\nreason = "x"\n[T7.search]\nresult = "fail"\nreason = "y"\n'
    found = unexpected(parse(Path("e.toml"), text, "mine"), everything())
    assert [("T7", "x", 3), ("T7.search", "y", 6)] == [(one.place, one.reason, one.line) for one in found]


def test_two_runs_are_compared_in_full() -> None:
    """By requirement, and by action where both have one."""
    after = AS_EXPECTED | {"T1": seen("fail", whoami="fail"), "T9": seen("pass"), "T7": seen("fail", search="fail")}
    assert [
        ("T1", "worse"),
        ("T1.whoami", "worse"),
        ("T7.list-projects", "changed"),
        ("T7.search", "worse"),
        ("T9", "better"),
    ] == [(one.place, one.change) for one in between(AS_EXPECTED, after)]


def test_a_requirement_that_only_one_run_judged_was_not_observed_in_the_other() -> None:
    """A suite may have more requirements than the one before."""
    assert ["better", "worse"] == [
        between({}, {"T1": seen("pass")})[0].change,
        between({"T1": seen("pass")}, {})[0].change,
    ]
