"""What an action puts out when it succeeds, too, does not tell a user why it failed."""

from collections.abc import Callable

import pytest

from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Result

Vary = Callable[..., dict[str, Observation]]
MakeRun = Callable[..., object]

CALL = "GET SITE/rest/api/3/issue/SOFT-1"
BANNER = "12:00:01 Connecting with your token (scoped or not)"


@pytest.mark.parametrize(("banner", "result"), [(BANNER, Result.FAIL), ("Reading the issue", Result.PASS)])
def test_a_banner_is_no_message(
    correct: dict[str, Observation], vary: Vary, make_run: MakeRun, banner: str, result: Result
) -> None:
    """The same line speaks of authentication where no success has it."""
    observations = vary(correct, "unscoped-site", make_run("get-issue", f"{CALL} 200", says=f"{banner}\nKEY"))
    failed = BANNER.replace("12:00:01", "12:00:09") + "\n404 Not Found"
    observations = vary(observations, "scoped-site", make_run("get-issue", f"{CALL} 404", fails=True, says=failed))
    assert result is judge(observations).finding("T8").result


@pytest.mark.parametrize(
    ("says", "remedy"),
    [("error: unauthorized", "What it says is right, and it ends as a success"), ("[]", "Say that the token was not")],
)
def test_words_with_the_status_of_a_success_have_a_remedy_of_their_own(
    correct: dict[str, Observation], vary: Vary, make_run: MakeRun, says: str, remedy: str
) -> None:
    """A product that says it well need not be told to say it; a server of MCP may do so without `isError`."""
    observations = vary(correct, "scoped-site", make_run("get-issue", f"{CALL} 404", says=says))
    finding = judge(observations).finding("T8")
    assert Result.FAIL is finding.result
    assert remedy in finding.sentence
