"""Tokens are found in every part of a request."""

from base64 import b64encode

import h11
import pytest
from starlette.datastructures import Headers

from token_conformance.certify.observation.observation import Place
from token_conformance.certify.observation.tenants import Tokens
from token_conformance.certify.observation.wire import ReceivedRequest

EMAIL, TOKEN = "otter.7@example.com", "MADE-UP-TOKEN-0f3a=1A2B3C4D"
BASIC = f"Basic {b64encode(f'{EMAIL}:{TOKEN}'.encode()).decode()}"
TOKENS = Tokens(EMAIL, [TOKEN])
URL = "https://a-site.atlassian.net/rest/api/3/myself"


@pytest.mark.parametrize(
    ("url", "headers", "body", "places"),
    [
        (URL, {}, b"", ()),
        (URL, {"Authorization": BASIC}, b"", (Place.HEADER,)),
        (URL, {"Authorization": f"Bearer {TOKEN}"}, b"", (Place.HEADER,)),
        (f"{URL}?token={TOKEN.replace('=', '%3D')}", {}, b"", (Place.URL,)),
        (f"https://otter:{TOKEN}@a-site.atlassian.net/", {}, b"", (Place.URL,)),
        (
            URL,
            {"Cookie": f"login={TOKEN}", "Referer": f"{URL}?os_password={TOKEN}"},
            b"",
            (Place.COOKIE, Place.REFERER),
        ),
        (URL, {"Authorization": BASIC, "X-Api-Key": TOKEN}, b"", (Place.HEADER, Place.OTHER_HEADER)),
        (URL, {}, f'{{"password": "{TOKEN}"}}'.encode(), (Place.BODY,)),
        (URL, {}, b"\xff\xfe" + TOKEN.encode(), (Place.BODY,)),
    ],
)
def test_places(url: str, headers: dict[str, str], body: bytes, places: tuple[Place, ...]) -> None:
    """Each place that contains a token is named once."""
    assert places == ReceivedRequest("https", "POST", url, Headers(headers), body).places(TOKENS)


@pytest.mark.parametrize(
    ("target", "host", "path"),
    [
        ("http://a-site.atlassian.net/x?y=1", "a-site.atlassian.net", "/x"),
        ("/x?y=1", "other.example.com", "/x"),
        ("http://[no-address/x", "", ""),
    ],
)
def test_a_request_over_plain_http(target: str, host: str, path: str) -> None:
    """The host is in the target or the `Host` header; a target that is not a URL has none."""
    headers = [("Host", "other.example.com"), ("Authorization", BASIC)]
    received = ReceivedRequest.over_plain_http(h11.Request(method="GET", target=target, headers=headers))
    assert ("http", host, path, (Place.HEADER,)) == (
        received.scheme,
        received.host,
        received.path,
        received.places(TOKENS),
    )
