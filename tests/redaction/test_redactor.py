"""The redactor finds the credentials of an account in every form, whole and in part."""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import strategies as st

from properties import given
from token_conformance.model.account import Account, Scheme
from token_conformance.model.cell import Credential, Product
from token_conformance.model.target import PlaceholderCredentials
from token_conformance.redaction.redactor import Redactor

TOKEN = "MADE-UP+TOKEN/" + "k3Wq9ZtB7nLx2VcR5mYp8HsD" * 3 + "=0A1B2C3D"
JIRA = "MADE-UP+TOKEN/" + "p8HsD5mYp2VcR7nLx9ZtBk3W" * 3 + "=3C4D5E6F"
SERVICE = "MADE-UP+TOKEN/" + "R5mYp8HsDk3Wq9ZtB7nLx2Vc" * 3 + "=4D5E6F70"
PASSWORD = "p&'\"<\\q/ 26" + "winter"
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


@pytest.mark.parametrize("scheme", Scheme)
def test_a_service_account_is_masked_with_its_own_name_and_address(scheme: Scheme) -> None:
    """Its token is found alone, as Bearer and in Basic; the word of the scheme is no secret."""
    redactor = Redactor()
    account = replace(ACCOUNT, service_account=SERVICE, service_account_email="bot@example.com")
    redactor.protect(replace(account, service_account_scheme=scheme))
    header = replace(account, service_account_scheme=scheme).authorization(
        Credential.SERVICE_ACCOUNT, Product.CONFLUENCE
    )
    assert f"{scheme} <service account token>" == redactor(header or "")
    assert "<service account token>, <service account e-mail>" == redactor(f"{SERVICE}, BOT@example.com")
    assert "Bearer, Basic" == redactor("Bearer, Basic")


def test_the_name_of_a_column_is_no_part_of_a_made_up_token() -> None:
    """The edge's token has its words; the rest of it, and the whole, are masked."""
    redactor = Redactor()
    redactor.protect(replace(ACCOUNT, service_account="MADE-UP-SERVICE-ACCOUNT-TOKEN-9ZtB7nLx2VcR5mYp"))
    cell = "jira-platform/get-issue/service-account-gateway"
    assert cell == redactor(cell)
    assert "<service account token>" == redactor("MADE-UP-SERVICE-ACCOUNT-TOKEN-9ZtB7nLx2VcR5mYp")
    assert "..<service account token>" == redactor("..TOKEN-9ZtB7nLx2VcR5mYp")


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
        ("set-cookie: cloud.session.token" + "=Zk4vQ81mLw0x; Path=/", "set-cookie: <cookie>; Path=/"),
        ("AT" + "ATT3xFfGF0" + "kQ7vB2xZ9" * 9 + "=1A2B3C4D", "<api-token>"),
    ],
)
def test_a_text_in_the_shape_of_a_credential_is_masked_too(redactor: Redactor, text: str, expected: str) -> None:
    """An account does not have the password of a proxy or the cookies of a tenant."""
    assert expected == redactor(text)


ENCODINGS: dict[str, Callable[[str], str]] = {
    "percent": lambda text: quote(text, safe=""),
    "percent, in lower case": lambda text: quote(text, safe="").lower(),
    "percent, every character": lambda text: "".join(f"%{ord(character):02X}" for character in text),
    "percent, twice": lambda text: quote(quote(text, safe="")),
    "JSON, every character": lambda text: "".join(rf"\u{ord(character):04x}" for character in text),
    "JSON with escaped slashes": lambda text: json.dumps(text).replace("/", r"\/"),
    "JSON in JSON": lambda text: json.dumps(json.dumps(text)),
    "HTML": escape,
    "HTML, every character": lambda text: "".join(f"&#{ord(character)};" for character in text),
    "a URL in JSON": lambda text: json.dumps(f"https://example.com/?q={quote(text, safe='')}"),
    "hexadecimal": lambda text: text.encode().hex(),
    "hexadecimal, in upper case": lambda text: text.encode().hex().upper(),
    "Python's bytes": lambda text: repr(text.encode()),
    "upper case": str.upper,
    "lower case": str.lower,
}


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("secret", [TOKEN, PASSWORD], ids=["token", "password"])
def test_a_secret_is_found_in_any_encoding(encode: Callable[[str], str], secret: str) -> None:
    """What a server, a proxy or a library makes of what it was sent: all of it is replaced, and its neighbours stay."""
    redactor = Redactor()
    redactor.protect_secret(secret, "secret", "user")
    whole = encode(f"ABC{secret}XYZ")
    shown = redactor(whole)
    assert 1 == shown.count("<secret>")
    before, after = shown.split("<secret>")
    assert whole.startswith(before)
    assert whole.endswith(after)
    assert len(before + after) <= len(encode("ABC")) + len(encode("XYZ")) + len("https://example.com/?q=")


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
def test_a_part_of_a_token_is_found_in_any_encoding(redactor: Redactor, encode: Callable[[str], str]) -> None:
    """A message quotes the first characters of what it got."""
    assert "<unscoped token>" in redactor(f"got {encode(TOKEN[:60])}…")


