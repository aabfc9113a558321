"""Rule F1: who is known at the base of a family, whose answers are not modelled."""

import pytest

from in_process_edge import ACCOUNT, ask
from token_conformance.edge.access.family import lets_in
from token_conformance.model.tenant import SEEDED

ALERTS = f"https://api.atlassian.com/jsm/ops/api/{SEEDED.cloud_id}/v1/alerts"


def test_a_caller_who_is_let_in_is_named_although_the_answer_is_not_modelled() -> None:
    """Access is decided before the product is asked."""
    answer = ask("GET", ALERTS, ACCOUNT.unscoped)
    assert (501, "not-modelled", True) == (answer.status, answer.rule, "x-aaccountid" in answer.headers)


@pytest.mark.parametrize("token", [ACCOUNT.scoped_jira, ACCOUNT.invalid, None])
def test_nobody_else_is_named(token: str | None) -> None:
    """Of the scoped token nothing is published, and a stranger is refused."""
    answer = ask("GET", ALERTS, token)
    assert (501 if token == ACCOUNT.scoped_jira else 401, False) == (answer.status, "x-aaccountid" in answer.headers)


@pytest.mark.parametrize(
    ("url", "kind", "is_let_in"),
    [
        (ALERTS, "unscoped", True),
        (ALERTS, "scoped", False),
        ("https://api.atlassian.com/admin/v1/orgs", "unscoped", False),
        ("https://api.atlassian.com/nothing", "unscoped", False),
    ],
)
def test_only_what_is_published_lets_a_kind_of_credential_in(url: str, kind: str, is_let_in: bool) -> None:  # a case
    """A claim is not enough."""
    assert is_let_in == lets_in(url, kind)
