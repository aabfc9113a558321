"""A worker that dies in a distributed run costs one cell only."""

import pytest

DIES = """
import os
import pytest

@pytest.mark.parametrize("n", range(3))
def test_before(n):
    pass

@pytest.mark.parametrize("n", range(3))
def test_dies(n):
    if n == 1:
        os._exit(3)

@pytest.mark.parametrize("n", range(3))
def test_after(n):
    pass
"""


def test_what_a_dead_worker_has_left_is_run_by_another(pytester: pytest.Pytester) -> None:
    """The run ends, and the test in which the worker died fails once."""
    pytester.makepyfile(DIES)
    result = pytester.runpytest_subprocess("-n2", "-p", "no:cacheprovider", timeout=120)
    result.assert_outcomes(passed=8, failed=1)
    result.stdout.fnmatch_lines(["worker *crashed while running *::test_dies[[]1[]]'"])
