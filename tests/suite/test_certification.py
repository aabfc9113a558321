"""How a finding ends the test of its requirement."""

from dataclasses import replace

import pytest

import made_up
from made_up import observation
from token_conformance.certify.requirements.result import Finding, Result
from token_conformance.suite.certification import CertificationWarning, conclude

SENT = replace(made_up.SENT, path="/rest/api/3/project", status=200)
RUN = replace(made_up.RUN, action="list-projects", exit_status=0, succeeded=True, stdout="[]\x1b[31m\n\n", seconds=1.0)
OBSERVATION = observation(SENT, RUN)
FAIL = Finding("T7", Result.FAIL, "It said nothing.", ("scoped-site", "missing"))


def test_a_fail_fails_with_what_was_seen() -> None:
    """The sentence comes first."""
    with pytest.raises(pytest.fail.Exception, match=r"^It said nothing\.\n\nscoped-site: list-projects"):
        conclude(FAIL, {"scoped-site": OBSERVATION})


def test_what_was_not_observed_is_skipped() -> None:
    """It is neither met nor broken."""
    with pytest.raises(pytest.skip.Exception, match="not observed: It said nothing"):
        conclude(replace(FAIL, result=Result.NOT_OBSERVED), {})


def test_a_warning_warns() -> None:
    """The test passes, and its user reads the warning."""
    with pytest.warns(CertificationWarning, match="It said nothing"):
        conclude(replace(FAIL, result=Result.WARN), {})


def test_a_pass_passes() -> None:
    """Nothing is shown."""
    conclude(replace(FAIL, result=Result.PASS), {})
