"""What is wrong with a credential is seen before it is removed."""

from base64 import b64encode

import pytest

from token_conformance.advice.explanation.shape import shape

TOKEN = "MADE-" + "UP"


def basic(pair: str) -> str:
    """A header of Basic."""
    return f"> authorization: Basic {b64encode(pair.encode()).decode()}"


@pytest.mark.parametrize(
    ("paste", "marks"),
    [
        (basic("me@example.com:MADE-UP-TOKEN"), {"basic"}),
        (basic("MADE-UP-TOKEN"), {"basic", "no-email"}),
        (basic("ada:MADE-UP-TOKEN"), {"basic", "no-email"}),
        (basic("me@example.com:MADE-UP-TOKEN\n"), {"basic", "damaged"}),
        (basic('me@example.com:"MADE-UP-TOKEN"'), {"basic", "damaged"}),
        (basic('"me@example.com":MADE-UP-TOKEN'), {"basic", "quoted-email"}),
        (basic("me@example.com:"), {"basic", "empty"}),
        (basic("me@example.com:undefined"), {"basic", "empty"}),
        ("Authorization: Basic MADE-UP-TOKEN", {"basic", "not-base64"}),
        ("Authorization: Basic ***", {"basic"}),
        ("Authorization: Basic [redacted]", {"basic"}),
        ("Authorization: Bearer MADE-UP-TOKEN", {"bearer"}),
        ("Authorization: MADE-UP-TOKEN", {"no-scheme-word"}),
        ("'Authorization': 'Bearer MADE-UP-TOKEN'", {"bearer"}),
        (f"curl -u me@example.com:{TOKEN} https://nobodys.atlassian.net/rest/api/3/myself", {"basic"}),
        (f"curl -u ada:{TOKEN} https://nobodys.atlassian.net/rest/api/3/myself", {"basic", "no-email"}),
        (f'curl -u "$EMAIL:{TOKEN}" https://nobodys.atlassian.net', {"basic"}),
        ("curl --user $EMAIL:$TOKEN https://nobodys.atlassian.net", {"basic"}),
        (basic("$EMAIL:MADE-UP-TOKEN"), {"basic", "empty"}),
        ('"Authorization": auth_header', set()),
        ("headers['Authorization'] = self.header(email, token)", set()),
        ("Authorization: `Basic ${pair}`", {"basic"}),
        ("'Authorization': 'Basic ' + encoded", {"basic"}),
        ('"Authorization": f"Bearer {token}"', {"bearer"}),
        ("* Server auth using Basic with user 'ada'", {"basic", "no-email"}),
        ("Bearer " + "eyJ" + "hbGciOiJIUzI1", {"jwt"}),
        ("token: ATSTT3x" + "FfGF0abc", {"service-account"}),
        ("token: ATCTT3x" + "FfGN0abc", {"other-secret"}),
        ("token: ATBB" + "a1B2c3D4e5F6g7H8", {"app-password"}),
    ],
)
def test_a_credential_is_described(paste: str, marks: set[str]) -> None:
    """By its scheme, its kind and its faults."""
    assert marks == shape(paste)
