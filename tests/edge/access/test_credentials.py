"""How an `Authorization` header is read, without a server."""

from base64 import b64encode

import pytest

from token_conformance.edge.access.credentials import Authorization, Presented, Scheme, credential_of, kind_of
from token_conformance.edge.access.tokens import seeded_account, tokens_of
from token_conformance.edge.tenant.people import SERVICE_ACCOUNT_DOMAIN
from token_conformance.model.cell import Credential
from token_conformance.model.tenant import SEEDED

EMAIL = SEEDED.email
ACCOUNT = seeded_account(SEEDED)
TOKENS = tokens_of(ACCOUNT, SEEDED.account_id)


def basic(pair: str) -> str:
    """The value of a Basic header."""
    return f"Basic {b64encode(pair.encode()).decode()}"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, Authorization(Scheme.NONE)),
        ("", Authorization(Scheme.NONE)),
        (basic("a@example.com:X"), Authorization(Scheme.BASIC, "a@example.com", "X")),
        (basic("a@example.com:X:Y"), Authorization(Scheme.BASIC, "a@example.com", "X:Y")),
        (basic("no-colon"), Authorization(Scheme.BASIC)),
        ("Basic ***", Authorization(Scheme.BASIC)),
        ("Basic", Authorization(Scheme.BASIC)),
        ("BASIC eDp5", Authorization(Scheme.NONE)),
        ("Bearer X", Authorization(Scheme.BEARER, "", "X")),
        ("JWT X", Authorization(Scheme.JWT, "", "X")),
        ("GenieKey X", Authorization(Scheme.GENIE_KEY, "", "X")),
        ("Token X", Authorization(Scheme.NONE)),
        (" X", Authorization(Scheme.NONE)),
        ("Bearer ", Authorization(Scheme.NONE)),
        ("Bearer  X", Authorization(Scheme.NONE)),
        ("bearer X", Authorization(Scheme.NONE)),
    ],
)
def test_a_header_is_read_as_the_site_reads_it(header: str | None, expected: Authorization) -> None:
    """S1, S5, C3: nothing is guessed of what is not spelt right."""
    assert expected == Authorization.parse(header)


@pytest.mark.parametrize(
    ("pair", "well_formed"),
    [(f"{EMAIL}:X", True), (f"{EMAIL}:", False), (":X", False), ("no-colon", False), (f"{EMAIL}:X:Y", False)],
)
def test_a_pair_is_well_formed_or_not(pair: str, well_formed: bool) -> None:
    """C3: one user, one password."""
    assert well_formed == Authorization.parse(basic(pair)).is_well_formed


@pytest.mark.parametrize(
    ("pair", "resolves"),
    [
        (f"{EMAIL}:MADE-UP-UNSCOPED-TOKEN", True),
        (f"{EMAIL.upper()}:MADE-UP-UNSCOPED-TOKEN", True),
        ("other@example.com:MADE-UP-UNSCOPED-TOKEN", False),
        (f"{EMAIL}:MADE-UP-INVALID-TOKEN", False),
        (":MADE-UP-UNSCOPED-TOKEN", False),
    ],
)
def test_a_credential_resolves_to_its_owners_token(pair: str, resolves: bool) -> None:
    """The e-mail address and the token must belong together."""
    assert resolves == (
        Authorization.parse(basic(pair)).resolve(tokens_of(seeded_account(SEEDED), SEEDED.account_id)) is not None
    )


