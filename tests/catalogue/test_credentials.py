"""The kinds of credential: every row has its evidence, and a place gives all that is known there."""

import re

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


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("unscoped", ("Basic", "Bearer")),
        ("scoped-bitbucket", ("Basic",)),
        ("service-account", ("Bearer", "Basic")),
        ("bitbucket-access-token", ("Bearer",)),
        ("connect-jwt", ("JWT", "Bearer")),
        ("genie-key", ("GenieKey",)),
    ],
)
def test_the_usual_scheme_comes_first(kind: str, words: tuple[str, ...]) -> None:
    """Then the other ones of the kind, and those that its answers name; what is for git alone is no scheme."""
    assert words == credential_kinds()[kind].scheme_words


def test_an_answer_without_a_scheme_is_for_the_usual_one() -> None:
    """Another scheme has only the answers that name it."""
    kind = credential_kinds()["service-account"]
    assert ["works", "scope-mismatch"] == [row.answer for row in kind.sent_as("Bearer", "gateway")]
    assert ["works", "refused"] == [row.answer for row in kind.sent_as("Basic", "gateway")]
    assert () == kind.sent_as("JWT", "gateway")


@pytest.mark.parametrize("kind", credential_kinds().values(), ids=lambda kind: kind.id)
def test_a_pattern_takes_texts_that_start_with_the_prefix(kind: CredentialKind) -> None:
    """And no empty one; a kind without a pattern cannot be told by its text."""
    start = re.match(r"[A-Z]{4}T?|eyJ", kind.prefix)
    if kind.pattern and start:
        assert re.fullmatch(kind.pattern, f"{start.group()}a.b.c")
        assert not re.fullmatch(kind.pattern, "a.b.c")
    assert not (kind.pattern and re.fullmatch(kind.pattern, ""))


def test_the_text_of_some_kinds_tells_nothing() -> None:
    """A person's tokens look alike, and others may look like anything; the scheme alone tells an integration key."""
    personal = {"unscoped", *(id_ for id_ in credential_kinds() if id_.startswith("scoped-"))}
    others = {"forge", "password", "genie-key", "invalid"}
    assert personal | others == {id_ for id_, kind in credential_kinds().items() if not kind.pattern}
