"""Where no run has seen a call, the rules and the catalogue answer, and say so."""

from collections.abc import Callable
from typing import Any

import pytest

from token_conformance.can_i_use.question import question
from token_conformance.can_i_use.rules import by_rules
from token_conformance.catalogue import published
from token_conformance.model import Credential, UrlForm

Ask = Callable[..., dict[str, Any]]
PROJECTS = "GET /rest/api/3/project"


@pytest.mark.parametrize(
    ("asked", "answer", "grade", "rule"),
    [
        ((PROJECTS, "unscoped", "site"), "yes", "documented", "Atlassian, 'Manage API tokens'"),
        ((PROJECTS, "unscoped", "gateway"), "yes", "inferred", "rule G1"),
        ((PROJECTS, "scoped", "gateway"), "yes", "documented", "rule G1"),
        ((PROJECTS, "scoped", "site"), "no", "inferred", "rule S2"),
        (("GET /rest/api/3/myself", "scoped", "site"), "no", "inferred", "rule S3"),
        (("GET /wiki/api/v2/spaces", "scoped", "site"), "no", "inferred", "rule C1"),
        (("GET /rest/servicedeskapi/info", "scoped", "gateway"), "no", "inferred", "rule G2"),
        (("GET /rest/servicedeskapi/info", "scoped", "site"), "yes", "inferred", "rule S2"),
        (("GET /rest/api/3/serverInfo", "scoped", "gateway"), "yes", "inferred", "rule G2"),
    ],
)
def test_the_rules_answer_where_no_run_did(
    ask: Ask, asked: tuple[str, str, str], answer: str, grade: str, rule: str
) -> None:
    """Each by the rule and the columns that its operation has, and graded so."""
    given = ask(*asked)
    assert (answer, grade, None) == (given["answer"], given["evidence"]["grade"], given["seen"])
    assert given["evidence"]["source"].startswith(rule)


def test_every_published_operation_has_an_answer() -> None:
    """Also those that no suite lists: at the site, a scoped token gets what anyone gets, and only that is a yes."""
    asked = (question(name, Credential.SCOPED, UrlForm.SITE) for name in published().operations)
    assert {
        "GET /rest/api/2/serverInfo",
        "GET /rest/api/3/serverInfo",
        "GET /rest/servicedeskapi/info",
    } == {call.operation.name for call in asked if by_rules(call).works}
