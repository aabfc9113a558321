"""No answer is written in code: one changed row of each data file changes the answer of the command."""

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., dict[str, Any]]
Change = Callable[[str, str, str], None]
Case = tuple[str, str, str, tuple[str, ...]]

DASHBOARD = "GET,/rest/api/3/dashboard,/ex/jira/{cloudId}/rest/api/3/dashboard,getAllDashboards,"
SCHEDULES = "listSchedules,,read:ops-config:jira-service-management,"
SPACES = "GET,/wiki/rest/api/space,getSpaces,read:confluence-space.summary,"
REMOVED = 'path = "/rest/api/3/workflow"\nstate = "gone"'
TEAMS = 'credential = "scoped"\nanswer = "refused"\ngrade = "documented"\nsource = "jira.atlassian.com ID-8947'
UNSCOPED = 'place = "site-jira"\nanswer = "works"'
MEASURED = "brekkylab/backlot (2026-09-04, 2026-09-30); atlassian/gajira-login#59"
OBSERVED = 'id = "scoped-site-myself"\ncredential = "scoped"\nurl_form = "site"\nrequest = "GET /rest/api/3/myself"\n'

CASES: list[Case] = [
    ("operations.csv", DASHBOARD, f"{DASHBOARD}invented:scope", ("GET /rest/api/3/dashboard", "scoped", "gateway")),
    (
        "family_operations.csv",
        SCHEDULES,
        "listSchedules,,invented:scope,",
        ("GET https://api.atlassian.com/jsm/ops/api/{cloudId}/v1/schedules",),
    ),
    ("retired.csv", SPACES, SPACES.replace("summary", "invented"), ("GET /wiki/rest/api/space", "scoped", "gateway")),
    ("states.toml", REMOVED, REMOVED.replace("gone", "alive"), ("GET /rest/api/3/workflow", "unscoped", "site")),
    ("families.toml", TEAMS, TEAMS.replace("refused", "works"), ("/public/teams/v1/org/1/teams", "scoped", "gateway")),
    ("credentials.toml", UNSCOPED, UNSCOPED.replace("works", "refused"), ("GET /rest/api/3/field", "unscoped", "site")),
    ("rules.toml", MEASURED, "somebody else", ("GET /rest/api/3/field/search", "scoped", "site")),
    (
        "evidence.toml",
        f"{OBSERVED}status = 401",
        f"{OBSERVED}status = 200",
        ("GET /rest/api/3/myself", "scoped", "site"),
    ),
    ("hosts.toml", "government cloud", "other cloud", ("https://your-domain.atlassian-us-gov.net/rest/api/3/myself",)),
]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_a_changed_row_changes_the_answer(ask: Ask, change: Change, case: Case) -> None:
    """The same question is asked before and after the change."""
    name, old, new, question = case
    before = ask(*question)
    change(name, old, new)
    assert before != ask(*question)


@pytest.mark.parametrize(
    ("case", "before", "after"),
    [(CASES[3], "no", "yes"), (CASES[4], "no", "yes"), (CASES[5], "yes", "no"), (CASES[7], "no", "yes")],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_the_row_decides(ask: Ask, change: Change, case: Case, before: str, after: str) -> None:
    """A state, a family, a credential and an observation each turn the answer round."""
    name, old, new, question = case
    first = ask(*question)["answer"]
    change(name, old, new)
    assert (before, after) == (first, ask(*question)["answer"])
