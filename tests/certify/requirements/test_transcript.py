"""The transcript of a failed requirement."""

from dataclasses import replace

import made_up
from made_up import observation
from token_conformance.certify.requirements.result import Finding, Result
from token_conformance.certify.requirements.transcript import transcript
from token_conformance.model.cell import Credential

SENT = replace(made_up.SENT, path="/rest/api/3/project", status=200)
RUN = replace(made_up.RUN, action="list-projects", exit_status=0, succeeded=True, stdout="[]\x1b[31m\n\n", seconds=1.0)
OBSERVATION = observation(SENT, RUN)
FAIL = Finding("T7", Result.FAIL, "It said nothing.", ("scoped-site", "missing"))


def test_what_was_sent_and_seen_stands_below_the_sentence() -> None:
    """The site's name is not that of a tenant, and what commands a terminal is taken out."""
    assert [
        "scoped-site: list-projects (exited, exit status 0)",
        "  > GET SITE.atlassian.net/rest/api/3/project, answered 200 (scoped token in the header)",
        "  | []?[31m",
    ] == transcript(FAIL, {"scoped-site": OBSERVATION}).splitlines()


def test_a_request_without_a_credential_says_so() -> None:
    """Which of them had one is what many requirements are about."""
    without_token = replace(OBSERVATION, requests=(replace(SENT, credential=Credential.NONE, places=()),))
    assert "answered 200 (no credential)" in transcript(FAIL, {"scoped-site": without_token})


def test_a_long_transcript_is_cut() -> None:
    """A test's output stays one that can be read."""
    noisy = replace(RUN, stdout="line\n" * 1000)
    runs = tuple(replace(noisy, started=float(number)) for number in range(100))
    lines = transcript(FAIL, {"scoped-site": replace(OBSERVATION, runs=runs, requests=(SENT,) * 50)}).splitlines()
    assert (151, True) == (len(lines), lines[-1].endswith("lines more)"))
    assert ["  (42 lines more)", "  (992 lines more)"] == [line for line in lines[:20] if "lines more" in line]