def test_the_password_of_a_proxy_is_a_secret() -> None:
    """Also as the proxy gets it, and as it is before it is encoded for the URL."""
    redactor = Redactor()
    redactor.protect_url("http://svc:" + "Winter%2326@proxy.example:3128", "proxy password")
    redactor.protect_url("http://proxy.example:3128", "none")
    redactor.protect_url("http://[", "none")
    basic = b64encode(b"svc:Winter#26").decode()
    assert "<proxy password> <proxy password>, proxy.example" == redactor(f"Winter#26 {basic}, proxy.example")


@given(start=st.integers(0, 80), length=st.integers(1, 40), before=st.text("~", max_size=20))
def test_a_part_of_16_characters_is_found_at_every_place(start: int, length: int, before: str) -> None:
    """A shorter part stays: it may be one that all tokens share."""
    redactor = Redactor()
    redactor.protect_secret(TOKEN, "token")
    part = TOKEN[start:][:length]
    expected = "<token>" if len(part) >= 16 else part
    assert f"{before}{expected}~" == redactor(f"{before}{part}~")


def test_overlapping_parts_are_replaced_once(redactor: Redactor) -> None:
    """A token that has one encoded character is found in part as it is, and as a whole in its decoded layer."""
    assert "a<unscoped token>b" == redactor("a" + TOKEN.replace("=", "%3D") + "b")


def test_a_value_that_is_not_utf8_can_be_protected() -> None:
    """The environment of a process may have any bytes."""
    redactor = Redactor()
    redactor.protect_secret("secret\udcff", "token")
    assert "<token>" == redactor("secret\udcff")


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


PARTS = [
    TOKEN[:40],
    TOKEN[14:30],
    TOKEN[20:35],
    JIRA,
    ACCOUNT.email,
    "short",
    "scoped-site]",
    quote(TOKEN, safe=""),
    " ",
]


@given(parts=st.lists(st.sampled_from([*PARTS, *map(str.upper, PARTS), *map(json.dumps, PARTS)]), max_size=4))
def test_a_text_of_ascii_is_redacted_like_every_other_text(parts: list[str]) -> None:
    """Whether it has anything to mask is asked first, in a faster way; a text with other characters is searched."""
    redactor = Redactor()
    redactor.protect(replace(ACCOUNT, invalid="aB3-xyz"))
    text = " ".join(parts)
    assert f"{redactor(text)} é" == redactor(f"{text} é")


@pytest.mark.parametrize("secret", ["aB3-xyz", "aB3-xyz.aB3-xy", "aB3-xyz.aB3-xyz"])
@given(before=st.text("~", max_size=20))
def test_a_short_secret_is_found_at_every_place(secret: str, before: str) -> None:
    """Some have no part that is as long as those that are looked for first."""
    redactor = Redactor()
    redactor.protect_secret(secret, "token")
    assert f"{before}<token>~" == redactor(f"{before}{secret}~")


def test_a_secret_with_letters_of_other_alphabets_is_found_where_only_its_case_differs() -> None:
    """The sign of Kelvin is K in another case, so a text of ASCII can have such a secret."""
    redactor = Redactor()
    redactor.protect_secret("273-\N{KELVIN SIGN}elvin-degrees", "token")
    assert "<token>" == redactor("273-kelvin-degrees")
