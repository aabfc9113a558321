"""Rules F1 and H1: over all bases of all families, the edge names the family or answers with what is known."""

import pytest

from for_each import for_each
from in_process_edge import ACCOUNT, JIRA, SITE, Asked, ask
from token_conformance.catalogue import families as families_module
from token_conformance.catalogue.families import Acceptance, Base, Family, families
from token_conformance.edge.access.family import KNOWN_GRADES, family_answer
from token_conformance.edge.operations import find_operation
from token_conformance.edge.ruled import RuledResponse
from token_conformance.model.grade import Evidence
from token_conformance.model.tenant import SEEDED
from token_conformance.model.url import site_path

HOSTS = ("https://api.atlassian.com/", "https://SITE.atlassian.net/")
TOKENS = {"unscoped": ACCOUNT.unscoped, "scoped": ACCOUNT.scoped_jira}


def filled(url: str) -> str:
    """A URL below a base, at the seeded tenant."""
    named = url.replace("SITE", SEEDED.site).replace("{cloudId}", SEEDED.cloud_id).replace("{product}", "jira")
    return named.replace("{", "a").replace("}", "z") + "/part"


def below(url: str) -> str:
    """The path of a URL at the site."""
    return site_path("/" + url.split("/", 3)[3])


URLS = [
    (of, base, filled(url))
    for of in families()
    for base in of.bases
    for url in base.urls
    if url.startswith(HOSTS) and not find_operation("GET", below(filled(url)))
]
BASES = pytest.mark.parametrize(("of", "base", "url"), URLS, ids=[url for _, _, url in URLS])


def rows(base: Base, kind: str) -> list[Acceptance]:
    """What is known of a kind of credential at a base."""
    return [row for row in base.accepts if row.credential == kind and row.evidence.grade != "unknown"]


def assert_true(answer: Asked, of: Family, base: Base, kind: str) -> None:
    """The answer names the family, or has the status of a row that is well enough known."""
    if answer.rule == "not-modelled":
        assert 501 == answer.status
        assert f"{of.title} is not modelled.\n" in answer.text
    else:
        assert answer.rule in {"F1", "G2", "C4", "C1", "accessible-resources"}
        known = [row for row in rows(base, kind) if row.evidence.grade in KNOWN_GRADES]
        assert answer.rule in {"G2", "C1"} or answer.status in {row.status for row in known}


@BASES
@for_each("kind", TOKENS)
def test_a_base_names_its_family_or_answers_as_known(of: Family, base: Base, url: str, kind: str) -> None:
    """F1: nothing there looks like an answer of Atlassian that nobody has seen."""
    answer = ask("GET", url, TOKENS[kind])
    if url.startswith("https://api.atlassian.com/oauth/"):  # the path of the rule is known, and nothing below it
        assert "G5" != answer.rule
    assert_true(answer, of, base, kind)


@BASES
def test_a_stranger_is_refused_at_the_gateway_alone(of: Family, base: Base, url: str) -> None:
    """G3; at the site it is not known what a stranger gets."""
    answer = ask("GET", url)
    if url.startswith("https://api.atlassian.com/"):
        assert answer.rule in {"G3", "accessible-resources"}
    else:
        assert (501, "not-modelled") == (answer.status, answer.rule)
        assert of.title in answer.text
    assert base.accepts


@pytest.mark.parametrize("path", ["/jsm/assets/workspace/1/v1/object/1", "/graphql", "/admin/v1/orgs"])
def test_a_bearer_value_may_be_of_another_kind(path: str) -> None:
    """Such as an organization's key, which works at one of them."""
    answer = ask("GET", f"https://api.atlassian.com{path}", headers=(("authorization", "Bearer x"),))
    assert (501, "not-modelled") == (answer.status, answer.rule)


