"""Things made for one cell alone."""

import json
from collections.abc import Callable

import pytest

Suite = Callable[..., pytest.RunResult]

CHANGES = """
from token_conformance import endpoint

@endpoint("DELETE /rest/api/3/issue/{issueIdOrKey}", writes=True)
def test_myself(send, disposable_issue):
    send(path={"issueIdOrKey": disposable_issue})

@endpoint("PUT /wiki/api/v2/pages/{id}", writes=True)
def test_page(send, disposable_page, title):
    send(path={"id": disposable_page}, json={"title": title})

@endpoint("POST /rest/api/3/issue", writes=True)
def test_create(send, tenant, title):
    fields = {"project": {"key": tenant.project_key}, "issuetype": {"name": "Task"}, "summary": title}
    assert send(json={"fields": fields}).json()["key"]
"""

BY_NAME = ["-k", "test_myself[unscoped or test_create[unscoped or test_page[none"]


def test_a_disposable_has_its_own_name_in_the_cassette_and_replays(suite: Suite, pytester: pytest.Pytester) -> None:
    """What is made anew in each run is called the same in each recording."""
    suite("--record-mode=rewrite", *BY_NAME, code=CHANGES).assert_outcomes(passed=6, deselected=18)
    suite(*BY_NAME, code=CHANGES).assert_outcomes(passed=6, deselected=18)
    folder = pytester.path / "cassettes" / "endpoints" / "jira-platform"
    requests = {
        path.parent.name: json.loads(path.read_text())["interactions"][0]["request"]
        for path in folder.rglob("*-site.json")
    }
    assert requests["myself"]["uri"].endswith("/rest/api/3/issue/SOFT-DISPOSABLE")
    assert requests["page"]["uri"].endswith("/wiki/api/v2/pages/disposable-page")
    assert "Made by atlassian-token-conformance" == json.loads(requests["create"]["body"])["fields"]["summary"]
