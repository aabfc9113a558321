"""The problems of a service account that the preflight finds, each in one line."""

import pytest

from token_conformance.live.probes import PROBES, WHO_AM_I, Probe, Reply
from token_conformance.live.service_account import problems
from token_conformance.model.outcome import Outcome

TOKEN = "TOKEN_CONFORMANCE_SERVICE_ACCOUNT_TOKEN"
LEAVE_OUT = f"or unset {TOKEN} and TOKEN_CONFORMANCE_SERVICE_ACCOUNT_EMAIL to leave it out"

JIRA = WHO_AM_I["jira"]
PROJECT = next(probe for probe in PROBES if probe.field == "project_key")
FINE = {JIRA: Reply(Outcome.WORKS, "bot"), PROJECT: Reply(Outcome.WORKS, "ABC")}


def test_what_can_be_read_is_no_problem() -> None:
    """The project belongs to the settings, not to the account."""
    assert [] == problems(FINE, "person")
    assert [] == problems(FINE, "ABC")


def test_the_token_of_the_person_is_no_service_account() -> None:
    """Both tokens would be of one account."""
    assert [f"{TOKEN}: belongs to the account in TOKEN_CONFORMANCE_EMAIL; set a service account's, {LEAVE_OUT}"] == (
        problems(FINE, "bot")
    )


@pytest.mark.parametrize(
    ("probe", "reply", "line"),
    [
        (
            PROJECT,
            Reply(Outcome.HIDDEN, detail="(404 no)"),
            "TOKEN_CONFORMANCE_PROJECT_KEY: the service account cannot use it (hidden (404 no)); give it access,",
        ),
        (
            JIRA,
            Reply(Outcome.FORBIDDEN, detail="(403 no)"),
            "Jira Platform: the service account cannot use it (forbidden (403 no)); give it access,",
        ),
        (
            PROJECT,
            Reply(Outcome.SCOPE_MISMATCH),
            (
                f"{TOKEN}: lacks a scope for GET /rest/api/3/project/{{projectIdOrKey}}; create one with all scopes of"
                " the run,"
            ),
        ),
    ],
)
def test_what_cannot_be_read_is_named(probe: Probe, reply: Reply, line: str) -> None:
    """By its variable, or its product."""
    assert [f"{line} {LEAVE_OUT}"] == problems({**FINE, probe: reply}, "person")


@pytest.mark.parametrize(
    ("reply", "line"),
    [
        (
            Reply(Outcome.SCOPE_MISMATCH),
            f"{TOKEN}: has none of the scopes of this run; `token-conformance scopes` lists them",
        ),
        (
            Reply(Outcome.UNREACHABLE, detail="(timed out)"),
            f"{TOKEN}: could not be checked, because the gateway answered unreachable (timed out); try again later",
        ),
        (
            Reply(Outcome.UNAUTHENTICATED, detail="(401)"),
            (
                f"{TOKEN}: is refused at the gateway, where it was sent as Bearer: unauthenticated (401); it is"
                " misspelled, expired or revoked, or the service account may not use the site; create one at"
                f" admin.atlassian.com, {LEAVE_OUT}"
            ),
        ),
    ],
)
def test_a_token_that_reads_nothing_is_one_line(reply: Reply, line: str) -> None:
    """Its first reply says why."""
    assert [line] == problems({JIRA: reply, PROJECT: Reply(Outcome.HIDDEN)}, "person")