def test_an_api_token_is_refused_by_the_administration() -> None:
    """F1: reported for the unscoped token, so the status is known and the words are not."""
    answer = ask("GET", "https://api.atlassian.com/admin/v1/orgs", ACCOUNT.unscoped)
    assert (401, "F1", "local model") == (answer.status, answer.rule, answer.headers["x-token-conformance"])
    assert "GET /admin/v1/orgs answers 401 Unauthorized (reported by " in answer.text
    assert answer.text.endswith("the local model does not know the words of it.\n")
    assert 501 == ask("GET", "https://api.atlassian.com/admin/v1/orgs", ACCOUNT.scoped_jira).status


@pytest.mark.parametrize(
    "path",
    [
        f"/gateway/api/ex/jira/{SEEDED.cloud_id}/rest/api/3/myself",
        "/gateway/api/graphql",
        "/gateway/api/automation/public/jira/x/rest/v1/rule",
        "/gateway/api/x",
    ],
)
@pytest.mark.parametrize("token", [None, ACCOUNT.unscoped, ACCOUNT.scoped_jira, ACCOUNT.invalid])
def test_the_gateway_below_the_site_is_not_known(path: str, token: str | None) -> None:
    """H1: nobody has published what an API token gets there."""
    answer = ask("GET", f"{SITE}{path}", token)
    assert (501, "not-modelled") == (answer.status, answer.rule)
    assert f"GET {path} answers: " in answer.text


@pytest.mark.parametrize("path", ["/rest/greenhopper/1.0/x", "/rest/webhooks/1.0/webhook", "/rest/api/latest/myself"])
def test_a_family_below_the_gateway_has_the_scope_check(path: str) -> None:
    """G2: nothing of it is published, so no scope matches; the unscoped token comes through, to what nobody knows."""
    assert "G2" == ask("GET", f"{JIRA}{path}", ACCOUNT.scoped_jira).rule
    assert 501 == ask("GET", f"{JIRA}{path}", ACCOUNT.unscoped).status


def test_a_refusal_for_a_scope_has_its_known_words() -> None:
    """Automation refused a service account so; a row that contradicts itself would be 501."""
    url = "https://api.atlassian.com/automation/public/jira/x/rest/v1"
    answer = family_answer("GET", "/automation", url, "service-account")
    assert answer is not None
    assert (401, True) == (answer.status_code, b"scope does not match" in answer.body)


REFUSED, WORKS = ("refused", 401, "reported"), ("works", 200, "documented")


@pytest.mark.parametrize(
    ("known", "rule"),
    [
        ([REFUSED], "F1"),
        ([("unknown", None, "unknown"), REFUSED], "F1"),
        ([("refused", 401, "claimed"), REFUSED], "F1"),
        ([REFUSED, WORKS], "not-modelled"),
        ([("refused", 401, "unknown"), WORKS], "not-modelled"),
        ([REFUSED, ("refused", 403, "reported")], "not-modelled"),
        ([("refused", 401, "claimed")], "not-modelled"),
        ([("refused", None, "reported")], "not-modelled"),
        ([("unknown", None, "unknown")], "not-modelled"),
        ([("scope-mismatch", 401, "recorded")], "G2"),
        ([("forbidden", 403, "recorded")], "F1"),
        ([WORKS], "not-modelled"),
    ],
)
def test_a_refusal_is_answered_if_all_that_is_known_says_the_same(
    monkeypatch: pytest.MonkeyPatch, known: list[tuple[str, int | None, str]], rule: str
) -> None:
    """A contradiction, a claim alone and a success are 501."""
    accepts = tuple(Acceptance("unscoped", word, Evidence(grade, "", "s", ""), status) for word, status, grade in known)
    base = Base(("https://api.atlassian.com/x",), "gateway-without-ex", "current", accepts)
    monkeypatch.setattr(families_module, "family_of", lambda _: (families()[0], base))
    answer = family_answer("GET", "/x", "https://api.atlassian.com/x", "unscoped")
    assert isinstance(answer, RuledResponse)
    assert rule == answer.rule
