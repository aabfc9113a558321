"""A token is found in every form that a client makes of it, and masked in each."""

from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

import pytest

from token_conformance.certify.observation.tenants import Tokens

EMAIL = "otter.7@example.com"
TOKEN = "MADE-UP-TOKEN-0f3a=1A2B3C4D"
TOKENS = Tokens(EMAIL, [TOKEN, f"{TOKEN}-WITHOUT-READ"])
CREDENTIAL = f"{EMAIL}:{TOKEN}".encode()

BASE64 = "<base64 of the credential>"
FORMS = {
    "plain": (TOKEN, "<token>"),
    "longer": (f"{TOKEN}-WITHOUT-READ", "<token>"),
    "in a URL": (quote(TOKEN, safe=""), "<URL-encoded token>"),
    "in a URL, in small letters": (TOKEN.replace("=", "%3d"), "<URL-encoded token>"),
    "escaped in JSON": (TOKEN.replace("=", "\\u003d"), "<URL-encoded token>"),
    "without its checksum": (TOKEN.partition("=")[0], "<token>"),
    "Basic": (b64encode(CREDENTIAL).decode(), BASE64),
    "Basic, without padding": (b64encode(CREDENTIAL).decode().rstrip("="), BASE64),
    "Basic, in a URL": (quote(b64encode(CREDENTIAL).decode(), safe=""), BASE64),
    "base64 of a URL": (urlsafe_b64encode(CREDENTIAL).decode(), BASE64),
    "base64 of the token alone": (b64encode(TOKEN.encode()).decode(), BASE64),
}


@pytest.mark.parametrize(("form", "word"), FORMS.values(), ids=FORMS)
def test_every_form_is_found_and_masked(form: str, word: str) -> None:
    """Also in the middle of other text."""
    text = f'{{"seen": "{form}"}}'
    assert TOKENS.are_in(text)
    assert f'{{"seen": "{word}"}}' == TOKENS.mask(text)


@pytest.mark.parametrize("offset", [0, 1, 2])
def test_base64_of_something_around_a_token_is_found(offset: int) -> None:
    """Whatever stands before it, and so wherever its bits fall."""
    encoded = b64encode(b"x" * offset + TOKEN.encode() + b" and more").decode()
    assert TOKENS.are_in(encoded)
    assert not TOKENS.are_in(TOKENS.mask(encoded))


@pytest.mark.parametrize("text", [EMAIL, "MADE-UP-TOKEN", "", b64encode(EMAIL.encode()).decode()])
def test_what_holds_no_token_stays(text: str) -> None:
    """The e-mail address is no secret."""
    assert not TOKENS.are_in(text)
    assert text == TOKENS.mask(text)


def test_the_longest_form_is_known() -> None:
    """So much must be left out where a text was cut in the middle."""
    assert TOKENS.longest >= max(len(form) for form, _ in FORMS.values())
