"""The HTTP client, over real HTTPS."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from token_conformance.errors import UserError
from token_conformance.exchange.client import Exchange, RefusedError, Send
from token_conformance.live.edge_target import edge_target
from token_conformance.model.cell import FORMS, Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.target import CASSETTES, Target
from token_conformance.model.tenant import SEEDED

ISSUE = Endpoint(Product.JIRA_PLATFORM, "get-issue", "GET /rest/api/3/issue/{issueIdOrKey}")
ATTACH = Endpoint(Product.JIRA_PLATFORM, "add", "POST /rest/api/3/issue/{issueIdOrKey}/attachments")
ALERTS = Endpoint(Product.JIRA_SERVICE_MANAGEMENT, "alerts", "GET /jsm/ops/api/{cloudId}/v1/alerts")
SPACES = Endpoint(Product.CONFLUENCE, "spaces", "GET /wiki/api/v2/spaces")


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    """The edge as the target of a run."""
    with edge_target("known") as target:
        yield target


@pytest.fixture
def exchange(target: Target) -> Iterator[Exchange]:
    """An exchange with the edge."""
    with Exchange(target) as exchange:
        yield exchange


@pytest.mark.parametrize(
    ("endpoint", "form", "url"),
    [
        (ISSUE, UrlForm.SITE, "https://conformance-edge.atlassian.net/rest/api/3/issue/SOFT-1"),
        (
            ISSUE,
            UrlForm.GATEWAY,
            "https://api.atlassian.com/ex/jira/00000000-c10d-4000-8000-000000000001/rest/api/3/issue/SOFT-1",
        ),
        (
            SPACES,
            UrlForm.GATEWAY,
            "https://api.atlassian.com/ex/confluence/00000000-c10d-4000-8000-000000000001/wiki/api/v2/spaces",
        ),
        (ALERTS, UrlForm.GATEWAY, "https://api.atlassian.com/jsm/ops/api/made-up/v1/alerts"),
    ],
)
def test_a_cell_has_the_url_of_its_form_and_product(endpoint: Endpoint, form: UrlForm, url: str) -> None:
    """The gateway's prefix has the app; the path is the same at both forms, and that of a family has no prefix."""
    with Exchange(replace(CASSETTES, tenant=SEEDED)) as exchange:
        assert url == exchange.url(
            Cell(endpoint, Credential.NONE, form), {"issueIdOrKey": "SOFT-1", "cloudId": "made-up"}
        )


@pytest.mark.parametrize("form", FORMS)
def test_send_returns_a_success(exchange: Exchange, form: UrlForm) -> None:
    """The answer is the product's own, with lower-case header names."""
    send = Send(exchange, Cell(ISSUE, Credential.UNSCOPED, form))
    answer = send(path={"issueIdOrKey": "SOFT-1"}, query={"fields": "summary"})
    assert "SOFT-1" == answer.json()["key"]
    assert answer.url.endswith("/rest/api/3/issue/SOFT-1?fields=summary")
    assert "AtlassianEdge" == answer.headers["server"]
    assert (1, answer) == (send.calls, send.answer)


def test_send_ends_the_test_at_a_refusal_and_stores_the_answer(exchange: Exchange) -> None:
    """The error has the outcome of the status, so the proof is not tried on an error."""
    send = Send(exchange, Cell(ISSUE, Credential.SCOPED, UrlForm.SITE))
    with pytest.raises(RefusedError, match=r"404 .*Issue does not exist") as refusal:
        send(path={"issueIdOrKey": "SOFT-1"})
    assert Outcome.HIDDEN is refusal.value.outcome
    assert send.answer is not None
    assert "AUTHENTICATED_FAILED" == send.answer.headers["x-seraph-loginreason"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"params": {"maxResults": 1}}, "send: params= is no part of a request; give one of files=, headers=, json=, "),
        ({"jsn": {}}, 'send: jsn= is no part of a request; did you mean "json"?'),
        ({"path": ["SOFT-1"]}, "send: path= is not a mapping of names to values; correct it"),
        ({"query": "maxResults=1"}, "send: query= is not a mapping of names to values; correct it"),
    ],
)
def test_what_is_no_part_of_a_request_is_refused(exchange: Exchange, parts: dict[str, Any], said: str) -> None:
    """It would be left out, and another request sent than the author of a suite meant."""
    send = Send(exchange, Cell(ISSUE, Credential.UNSCOPED, UrlForm.SITE))
    with pytest.raises(UserError) as caught:
        send(**parts)
    assert str(caught.value).startswith(said)
    assert send.answer is None


def test_an_upload_is_sent_with_a_constant_boundary(exchange: Exchange) -> None:
    """A replay sends the same body as the recording."""
    send = Send(exchange, Cell(ATTACH, Credential.UNSCOPED, UrlForm.GATEWAY))
    answer = send(
        path={"issueIdOrKey": "SOFT-1"},
        files={"file": ("a.txt", b"text", "text/plain")},
        headers={"X-Atlassian-Token": "no-check"},
    )
    assert ["a.txt"] == [attachment["filename"] for attachment in answer.json()]


def test_a_host_that_is_down_is_unreachable(target: Target) -> None:
    """A failed connection is an outcome too, and its message contains no credential."""
    with Exchange(replace(target, proxy="http://127.0.0.1:9")) as exchange:
        send = Send(exchange, Cell(ISSUE, Credential.UNSCOPED, UrlForm.SITE))
        with pytest.raises(RefusedError, match="ConnectError") as refusal:
            send(path={"issueIdOrKey": "SOFT-1"})
    assert Outcome.UNREACHABLE is refusal.value.outcome


def test_an_untrusted_certificate_is_unreachable(target: Target) -> None:
    """TLS is verified: without the edge's authority nothing is sent."""
    with Exchange(replace(target, ca_file=None)) as exchange:
        send = Send(exchange, Cell(ISSUE, Credential.UNSCOPED, UrlForm.SITE))
        with pytest.raises(RefusedError, match="CERTIFICATE_VERIFY_FAILED"):
            send(path={"issueIdOrKey": "SOFT-1"})


def test_no_repr_shows_a_credential(target: Target) -> None:
    """The repr of a target, which a traceback may show, contains no token."""
    assert "MADE-UP" not in repr(target)
