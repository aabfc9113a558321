"""Any exchange can be recorded, and its recording does not name the tenant."""

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from hypothesis import example
from hypothesis import strategies as st
from vcr.request import Request
from vcr.serialize import serialize

from properties import given
from token_conformance.model.account import Account
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Product
from token_conformance.model.outcome import Outcome
from token_conformance.model.target import Target
from token_conformance.model.tenant import Tenant
from token_conformance.recording.cassette import Stamp, dump, parse
from token_conformance.recording.placeholders import Placeholders
from token_conformance.recording.scrubbing import RECORDED_HEADERS, Scrubber
from token_conformance.redaction.redactor import Redactor
from token_conformance.results.record import Recorded

ACCOUNT = Account(
    "zqx-person@example.com", "ZQX-UNSCOPED-TOKEN-1", "ZQX-JIRA-TOKEN-2", "ZQX-WIKI-TOKEN-3", "ZQX-INVALID-4"
)
TENANT = Tenant(
    site="zqx-site",
    cloud_id="00000000-c10d-4000-8000-00000000zqx1",
    account_id="000000:00000000-acc0-4000-8000-00000000zqx1",
    email=ACCOUNT.email,
    project_key="ZQXSOFT",
    issue_key="ZQXSOFT-71",
    attachment_id="zqx-attachment",
    board_id=71,
    sprint_id=72,
    business_issue_key="ZQXBIZ-71",
    idea_project_key="ZQXIDEA",
    idea_key="ZQXIDEA-71",
    service_desk_id="zqx-desk",
    request_type_id="zqx-type",
    request_key="ZQXHELP-71",
    space_id="zqx-space",
    space_key="ZQXDOCS",
    page_id="zqx-page",
)
"""Each of its names contains a word that is nowhere else."""

URL = f"https://{TENANT.site}.atlassian.net/rest/api/3/myself"
PLANTED = [value for value in vars(TENANT).values() if isinstance(value, str)]
PRODUCTS = st.sampled_from(Product)
_SCRUBBERS = {product: Scrubber(Placeholders(Target("edge", TENANT, ACCOUNT)), product) for product in Product}
_REDACTOR = Redactor()
_REDACTOR.protect(ACCOUNT)


def _names_the_tenant(text: str) -> bool:
    """Whether a text contains the word, as it is or encoded."""
    return "zqx" in text.lower() or "%5a%51%58" in text.lower()


_AROUND = st.text(max_size=4) | st.sampled_from(
    ["/", "?x=", '"', " ", "https://", ".atlassian.net/", "browse/", "@", "%20"]
)
_TEXTS = st.lists(st.sampled_from(PLANTED) | _AROUND, min_size=1, max_size=5).map("".join)
_KEYS = st.sampled_from(
    ["id", "key", "self", "displayName", "accountId", "issueKey", "customfield_7", TENANT.email, "a b"]
)
_DOCUMENTS = st.recursive(
    _TEXTS | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)
_DIAGNOSTIC = st.sampled_from(["location", "www-authenticate", "x-aaccountid"])


@given(
    body=_DOCUMENTS.map(lambda document: json.dumps(document).encode()) | _TEXTS.map(str.encode),
    headers=st.dictionaries(_DIAGNOSTIC, _TEXTS),
    status=st.integers(200, 299) | st.integers(100, 599),
    product=PRODUCTS,
)
@example(b'{"ZQXSOFT": 1}', {}, 200, Product.JIRA_PLATFORM)
def test_nothing_of_an_answer_names_the_tenant(
    body: bytes, headers: dict[str, str], status: int, product: Product
) -> None:
    """With the names as members or values, in JSON, in a page, or in a header."""
    scrubbed = _SCRUBBERS[product].answer(Answer(URL, status, headers, body))
    assert not _names_the_tenant(scrubbed.body.decode())
    assert not _names_the_tenant(str(scrubbed.headers))
    assert not _names_the_tenant(scrubbed.url)


@given(text=_TEXTS, product=PRODUCTS)
def test_nothing_of_a_sentence_names_the_tenant(text: str, product: Product) -> None:
    """The notes of a result are such sentences."""
    assert not _names_the_tenant(_SCRUBBERS[product].sentence(text))


def _sent(value: str) -> str:
    """The value of a header as an HTTP client decodes it: it is never half of a character."""
    return value.encode("utf-8", "replace").decode()


def _decoded(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _encoded(body: str | bytes) -> bytes:
    return body.encode() if isinstance(body, str) else body


@given(answer=st.from_type(Answer), product=PRODUCTS, sent=st.binary(max_size=40))
def test_any_exchange_is_recorded_as_a_cassette_that_can_be_read(answer: Answer, product: Product, sent: bytes) -> None:
    """The cassette is read as it was written, with a body of any bytes."""
    scrubber = _SCRUBBERS[product]
    request = scrubber.request(Request("POST", answer.url, sent, {"Authorization": "Basic \xff", "X": "y"}))
    assert request is not None
    headers = {name: [_sent(value), _sent(value)] for name, value in answer.headers.items()}
    status = {"code": answer.status, "message": "OK"}
    _, scrubbed = scrubber.interaction(request, {"status": status, "headers": headers, "body": {"string": answer.body}})
    recorded = {"headers": dict(scrubbed["headers"]), "body": bytes(scrubbed["body"]["string"]), "status": status}
    stamp = Stamp("a/b/c-d", Outcome.WORKS, Recorded("edge", date(2026, 11, 24), "0.1.0"))
    exchange = {"requests": [request], "responses": [scrubbed], "metadata": stamp.metadata()}
    text = serialize(exchange, SimpleNamespace(serialize=dump))
    (read,) = (one["response"] for one in parse(text, Path("c-d.json"), "a/b/c-d")[0]["interactions"])
    read_headers = {name: [_decoded(value) for value in values] for name, values in read["headers"].items()}
    assert recorded == {"headers": read_headers, "body": _encoded(read["body"]["string"]), "status": read["status"]}
    assert scrubbed["headers"].keys() <= RECORDED_HEADERS
    assert {"authorization": "<unknown token>"} == request.headers


@given(before=st.text(), after=st.text(), token=st.sampled_from(list(vars(ACCOUNT).values())))
def test_no_token_passes_the_redactor(before: str, after: str, token: str) -> None:
    """With any text around it."""
    assert not _names_the_tenant(_REDACTOR(before + token + after))
