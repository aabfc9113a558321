"""Any path, query and body of a known caller has an answer of a product, and never an error of the edge."""

import json
import re
from collections.abc import Callable
from urllib.parse import quote

import httpx
from hypothesis import example
from hypothesis import strategies as st

from properties import given
from token_conformance.edge.access.tokens import seeded_account, tokens_of
from token_conformance.edge.products.routes import every_route
from token_conformance.edge.server.request_log import ForeignRequest
from token_conformance.model.tenant import SEEDED

Ask = Callable[..., tuple[httpx.Response, list[ForeignRequest]]]

SITE, GATEWAY = f"{SEEDED.site}.atlassian.net", "api.atlassian.com"

TOKENS = list(tokens_of(seeded_account(SEEDED), SEEDED.account_id))
UNSCOPED = seeded_account(SEEDED).unscoped

_ROUTED = {(route.name.partition(" ")[0], route.path) for route in every_route()}
_OPERATIONS = st.sampled_from(sorted(_ROUTED | {("HEAD", path) for method, path in _ROUTED if method == "GET"}))
_SEGMENTS = st.text(max_size=6).map(quote) | st.sampled_from(
    ["SOFT-1", "SOFT", "HELP-1", "10001", "10000", "1", "65537", "98305", "%2F", "%00", "%FF", "9" * 5_000]
)
_HARD = [
    "project = SOFT",
    'text ~ "x"',
    "(" * 3_000,
    "not " * 3_000,
    '"',
    "'",
    "\\",
    " and ",
    "ORDER BY ",
    "in (",
    ")",
    "= ",
    "-1d",
]
_TEXTS = st.text(max_size=5) | st.lists(st.sampled_from(_HARD), max_size=4).map("".join)
_NUMBERS = st.integers().map(str) | st.sampled_from(["", "-1", "1e3", "٣", " 1", "9" * 5_000])


def _words(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from(text.split())


_PARAMETERS = _words(
    "jql cql query startAt start maxResults limit accountId key fields expand nextPageToken cursor id title status sort"
    " body-format type name username projectKey project space-id permissions properties orderBy"
)
_QUERIES = st.lists(st.tuples(_PARAMETERS, _TEXTS | _NUMBERS), max_size=4).map(
    lambda pairs: "&".join(f"{name}={quote(value)}" for name, value in pairs)
)
_MEMBERS = _words(
    "fields project key issuetype name summary description labels body type version content text timeSpentSeconds"
    " timeSpent started comment transition id jql maxResults nextPageToken spaceId status title parentId representation"
    " value serviceDeskId requestTypeId requestFieldValues update add set assignee accountId priority parent"
)
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | _TEXTS | st.sampled_from([*vars(SEEDED).values()])
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_MEMBERS, inner, max_size=4), max_leaves=10
)
_FIELDS = {
    "project": st.just({"key": "SOFT"}) | _VALUES,
    "issuetype": st.just({"name": "Task"}) | _VALUES,
    "summary": _TEXTS,
}
_MORE_FIELDS = dict.fromkeys(("description", "labels", "parent", "priority", "assignee", "customfield_1"), _VALUES)
_ISSUES = st.fixed_dictionaries({"fields": st.fixed_dictionaries(_FIELDS, optional=_MORE_FIELDS)})
_DOCUMENTS = st.dictionaries(_MEMBERS, _VALUES, max_size=5) | _ISSUES | _VALUES
_PART = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x\xff"\r\n\r\n'
_BODIES = (
    _DOCUMENTS.map(lambda value: json.dumps(value).encode())
    | st.binary(max_size=40)
    | st.sampled_from([b"[" * 90_000, b'{"a":"\\ud800"}', _PART, _PART + b"x\r\n--b--\r\n"])
)
_TYPES = st.sampled_from(
    [b"application/json", b"multipart/form-data; boundary=b", b"multipart/form-data", b"text/x; charset=\xff"]
)


DEEP = {"parameters": ["1"] * 3, "kind": b"application/json", "token": UNSCOPED, "is_gateway": False}


@example(operation=("POST", "/rest/api/3/issue"), query="", body=b"[" * 90_000, **DEEP)
@example(operation=("GET", "/rest/api/3/search/jql"), query="jql=" + "(" * 3_000, body=b"", **DEEP)
@example(operation=("GET", "/wiki/rest/api/search"), query="cql=" + "not%20" * 3_000, body=b"", **DEEP)
@given(
    operation=_OPERATIONS,
    parameters=st.lists(_SEGMENTS, min_size=3, max_size=3),
    query=_QUERIES,
    body=_BODIES,
    kind=_TYPES,
    token=st.sampled_from(TOKENS),
    is_gateway=st.booleans(),
)
def test_a_caller_who_is_known_cannot_break_a_product(
    *,
    ask: Ask,
    basic: Callable[[str], bytes],
    operation: tuple[str, str],
    parameters: list[str],
    query: str,
    body: bytes,
    kind: bytes,
    token: str,
    is_gateway: bool,
) -> None:
    """With any value in a request for a modelled operation."""
    method, template = operation
    values = iter(parameters)
    path = re.sub(r"\{[^}]+\}", lambda _: next(values), template)
    app = "confluence" if template.startswith("/wiki") else "jira"
    host, prefix = (GATEWAY, f"/ex/{app}/{SEEDED.cloud_id}") if is_gateway else (SITE, "")
    headers = [(b"host", host.encode()), (b"authorization", basic(token)), (b"content-type", kind)]
    answer, _ = ask(method, f"{prefix}{path}?{query}".encode(), headers, body)
    assert 500 != answer.status_code
    assert "AtlassianEdge" == answer.headers["server"]
