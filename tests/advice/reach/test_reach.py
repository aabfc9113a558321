"""Tests of the result of a search: answers for each operation, counts, and scopes."""

from collections import Counter

from scope_sets import CLOUD_ID, TODAY, find, model_of
from token_conformance.advice import find_reach
from token_conformance.advice.reach.reach import Ground, counts
from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.operations import Operation, published, retired
from token_conformance.model.cell import Product

WORK = find(model_of(frozenset({"read:jira-work", "read:sprint:jira-software"})))


def test_the_public_name_is_the_search() -> None:
    """A program finds the search where the other answers are."""
    assert find_reach("jira", CLOUD_ID, model_of(frozenset()), today=TODAY).sent == find(model_of(frozenset())).sent


def test_scopes() -> None:
    """A scope is named only if it is certain; a scope that a granular set could replace is not."""
    assert "read:jira-work" in WORK.present
    assert "read:jira-user" in WORK.absent
    assert "write:jira-work" in WORK.undecided
    assert not WORK.present & WORK.absent


def test_no_scope_is_certainly_missing_if_nothing_was_let_through() -> None:
    """A site without the product answers alike, and then the token can have them."""
    nothing = find(model_of(frozenset()))
    assert not nothing.absent
    assert "read:jira-work" in nothing.undecided
    assert nothing.of(published()["GET /rest/api/3/myself"]).says is Says.NO


def test_operations() -> None:
    """What is settled has its own reason, and an operation of the other app has no answer."""
    names = {
        "GET /rest/api/3/issue/{issueIdOrKey}": Says.YES,
        "GET /rest/api/3/myself": Says.NO,
        "POST /rest/api/3/issue": Says.UNKNOWN,
        "GET /rest/api/3/serverInfo": Says.YES,
        "GET /rest/api/3/search": Says.NO,
        "GET /rest/servicedeskapi/info": Says.NO,
        "GET /wiki/api/v2/spaces": Says.UNKNOWN,
    }
    assert {name: WORK.of(published().operations.get(name) or retired()[name]).says for name in names} == names
    assert "removed" in WORK.of(published()["GET /rest/api/3/search"]).why


def test_what_an_answer_rests_on() -> None:
    """What was seen is told from what follows, and a reader can check it."""
    assert WORK.of(published()["GET /rest/api/3/search"]).ground is Ground.PUBLISHED
    assert WORK.of(published()["POST /rest/api/3/issue"]).ground is Ground.NOTHING
    number, asked = next(
        (one, asked) for one, asked in WORK.asked.items() if len(WORK.plan.classes[one].operations) > 1
    )
    other = next(one for one in WORK.plan.classes[number].operations if one != asked)
    assert (WORK.of(asked).ground, WORK.of(other).ground) == (Ground.ASKED, Ground.SAME_SCOPES)
    assert WORK.of(other).why.endswith(f"Seen at {asked.name}, which needs the same scopes.")
    grounds = Counter((one.ground, one.says) for one in WORK.every())
    assert grounds[Ground.ASKED, Says.YES] + grounds[Ground.ASKED, Says.NO] == WORK.sent - 1
    assert grounds[Ground.FOLLOWS, Says.YES] > 0
    assert grounds[Ground.FOLLOWS, Says.NO] > 0


def test_counts() -> None:
    """Each published operation of the app is counted once."""
    found = counts(WORK.every())
    assert sum(found.values()) == sum(one.app == "jira" for one in published().operations.values())
    assert found[Product.JIRA_PLATFORM, True, Says.YES] > 0
    assert found[Product.JIRA_PLATFORM, True, Says.UNKNOWN] == sum(not one.scopes_known for one in _reads())
    assert not [key for key in found if key[0] is Product.CONFLUENCE]


def _reads() -> list[Operation]:
    known = published().operations.values()
    return [one for one in known if one.product is Product.JIRA_PLATFORM and one.method == "GET"]
