"""The plan of a live run: what a person should know before the first cell."""

from dataclasses import replace

import pytest

from factories import PLATFORM_SETTINGS, make_cell
from token_conformance.live.plan import plan
from token_conformance.live.settings import read
from token_conformance.model.account import Account, Scheme
from token_conformance.model.target import Target
from token_conformance.model.tenant import SEEDED

PERSON = Account("me@example.com", "A", "B", "C", "D")
TENANT = replace(SEEDED, service_account_id="77:bot", service_account_email="bot@example.com")


def _lines(account: Account, *columns: str) -> list[str]:
    cells = [make_cell(column) for column in columns]
    settings, target = read(PLATFORM_SETTINGS), Target("live", TENANT, account)
    return list(plan(settings, target, cells, allows_writes=False, recordings=None))


@pytest.mark.parametrize("scheme", Scheme)
def test_the_service_account_is_shown_with_its_scheme(scheme: Scheme) -> None:
    """Address and id are masked, as those of the person."""
    account = replace(PERSON, service_account="E", service_account_scheme=scheme)
    assert f"service account: b\u2026@example.com (account id \u2026:bot), sent as {scheme}" in _lines(account)


def test_a_run_without_a_service_account_does_not_speak_of_one() -> None:
    """Its plan is as before."""
    assert [] == [line for line in _lines(PERSON) if "service" in line]


def test_its_requests_to_the_site_look_like_failed_logins() -> None:
    """As those of a person's scoped token; those to the gateway do not."""
    (line,) = (
        line
        for line in _lines(
            PERSON, "service-account-site", "service-account-gateway", "scoped-site", "invalid-site", "unscoped-site"
        )
        if line.startswith("sent: ")
    )
    assert "sent: 5 cells, one request each; 3 of them use a login that must be refused" == line
