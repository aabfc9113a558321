"""The kinds of credential: every row has its evidence, and a place gives all that is known there."""

import pytest

from token_conformance.catalogue.credentials import CredentialKind, credential_kinds
from token_conformance.model.grade import Grade

GRADES = {*Grade, "unknown"}
PLACES = {
    "site-jira",
    "site-confluence",
    "gateway",
    "bitbucket",
    "admin",
    "mcp",
    "graphql",
    "forms",
    "teams",
    "jsm-ops",
    "jsm-ops-integration",
    "user-management",
}


@pytest.mark.parametrize("kind", credential_kinds().values(), ids=lambda kind: kind.id)
def test_every_statement_has_its_evidence(kind: CredentialKind) -> None:
    """Grades and places are words of the file's head, and each kind says something."""
    assert kind.title
    assert kind.answers
    assert kind.shape.evidence.grade in GRADES
    evidence = [one.evidence for one in kind.answers] + [one.evidence for one in kind.notes]
    assert all(one.grade in GRADES and one.source for one in evidence)
    assert PLACES >= {one.place for one in kind.answers}


def test_all_are_there() -> None:
    """19 kinds, two of which a service account has."""
    assert 19 == len(credential_kinds())


def test_a_contradiction_is_kept() -> None:
    """Basic with a service account at the gateway works by some sources and is refused by others."""
    rows = credential_kinds()["service-account"].at("gateway")
    assert {"works", "refused"} == {row.answer for row in rows if row.scheme == "Basic"}
    assert not credential_kinds()["service-account"].at("forms")
