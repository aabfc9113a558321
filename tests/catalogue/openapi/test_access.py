"""Scope sets, the anonymous caller and Basic, as a document says them."""

from typing import Any

import pytest

from openapi_documents import BASIC, Json, document, node, operation, requirement
from token_conformance.catalogue.openapi.access import Access, Schemes, access
from token_conformance.errors import DocumentError

CLASSIC, GRANULAR = "read:jira-work", "read:issue:jira"


def read(one: Json, **others: Any) -> Access:
    """What an operation says."""
    root = node(document({"/rest/api/3/x": {"get": one}}, **others))
    return access(root.require("paths").require("/rest/api/3/x").require("get"), root, Schemes.of(root))


def refused(one: Json, **others: Any) -> str:
    """The line by which an operation is refused."""
    with pytest.raises(DocumentError) as caught:
        read(one, **others)
    return str(caught.value).removeprefix("some.json: paths./rest/api/3/x.get")


@pytest.mark.parametrize(
    ("one", "classic", "granular"),
    [
        pytest.param(operation(Current=[CLASSIC], Beta=[GRANULAR]), CLASSIC, GRANULAR, id="by state"),
        pytest.param(operation(Beta=[GRANULAR], Current=[CLASSIC]), CLASSIC, GRANULAR, id="in the other order"),
        pytest.param(
            operation(BASIC, requirement(CLASSIC), Current=[CLASSIC], Beta=[CLASSIC, "read:app-data:jira"]),
            CLASSIC,
            f"{CLASSIC} read:app-data:jira",
            id="a granular set with a classic scope in it",
        ),
        pytest.param(
            operation(Current=["readonly:content.attachment:confluence"], Beta=["read:attachment:confluence"]),
            "readonly:content.attachment:confluence",
            "read:attachment:confluence",
            id="a classic scope with a name of three parts",
        ),
        pytest.param(
            operation(Current=["read:user.property:confluence"]), "", "read:user.property:confluence", id="v2"
        ),
        pytest.param(
            operation(Current=[GRANULAR], Beta=[GRANULAR]), "", GRANULAR, id="the same granular set in both states"
        ),
        pytest.param(operation(Current=[CLASSIC], Beta=[CLASSIC]), CLASSIC, CLASSIC, id="the same classic set"),
        pytest.param(operation(Current=[], Beta=[GRANULAR]), "", GRANULAR, id="no classic set"),
        pytest.param(operation(Current=[CLASSIC], Beta=[]), CLASSIC, "", id="no granular set"),
        pytest.param(operation(requirement(), Current=[], Beta=[]), "", "", id="no set"),
        pytest.param(operation(BASIC, Beta=["redact:issue:jira"]), "", "redact:issue:jira", id="Beta alone"),
        pytest.param(operation(requirement(), Current=[CLASSIC]), CLASSIC, "", id="stated, and not in security"),
        pytest.param(operation(requirement(CLASSIC), Current=[]), "", "", id="stated as empty, against security"),
        pytest.param(operation(requirement(CLASSIC), Beta=[GRANULAR]), CLASSIC, GRANULAR, id="one at each place"),
        pytest.param(operation(BASIC, requirement(CLASSIC)), CLASSIC, "", id="security alone"),
        pytest.param(operation(requirement("read:a:b", "read:c:d")), "", "read:a:b read:c:d", id="a set in security"),
        pytest.param(
            operation(requirement(CLASSIC), requirement(GRANULAR)), CLASSIC, GRANULAR, id="OR between requirements"
        ),
        pytest.param(
            operation({"OAuth2": ["read:a:b"], "moreOAuth": ["read:c:d"]}), "", "read:a:b read:c:d", id="AND within one"
        ),
        pytest.param(operation({"connectJWT": []}), "", "", id="another scheme"),
        pytest.param({}, "", "", id="nothing"),
    ],
)
def test_a_scope_set_is_classic_or_granular(one: Json, classic: str, granular: str) -> None:
    """The state decides if there are both, otherwise the names."""
    found = read(one)
    assert (set(classic.split()), set(granular.split())) == (set(found.classic), set(found.granular))


@pytest.mark.parametrize(
    ("one", "anonymous", "basic"),
    [
        (operation(BASIC, requirement(CLASSIC), {}), True, True),
        (operation(BASIC, requirement(CLASSIC)), False, True),
        (operation(requirement(CLASSIC), {}), True, False),
        (operation(requirement(), {"connectJWT": []}), False, False),
        ({"security": []}, False, False),
        ({}, False, False),
    ],
)
def test_the_empty_requirement_is_the_anonymous_caller(one: Json, anonymous: bool, basic: bool) -> None:
    """An empty set of scopes is not the empty requirement."""
    assert (anonymous, basic) == (read(one).anonymous, read(one).basic)


def test_security_of_the_document_applies_to_an_operation_without_its_own() -> None:
    """An empty list of an operation replaces it."""
    assert read({}, security=[{}, requirement(CLASSIC)]) == Access(
        frozenset({CLASSIC}), frozenset(), anonymous=True, basic=False
    )
    assert not read({"security": []}, security=[{}]).anonymous


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (
            operation(Gamma=[CLASSIC]),
            ".x-atlassian-oauth2-scopes.0.state: is 'Gamma', which is neither Current nor Beta; the import must be",
        ),
        (
            operation(requirement(CLASSIC), requirement("read:other")),
            ": has 2 sets of classic scopes, where a row has room for one;",
        ),
        (
            operation(requirement(GRANULAR), Beta=["read:a:b"]),
            ": has 2 sets of granular scopes, where a row has room for one;",
        ),
        (
            operation({"magic": []}),
            ".security.0: names the security scheme 'magic', which the document does not declare",
        ),
        (
            {"x-atlassian-oauth2-scopes": [{"scheme": "magic", "state": "Beta", "scopes": []}]},
            ".x-atlassian-oauth2-scopes.0: names the security scheme 'magic', which the document does not declare",
        ),
        ({"x-atlassian-oauth2-scopes": [{"state": "Beta"}]}, ".x-atlassian-oauth2-scopes.0: has no 'scheme';"),
        ({"security": {}}, ".security: is an object, where an array is expected;"),
        (operation(requirement("read:a read:b")), ".security.0.OAuth2.0: is 'read:a read:b', which is not one word;"),
    ],
)
def test_what_is_not_understood_is_refused(one: Json, line: str) -> None:
    """A guess about scopes would become a wrong answer."""
    assert refused(one).startswith(line)


def test_a_document_without_schemes_can_have_operations_without_security() -> None:
    """Its schemes are empty."""
    assert Schemes.of(node({})) == Schemes(frozenset(), frozenset(), frozenset())
    assert Schemes.of(node({"components": {}})) == Schemes.of(node({}))
