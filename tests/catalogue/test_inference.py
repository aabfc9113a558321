"""What is inferred from the rules for every operation."""

from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.inference import as_stranger, by_scopes
from token_conformance.catalogue.operations import published


def test_a_stranger_reaches_what_answers_everyone() -> None:
    """At Jira's site, a scoped token works only for operations that answer everyone, also for those in no suite."""
    operations = published().operations
    assert {
        "GET /rest/api/2/serverInfo",
        "GET /rest/api/3/serverInfo",
        "GET /rest/servicedeskapi/info",
    } == {name for name, one in operations.items() if as_stranger(one).says is Says.YES}


def test_unknown_scopes_are_not_none() -> None:
    """A scoped token cannot reach an operation without scopes; where nobody has read the scopes, that is unknown."""
    found = {name: answer.says for name, one in published().operations.items() if (answer := by_scopes(one))}
    unread = {name for name, one in published().operations.items() if not one.scopes_known}
    assert unread == {name for name, says in found.items() if says is Says.UNKNOWN}
    assert {"GET /rest/api/2/serverInfo", "GET /rest/api/3/serverInfo"} == {
        name for name, says in found.items() if says is Says.YES
    }
