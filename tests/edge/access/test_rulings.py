"""Every kind of credential at every place that the edge models: its rows decide, and 501 says what nobody published."""

from base64 import b64encode
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

import httpx
import pytest

from for_each import for_each
from token_conformance.catalogue.credentials import CredentialKind, PlaceAnswer, credential_kinds
from token_conformance.edge.access import rulings
from token_conformance.edge.access.credentials import Presented
from token_conformance.edge.access.rulings import Place, Ruling, Verdict, rule
from token_conformance.edge.access.tokens import seeded_account, tokens_of
from token_conformance.edge.access.world import KNOWN, REQUESTED, World
from token_conformance.edge.tenant.people import SERVICE_ACCOUNT_DOMAIN
from token_conformance.model.grade import Evidence
from token_conformance.model.tenant import SEEDED

Ask = Callable[..., httpx.Response]

ACCOUNT = seeded_account(SEEDED)
TOKENS = tokens_of(ACCOUNT, SEEDED.account_id)
SITE = "https://conformance-edge.atlassian.net"
URLS = {
    Place.JIRA_SITE: f"{SITE}/rest/api/3/project",
    Place.CONFLUENCE_SITE: f"{SITE}/wiki/rest/api/user/current",
    Place.GATEWAY: "https://api.atlassian.com/ex/jira/00000000-c10d-4000-8000-000000000001/rest/api/3/project",
}

JWT = ".".join(["eyJ" + "hbGciOiJIUzI1NiJ9", "e30", "c2ln"])
FOREIGN_PERSONAL = "AT" + "ATT-FOREIGN"
CLOUD_KEY = "AT" + "CTT-FOREIGN"
TEXTS = {
    "unscoped": ACCOUNT.unscoped,
    "scoped-jira": ACCOUNT.scoped_jira,
    "scoped-confluence": ACCOUNT.scoped_confluence,
    "scoped-bitbucket": FOREIGN_PERSONAL,
    "scoped-mcp": FOREIGN_PERSONAL,
    "scoped-other": FOREIGN_PERSONAL,
    "service-account": ACCOUNT.service_account,
    "oauth-3lo": JWT,
    "oauth-2lo": JWT,
    "org-api-key": CLOUD_KEY,
    "org-api-key-scoped": CLOUD_KEY,
    "bitbucket-app-password": "AT" + "BB-FOREIGN",
    "bitbucket-access-token": CLOUD_KEY,
    "connect-jwt": JWT,
    "forge": "made-up-forge",
    "dc-pat": "aB1+" * 11,
    "password": "made-up password",
    "genie-key": "00000000-0000-4000-8000-000000000000",
    "invalid": ACCOUNT.invalid,
}
"""A text of each kind; those of the edge's own accounts are theirs."""

LOOKS_LIKE = {
    JWT: {"oauth-3lo", "oauth-2lo", "connect-jwt"},
    CLOUD_KEY: {"org-api-key", "org-api-key-scoped", "bitbucket-access-token"},
}
"""The kinds that have the same text."""

EXPECTED = """
unscoped                Basic     works      works      works
unscoped                Bearer    forbidden  forbidden  unknown
scoped-jira             Basic     anonymous  refused    works
scoped-jira             Bearer    forbidden  forbidden  unknown
scoped-confluence       Basic     anonymous  refused    works
scoped-confluence       Bearer    forbidden  forbidden  unknown
scoped-bitbucket        Basic     anonymous  anonymous  refused
scoped-mcp              Basic     anonymous  anonymous  refused
scoped-other            Basic     anonymous  anonymous  refused
service-account         Basic     anonymous  unknown    works
service-account         Bearer    forbidden  unknown    works
oauth-3lo               Bearer    refused    forbidden  refused
oauth-2lo               Bearer    refused    forbidden  refused
org-api-key             Bearer    forbidden  unknown    unknown
org-api-key-scoped      Bearer    forbidden  unknown    unknown
bitbucket-app-password  Basic     anonymous  unknown    unknown
bitbucket-access-token  Bearer    forbidden  unknown    unknown
connect-jwt             JWT       unknown    unknown    unknown
connect-jwt             Bearer    refused    forbidden  refused
forge                   Bearer    forbidden  forbidden  refused
dc-pat                  Bearer    forbidden  forbidden  refused
password                Basic     anonymous  anonymous  refused
genie-key               GenieKey  anonymous  unknown    unknown
invalid                 Basic     anonymous  anonymous  refused
invalid                 Bearer    forbidden  forbidden  refused
"""
"""What each kind gets, sent with each of its schemes, at the places in their order."""

