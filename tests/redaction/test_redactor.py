"""The redactor finds the credentials of an account in every form, whole and in part."""

import json
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

import pytest

from token_conformance.model.account import Account
from token_conformance.model.cell import Credential, Product
from token_conformance.model.target import PlaceholderCredentials
from token_conformance.redaction.redactor import Redactor

TOKEN = "MADE-UP+TOKEN/" + "k3Wq9ZtB7nLx2VcR5mYp8HsD" * 3 + "=0A1B2C3D"
JIRA = "MADE-UP+TOKEN/" + "p8HsD5mYp2VcR7nLx9ZtBk3W" * 3 + "=3C4D5E6F"
ACCOUNT = Account("Canary.Bird+ci@example.com", TOKEN, JIRA, "", invalid="short")


@pytest.fixture
def redactor() -> Redactor:
    """A redactor that protects the account."""
    redactor = Redactor()
    redactor.protect(ACCOUNT)
    return redactor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"token={TOKEN};", "token=<unscoped token>;"),
        (f"/?t={quote(JIRA, safe='')}&a=1", "/?t=<scoped jira token>&a=1"),
        (f"'{TOKEN[:40]}...{TOKEN[-20:]}'", "'<unscoped token>...<unscoped token>'"),
        (f"{ACCOUNT.email.lower()}, {quote(ACCOUNT.email, safe='')}", "<e-mail>, <e-mail>"),
        (f"({ACCOUNT.authorization(Credential.SCOPED, Product.JIRA_PLATFORM)})", "(Basic <scoped jira token>)"),
        (f"{TOKEN}{JIRA}", "<unscoped token><scoped jira token>"),
        ("nothing of it, and not a short word", "nothing of it, and not a short word"),
        ("MADE-UP+TOKEN/", "MADE-UP+TOKEN/"),
    ],
)
def test_forms_of_a_credential_are_replaced_by_its_name(redactor: Redactor, text: str, expected: str) -> None:
    """The text around it stays; the beginning that all tokens share is not masked."""
    assert expected == redactor(text)


@pytest.mark.parametrize("before", ["", "a", "ab"])
@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
def test_a_token_in_base64_is_found_at_every_alignment(redactor: Redactor, before: str, encode: type[bytes]) -> None:
    """A cassette has the Base64 of a body that is not text."""
    encoded = encode(f"{before}{TOKEN}{before}".encode()).decode()
    assert TOKEN[20:40] not in redactor(encoded)
    assert len(redactor(encoded)) < 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("proxy http://" + "svc:Winter26@proxy.example:3128", "proxy http<url-credentials>proxy.example:3128"),
        ("set-cookie: cloud.session." + "token=Zk4vQ81mLw0x; Path=/", "set-cookie: <cookie>; Path=/"),
        ("AT" + "ATT3xFfGF0" + "kQ7vB2xZ9" * 9 + "=1A2B3C4D", "<api-token>"),
    ],
)
def test_a_text_in_the_shape_of_a_credential_is_masked_too(redactor: Redactor, text: str, expected: str) -> None:
    """An account does not have the password of a proxy or the cookies of a tenant."""
    assert expected == redactor(text)


def test_json_stays_json(redactor: Redactor) -> None:
    """A line of results from which a credential was removed can still be read."""
    assert {"body": "<unscoped token>", "status": 200} == json.loads(
        redactor(json.dumps({"body": TOKEN, "status": 200}))
    )


def test_the_texts_of_a_replay_stay_as_they_are() -> None:
    """They have only placeholders of credentials."""
    redactor = Redactor()
    redactor.protect(PlaceholderCredentials())
    text = "://" + "u1:secret@x.example and <scoped jira token>"
    assert text == redactor(text)
