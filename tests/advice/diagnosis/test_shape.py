"""What the text of a token shows, before anything is sent."""

import datetime as dt
import json
from base64 import b64decode, urlsafe_b64encode

import pytest

from token_conformance.advice.diagnosis.shape import ACCESS_TOKENS, Shape, authorization, shape_of
from token_conformance.live.ask_secret import Login

EMAIL = "me@example.com"
WHOLE = "AT" + "ATT3xFfGF0" + "x" * 30 + "=0123abcd"


def jwt(content: str) -> str:
    """A JWT with this text as its claims."""
    return f"eyJ0eXAi.{urlsafe_b64encode(content.encode()).decode().rstrip('=')}.made-up"


@pytest.mark.parametrize(
    ("token", "shape"),
    [
        (WHOLE, Shape("Basic", is_personal=True)),
        (WHOLE[:-1], Shape("Basic", is_personal=True, is_cut=True)),
        ("x" * 24, Shape("Basic")),
        ("correct-horse", Shape("Basic", may_be_password=True)),
        ("a" * 44, Shape("Basic", may_be_of_data_center=True, may_be_password=True)),
        ("AT" + "STT-made-up", Shape("Bearer", ("service-account",))),
        ("AT" + "BB-made-up", Shape("Basic", ("bitbucket-app-password",))),
        (jwt("{}"), Shape("Bearer", ("oauth-3lo", "oauth-2lo", "connect-jwt"))),
        (jwt('{"sub": "x"}'), Shape("Bearer", ACCESS_TOKENS)),
        (jwt('{"qsh": "x"}'), Shape("Bearer", ("connect-jwt",))),
        (jwt('{"exp": 0}'), Shape("Bearer", ACCESS_TOKENS, expires=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))),
        (jwt('{"exp": 1e400}'), Shape("Bearer", ACCESS_TOKENS)),
        (jwt('{"exp": 999999999999999999999}'), Shape("Bearer", ACCESS_TOKENS)),
        (jwt('{"exp": "soon"}'), Shape("Bearer", ACCESS_TOKENS)),
        (jwt("[1]"), Shape("Bearer", ("oauth-3lo", "oauth-2lo", "connect-jwt"))),
        (jwt("no JSON"), Shape("Bearer", ("oauth-3lo", "oauth-2lo", "connect-jwt"))),
        (jwt("[" * 5_000), Shape("Bearer", ("oauth-3lo", "oauth-2lo", "connect-jwt"))),
        ("eyJ.a.b", Shape("Basic", may_be_password=True)),
    ],
)
def test_the_shape_of_a_token(token: str, shape: Shape) -> None:
    """Kinds, scheme, expiry, and what looks wrong; no text raises an error."""
    assert shape == shape_of(Login(token, EMAIL))


def test_the_address_of_a_service_account_decides() -> None:
    """Its token is sent as Bearer, also if it has no shape."""
    address = "robot@" + "ServiceAccount.atlassian.com"
    assert Shape("Bearer", ("service-account",), is_by_address=True) == shape_of(Login("made-up", address))
    assert Shape("Bearer", ("service-account",)) == shape_of(Login("AT" + "STT-made-up", address))


def test_the_header_that_carries_the_token() -> None:
    """Basic has the e-mail address before the token, Bearer the token alone."""
    login = Login("made-up", EMAIL)
    scheme, value = authorization(login, Shape("Basic")).split(" ")
    assert ("Basic", f"{EMAIL}:made-up") == (scheme, b64decode(value).decode())
    assert "Bearer made-up" == authorization(login, Shape("Bearer"))


def test_a_shape_has_nothing_of_the_token() -> None:
    """It is kept with what was seen."""
    secret = jwt(json.dumps({"sub": "somebody", "exp": 1}))
    assert "somebody" not in repr(shape_of(Login(secret, EMAIL)))
    assert secret not in repr(shape_of(Login(secret, EMAIL)))