CASES = [
    (kind, scheme, place, Verdict(verdict))
    for kind, scheme, *verdicts in map(str.split, EXPECTED.strip().splitlines())
    for place, verdict in zip(Place, verdicts, strict=True)
]


def header(kind: str, scheme: str) -> str:
    """The header of a credential of a kind."""
    if scheme != "Basic":
        return f"{scheme} {TEXTS[kind]}"
    email = ACCOUNT.service_account_email if kind == "service-account" else ACCOUNT.email
    return f"Basic {b64encode(f'{email}:{TEXTS[kind]}'.encode()).decode()}"


def ruling(kind: str, scheme: str, place: Place, world: World = KNOWN) -> Ruling:
    """What a place does with a credential of a kind."""
    return rule(Presented.read(header(kind, scheme), TOKENS), place, world)


def test_every_kind_is_tried_with_every_scheme_of_it() -> None:
    """A new kind, or a new scheme of one, needs a line."""
    assert credential_kinds().keys() == TEXTS.keys()
    tried = {(kind, scheme) for kind, scheme, _, _ in CASES}
    assert tried == {(kind.id, scheme) for kind in credential_kinds().values() for scheme in kind.scheme_words}


@for_each("kind, scheme, place, verdict", CASES)
def test_a_kind_gets_what_is_known_of_it(kind: str, scheme: str, place: Place, verdict: Verdict) -> None:
    """A2: and a sentence that names the kind where that is unknown; only what works has a token."""
    found = ruling(kind, scheme, place)
    assert (verdict, verdict is Verdict.WORKS) == (found.verdict, found.token is not None)
    assert (verdict is Verdict.UNKNOWN) == (f"{kind} (" in found.unknown)


@for_each("kind, scheme, place, verdict", CASES)
def test_what_a_kind_gets_is_said_by_a_row(kind: str, scheme: str, place: Place, verdict: Verdict) -> None:
    """Of its kind, of one that looks like it, or, for what no account of the edge has, of what does not resolve."""
    kinds = {kind} | LOOKS_LIKE.get(TEXTS[kind], set())
    own = {row.answer for each in kinds for row in credential_kinds()[each].at(place) if row.scheme in {scheme, ""}}
    lost = {row.answer for row in credential_kinds()["invalid"].at(place) if row.scheme in {scheme, ""}}
    assert verdict in own | lost | {Verdict.UNKNOWN}
    issued = TEXTS[kind] in TOKENS
    assert verdict in own | {Verdict.UNKNOWN} or not issued


@for_each("kind, scheme, place, verdict", CASES)
def test_the_edge_answers_by_the_ruling(ask: Ask, kind: str, scheme: str, place: Place, verdict: Verdict) -> None:
    """Over https, at an operation that is open to strangers at the Jira site."""
    answer = ask("GET", URLS[place], headers={"authorization": header(kind, scheme)})
    if kind == "scoped-confluence" and place is Place.GATEWAY and verdict is Verdict.WORKS:
        assert (401, True) == (
            answer.status_code,
            "scope does not match" in answer.text,
        )  # it is let in, at the other app
    else:
        assert STATUSES[place][verdict] == answer.status_code
    assert (verdict is Verdict.UNKNOWN) == answer.text.startswith("The local model does not know what ")
    assert ("x-aaccountid" in answer.headers) == (200 == answer.status_code and verdict is Verdict.WORKS)


STATUSES = {
    Place.JIRA_SITE: {"works": 200, "anonymous": 200, "refused": 401, "forbidden": 403, "unknown": 501},
    Place.CONFLUENCE_SITE: {"works": 200, "anonymous": 403, "refused": 401, "forbidden": 403, "unknown": 501},
    Place.GATEWAY: {"works": 200, "refused": 401, "unknown": 501},
}


