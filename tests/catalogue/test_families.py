"""The families: every base is found by its URLs, and every statement has its evidence."""

import pytest

from for_each import for_each
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.catalogue.families import Base, Family, families, family_of
from token_conformance.model.grade import Grade

GRADES = {*Grade, "unknown"}
ANSWERS = {"works", "works-partly", "refused", "forbidden", "scope-mismatch", "anonymous", "unknown"}
OTHERS = {
    "any",
    "scoped",
    "session-cookie",
    "scim-key",
    "scoped-other-app",
    "statuspage-key",
    "trello-key-and-token",
}
BASES = [(family, base) for family in families() for base in family.bases]


def filled(url: str) -> str:
    """A URL below a base, with a value for each of its parts."""
    return url.replace("SITE", "invented").replace("{", "a").replace("}", "z")


@for_each("family, base", BASES)
def test_a_url_below_a_base_finds_it(family: Family, base: Base) -> None:
    """The longest base wins, so no family takes the calls of another one."""
    for url in base.urls:
        assert (family, base) == family_of(filled(url))
        assert (family, base) == family_of(f"{filled(url)}/part")


@for_each("family", families())
def test_every_statement_has_its_evidence(family: Family) -> None:
    """Grades, answers and credentials are words of the file's head."""
    assert family.instead
    assert family.scoped_token.evidence.grade in GRADES
    assert all(one.evidence.grade in GRADES and one.evidence.source for one in family.statements)
    for one in (accepted for base in family.bases for accepted in base.accepts):
        assert one.answer in ANSWERS
        assert one.credential in OTHERS | set(credential_kinds())
        assert one.evidence.grade in GRADES
        assert one.evidence.source


def test_all_are_there() -> None:
    """28 families with 56 bases."""
    assert (28, 56) == (len(families()), len(BASES))


@pytest.mark.parametrize(
    "url",
    [
        "https://api.atlassian.com/mexico",
        "https://api.atlassian.com/ex/jira/x/rest/api/3/myself",
        "https://invented.atlassian.net/rest/api/3/myself",
        "https://invented.atlassian.net.example.com/rest/greenhopper/1.0/x",
        "https://example.com/jsm/assets/workspace/1/v1",
    ],
)
def test_other_urls_belong_to_no_family(url: str) -> None:
    """The products themselves, longer names and other hosts are no families."""
    assert family_of(url) is None
