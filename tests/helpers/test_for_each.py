"""Many cases of one test: none is left out, and each one that fails is named."""

import inspect

import pytest

from for_each import for_each


def test_every_combination_is_tried_with_the_fixtures() -> None:
    """The parameters that remain are the fixtures that pytest gives the test."""
    seen = []

    @for_each("a, b", [(1, 2), (3, 4)])
    @for_each("c", "xy")
    def check(fixture: str, a: int, b: int, c: str) -> None:
        """Checked."""
        seen.append((fixture, a, b, c))

    assert ["fixture"] == list(inspect.signature(check).parameters)
    check(fixture="f")
    assert [("f", 1, 2, "x"), ("f", 1, 2, "y"), ("f", 3, 4, "x"), ("f", 3, 4, "y")] == seen


def test_each_case_that_fails_is_named() -> None:
    """With its reason; the cases after it are tried too, and any error of a case is its failure."""

    @for_each("number", [1, 2, 0, 3])
    def check(number: int) -> None:
        """Checked."""
        assert 2 == 4 // number, f"{number} is wrong"

    with pytest.raises(AssertionError) as failed:
        check()
    head, *lines = str(failed.value).splitlines()
    assert "3 of 4 cases failed" == head
    shown = [line for line in lines if line.startswith("number=")]
    for line, case, reason in zip(shown, ("number=1", "number=0", "number=3"), ("1 is", "Zero", "3 is"), strict=True):
        assert (case, True) == (line.partition(":")[0], reason in line)


@pytest.mark.parametrize("cases", [[], list])
def test_no_case_at_all_is_a_mistake(cases: list[int] | type[list[int]]) -> None:
    """A list that became empty would check nothing for ever."""
    with pytest.raises(AssertionError, match="there is no case"):
        for_each("number", cases)(lambda number: None)()  # noqa: ARG005  # never called