JWT = ".".join(["eyJ" + "hbGciOiJIUzI1NiJ9", "e30", "c2ln"])
SERVICE_EMAIL = ACCOUNT.service_account_email
SERVICE = ACCOUNT.service_account


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (None, "none"),
        ("", "invalid"),
        ("Token X", "invalid"),
        ("bearer X", "invalid"),
        (basic(f"{EMAIL}:{ACCOUNT.unscoped}"), "unscoped"),
        (basic(f"{EMAIL}:{ACCOUNT.scoped_jira}"), "scoped"),
        (basic(f"{EMAIL}:{ACCOUNT.scoped_confluence}"), "scoped"),
        (basic(f"{EMAIL}:{ACCOUNT.invalid}"), "invalid"),
        (basic(f"other@example.com:{ACCOUNT.unscoped}"), "invalid"),
        (basic("no-colon"), "invalid"),
        (f"Bearer {ACCOUNT.unscoped}", "unscoped"),
        (f"Bearer {ACCOUNT.scoped_jira}", "scoped"),
        (f"Bearer {SERVICE}", "service-account"),
        (basic(f"{SERVICE_EMAIL}:{SERVICE}"), "service-account"),
        (basic(f"{EMAIL}:{SERVICE}"), "invalid"),
        ("Bearer AT" + "STT-X", "service-account"),
        (basic(f"bot@{SERVICE_ACCOUNT_DOMAIN}:AT" + "STT-X"), "service-account"),
        ("Bearer AT" + "ATT-X", "invalid"),
        (basic(f"{EMAIL}:AT" + "ATT-X"), "invalid"),
        (f"Bearer {JWT}", "oauth-3lo or oauth-2lo or connect-jwt"),
        (basic(f"{EMAIL}:{JWT}"), "invalid"),
        ("Bearer eyJ.e30", "invalid"),
        ("Bearer a.b.c", "invalid"),
        (f"JWT {JWT}", "connect-jwt"),
        ("JWT X", "connect-jwt"),
        ("GenieKey 00000000-0000-4000-8000-000000000000", "genie-key"),
        ("Bearer AT" + "CTT-X", "org-api-key or org-api-key-scoped or bitbucket-access-token"),
        (basic(f"{EMAIL}:AT" + "BB-X"), "bitbucket-app-password"),
        ("Bearer AT" + "BB-X", "invalid"),
        ("Bearer " + "aB1+" * 11, "dc-pat"),
        (basic(f"{EMAIL}:" + "aB1+" * 11), "invalid"),
    ],
)
def test_the_scheme_and_the_text_tell_the_kind(header: str | None, kind: str) -> None:
    """A2: a token of the edge is of its own kind; all kinds that look alike are named."""
    assert kind == kind_of(header, TOKENS)


@pytest.mark.parametrize(
    ("header", "credential"),
    [
        (None, Credential.NONE),
        (basic(f"{EMAIL}:{ACCOUNT.unscoped}"), Credential.UNSCOPED),
        (basic(f"{EMAIL}:{ACCOUNT.scoped_jira}"), Credential.SCOPED),
        (f"Bearer {ACCOUNT.unscoped}", Credential.INVALID),
        (f"Bearer {ACCOUNT.scoped_jira}", Credential.INVALID),
        (f"Bearer {JWT}", Credential.INVALID),
        ("Token X", Credential.INVALID),
    ],
)
def test_a_cell_has_fewer_words(header: str | None, credential: Credential) -> None:
    """What is no credential of a cell is an invalid one, also a person's token that is sent as Bearer."""
    assert credential is credential_of(header, TOKENS)


@pytest.mark.parametrize("header", [f"Bearer {SERVICE}", basic(f"{SERVICE_EMAIL}:{SERVICE}")])
def test_the_edges_own_token_is_found(header: str) -> None:
    """The token of a service account is found with both schemes."""
    assert Presented.read(header, TOKENS).token is TOKENS[SERVICE]


def test_a_password_does_not_show_itself() -> None:
    """A traceback that shows the credential does not show the token."""
    assert "MADE-UP" not in repr(Authorization.parse(basic(f"{EMAIL}:MADE-UP-UNSCOPED-TOKEN")))
    assert "MADE-UP" not in repr(Presented.read("Bearer MADE-UP-SERVICE-ACCOUNT-TOKEN", {}))