@pytest.mark.parametrize("place", Place)
def test_no_credential_is_a_stranger_whom_the_gateway_refuses(place: Place) -> None:
    """S5 and G3: also with a scheme that is not read."""
    expected = Verdict.REFUSED if place is Place.GATEWAY else Verdict.ANONYMOUS
    for value in (None, "", "Token X", "bearer X"):
        assert Ruling(expected) == rule(Presented.read(value, TOKENS), place, KNOWN)


@pytest.mark.parametrize(("accepts", "verdict"), [(True, Verdict.WORKS), (False, Verdict.REFUSED)])
def test_a_world_decides_the_contradiction_on_the_service_account(accepts: bool, verdict: Verdict) -> None:
    """A1: Basic at the gateway; Bearer works in both worlds."""
    world = replace(KNOWN, service_account_basic=accepts)
    assert verdict is ruling("service-account", "Basic", Place.GATEWAY, world).verdict
    assert Verdict.WORKS is ruling("service-account", "Bearer", Place.GATEWAY, world).verdict


@pytest.mark.parametrize("place", [Place.JIRA_SITE, Place.CONFLUENCE_SITE])
def test_the_requested_world_lets_a_persons_tokens_in(place: Place) -> None:
    """CLOUD-12617; only as Basic, and what it would change for a service account is not known."""
    for kind in ("unscoped", "scoped-jira", "scoped-confluence"):
        assert Verdict.WORKS is ruling(kind, "Basic", place, REQUESTED).verdict
    for kind, scheme in (("service-account", "Basic"), ("scoped-jira", "Bearer"), ("invalid", "Basic")):
        assert ruling(kind, scheme, place) == ruling(kind, scheme, place, REQUESTED)


@pytest.mark.parametrize("scheme", ["Basic", "Bearer"])
@pytest.mark.parametrize("place", Place)
def test_a_foreign_token_of_a_service_account_is_let_in_nowhere(scheme: str, place: Place) -> None:
    """A1: its text tells the kind; the gateway, where it would work, refuses what no account has."""
    text = "AT" + "STT-FOREIGN"
    pair = b64encode(f"bot@{SERVICE_ACCOUNT_DOMAIN}:{text}".encode()).decode()
    found = rule(Presented.read(f"Basic {pair}" if scheme == "Basic" else f"Bearer {text}", TOKENS), place, KNOWN)
    own = ruling("service-account", scheme, place)
    assert found == (Ruling(Verdict.REFUSED) if own.verdict is Verdict.WORKS else own)


def saying(kinds: Collection[str], place: Place, scheme: str, answer: str) -> Mapping[str, CredentialKind]:
    """The kinds of credential, with one row for some of them at a place, in place of all rows that they have there."""

    def changed(kind: CredentialKind) -> CredentialKind:
        row = PlaceAnswer(place=place, scheme=scheme, answer=answer, evidence=Evidence("claimed", "", "a test", ""))
        return replace(kind, answers=(*(each for each in kind.answers if each.place != place), row))

    return {id_: changed(kind) if id_ in kinds else kind for id_, kind in credential_kinds().items()}


@for_each("kind, scheme, place, verdict", CASES)
def test_no_verdict_is_written_in_code(
    kind: str, scheme: str, place: Place, verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With another row, a kind gets another verdict; a word that the edge has no answer for is unknown."""
    kinds = {kind, "invalid"} | LOOKS_LIKE.get(TEXTS[kind], set())
    row, expected = ("gone", "unknown") if verdict is Verdict.REFUSED else ("refused", "refused")
    changed = saying(kinds, place, scheme, row)
    monkeypatch.setattr(rulings, "credential_kinds", lambda: changed)
    assert expected == ruling(kind, scheme, place).verdict


def test_another_row_is_another_answer_of_the_edge(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the rows said that Jira at the site takes the scoped token for Jira, the edge would take it."""
    url = f"{SITE}/rest/api/3/myself"
    assert 401 == ask("GET", url, ACCOUNT.scoped_jira).status_code
    changed = saying({"scoped-jira"}, Place.JIRA_SITE, "Basic", "works")
    monkeypatch.setattr(rulings, "credential_kinds", lambda: changed)
    answer = ask("GET", url, ACCOUNT.scoped_jira)
    assert (200, SEEDED.email) == (answer.status_code, answer.json()["emailAddress"])
