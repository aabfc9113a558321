"""Calls that a product sends at the same time arrive in any order, and the order decides nothing."""

from collections.abc import Callable
from itertools import permutations

import pytest

from token_conformance.certify.observation.observation import Ended, Observation
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Result

Vary = Callable[..., dict[str, Observation]]
MakeRun = Callable[..., object]

AT_SITE = "GET SITE/wiki/rest/api/content/1"
LABELS, PAGE = f"{AT_SITE}/label 403", "GET SITE/wiki/api/v2/pages/1 404"
ISSUES = [f"GET JIRA/rest/api/3/issue/SOFT-{number} 429" for number in range(1, 5)]


@pytest.mark.parametrize("calls", list(permutations([f"{AT_SITE} 403", LABELS, PAGE])))
@pytest.mark.parametrize("says", ["error: 404 Not Found", "error: 403 Forbidden"])
def test_a_403_among_them_may_be_the_reason(
    correct: dict[str, Observation], vary: Vary, make_run: MakeRun, calls: tuple[str, ...], says: str
) -> None:
    """It has other reasons than the token, so that the product need not speak of authentication."""
    observations = vary(correct, "invalid-site", make_run("get-page", *calls, fails=True, says=says))
    assert Result.PASS is judge(observations).finding("T8").result


def test_only_refusals_that_have_no_other_reason_are_judged(
    correct: dict[str, Observation], vary: Vary, make_run: MakeRun
) -> None:
    """Without a 403, every call was refused because of the token."""
    observations = vary(correct, "invalid-site", make_run("get-page", PAGE, PAGE, fails=True, says="404 Not Found"))
    assert Result.FAIL is judge(observations).finding("T8").result


@pytest.mark.parametrize(("rounds", "result"), [(10, Result.PASS), (21, Result.FAIL)])
def test_tries_are_counted_for_each_call(
    correct: dict[str, Observation], vary: Vary, make_run: MakeRun, rounds: int, result: Result
) -> None:
    """Four calls that are each tried ten times are given up, however many answers of 429 these are."""
    run = make_run("get-issue", *ISSUES * rounds, fails=True, says="429", ended=Ended.EXITED)
    assert result is judge(vary(correct, "rate-limited-for-ever", run)).finding("R1").result
