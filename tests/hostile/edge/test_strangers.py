"""Any credential, host, method and path: the edge answers by a rule, and accepts only its own accounts."""

from base64 import b64encode
from collections.abc import Callable
from urllib.parse import quote, quote_from_bytes

import httpx
from hypothesis import strategies as st

from properties import given
from token_conformance.edge.access.tokens import seeded_account, tokens_of
from token_conformance.edge.access.world import WORLDS
from token_conformance.edge.products.routes import every_route
from token_conformance.edge.server.request_log import ForeignRequest
from token_conformance.model.tenant import SEEDED

Ask = Callable[..., tuple[httpx.Response, list[ForeignRequest]]]

SITE, GATEWAY = f"{SEEDED.site}.atlassian.net", "api.atlassian.com"
ACCOUNT = seeded_account(SEEDED)

_TOKENS = st.sampled_from(list(tokens_of(ACCOUNT, SEEDED.account_id)))
_VALUES = st.binary(max_size=30).map(lambda value: value.translate(None, b"\r\n\0"))
_CREDENTIALS = st.builds(
    lambda scheme, user, token: scheme + b64encode(f"{user}:{token}".encode()),
    st.sampled_from([b"Basic ", b"basic ", b"Basic  ", b"Bearer ", b"Basic\t", b""]),
    st.sampled_from([ACCOUNT.email, "other@example.com", ""]) | st.text(max_size=4),
    _TOKENS.map(lambda token: token[:-1]) | st.text(max_size=4),
)
_STRANGE = (
    _VALUES
    | _CREDENTIALS
    | st.sampled_from([b"Basic " + b"a" * 9_000, b"Bearer x", b"Basic \xff", b"Basic ==", b"Bearer "])
)
_METHODS = st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "TRACE", "get", "!x"])
_PREFIXES = st.sampled_from(
    [f"/ex/jira/{SEEDED.cloud_id}", f"/ex/confluence/{SEEDED.cloud_id}", "/ex/jira/x", "/wiki", ""]
)
_SEGMENTS = st.text(max_size=6).map(quote) | st.sampled_from(
    ["", ".", "..", "%2F", "%00", "%FF", "%", "SOFT-1", "a" * 9_000, "rest", "api", "3", "wiki", "v2", "issue", "agile"]
)
_PATHS = st.lists(_SEGMENTS, max_size=8).map("/".join)
_MODELLED = st.sampled_from(sorted({route.path for route in every_route()})).map(lambda path: path.strip("/"))


@given(
    authorization=_STRANGE,
    method=_METHODS,
    prefix=_PREFIXES,
    path=_PATHS | _MODELLED,
    query=st.binary(max_size=20).map(quote_from_bytes),
    host=st.sampled_from([SITE, GATEWAY, GATEWAY.upper(), f"{SITE}:443"]),
    world=st.sampled_from(sorted(WORLDS)),
    body=st.binary(max_size=40),
)
def test_an_unknown_credential_is_anonymous_at_any_path(
    *,
    ask: Ask,
    authorization: bytes,
    method: str,
    prefix: str,
    path: str,
    query: str,
    host: str,
    world: str,
    body: bytes,
) -> None:
    """The site refuses it or answers as for a stranger; the gateway always refuses."""
    target = quote(f"{prefix}/{path}?{query}", safe="/?%&=.").encode()
    headers = [(b"host", host.encode()), (b"authorization", authorization)]
    answer, foreign = ask(method, target, headers, body, world)
    assert (False, []) == (answer.status_code == 500, foreign)
    assert "AtlassianEdge" == answer.headers["server"]
    assert "x-aaccountid" not in answer.headers
    assert host.lower() != GATEWAY or answer.status_code in {401, 404}


@given(host=_VALUES, authorization=_STRANGE | _TOKENS.map(str.encode), method=_METHODS, path=_PATHS)
def test_a_request_for_another_host_is_refused_and_logged(
    *, ask: Ask, host: bytes, authorization: bytes, method: str, path: str
) -> None:
    """The log says whether it had a credential, and never has the credential."""
    headers = [(b"host", b"x" + host), (b"authorization", authorization)]
    answer, (foreign,) = ask(method, b"/" + path.encode(), headers)
    assert 421 == answer.status_code
    assert (True, method) == (foreign.carried_credential, foreign.method)
    assert "MADE-UP" not in str(vars(foreign))
