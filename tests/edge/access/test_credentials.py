"""How an `Authorization` header is read, without a server."""

from base64 import b64encode

import pytest

from token_conformance.edge.access.credentials import Authorization, Scheme
from token_conformance.edge.access.tokens import seeded_account, tokens_of
from token_conformance.model.tenant import SEEDED

EMAIL = SEEDED.email


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
        ("Bearer X", Authorization(Scheme.BEARER)),
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


def test_a_password_does_not_show_itself() -> None:
    """A traceback that shows the credential does not show the token."""
    assert "MADE-UP" not in repr(Authorization.parse(basic(f"{EMAIL}:MADE-UP-UNSCOPED-TOKEN")))
