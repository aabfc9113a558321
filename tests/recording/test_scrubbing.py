"""The requests, and the headers of answers, as they are written to a cassette."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from vcr.request import Request

from token_conformance.model.account import Account
from token_conformance.model.answer import LOCAL_MODEL, Answer
from token_conformance.model.cell import Credential, Product
from token_conformance.model.target import CASSETTES, DISPOSABLE_ISSUE, TITLE, Target
from token_conformance.model.tenant import SEEDED
from token_conformance.recording import scrubbing
from token_conformance.recording.cassette import parse
from token_conformance.recording.placeholders import Placeholders
from token_conformance.recording.scrubbing import Scrubber, scrub_sentence
from token_conformance.recording.vcrpy import match_credential

AT = "@"
"""The sign of addresses, so that no address of anybody is in this file."""

ACCOUNT = Account("conformance@example.com", "UNSCOPED", "SCOPED-JIRA", "SCOPED-CONFLUENCE", "INVALID")
SITE = "https://made-up.atlassian.net"


@pytest.fixture
def jira(placeholders: Placeholders) -> Scrubber:
    """The scrubber of the Jira platform's cells."""
    return Scrubber(placeholders, Product.JIRA_PLATFORM)


def _request(authorization: str | None, path: str = "rest/api/3/myself", body: bytes = b"") -> Request:
    headers = {"user-agent": "python-httpx"} | ({"Authorization": authorization} if authorization else {})
    return Request("GET", f"{SITE}/{path}", body, headers)


def _scrubbed(scrubber: Scrubber, request: Request) -> Request:
    """A request that was scrubbed twice, as vcrpy does it."""
    for _ in range(2):
        scrubbed = scrubber.request(request)
        assert scrubbed is not None
    return request


@pytest.mark.parametrize(
    ("credential", "product", "kind"),
    [
        (Credential.UNSCOPED, Product.JIRA_SOFTWARE, "<unscoped token>"),
        (Credential.SCOPED, Product.JIRA_SOFTWARE, "<scoped jira token>"),
        (Credential.SCOPED, Product.CONFLUENCE, "<scoped confluence token>"),
        (Credential.INVALID, Product.CONFLUENCE, "<invalid token>"),
    ],
)
def test_a_credential_is_replaced_by_the_name_of_its_kind(
    jira: Scrubber, credential: Credential, product: Product, kind: str
) -> None:
    """The cassette distinguishes the kinds, and has no token in any form."""
    request = _scrubbed(jira, _request(ACCOUNT.authorization(credential, product)))
    assert {"authorization": kind} == dict(request.headers)


def test_an_unknown_credential_is_replaced_too(jira: Scrubber) -> None:
    """A token of another account is never recorded."""
    assert "<unknown token>" == _scrubbed(jira, _request("Basic c29tZTpib2R5")).headers["authorization"]


def test_no_credential_stays_no_credential(jira: Scrubber) -> None:
    """The request of a stranger does not get a header."""
    assert {} == dict(_scrubbed(jira, _request(None)).headers)


def test_nothing_is_recorded_while_a_cell_is_prepared(jira: Scrubber, placeholders: Placeholders) -> None:
    """The request that creates a disposable does not belong to the exchange of the cell."""
    placeholders.paused = True
    assert jira.request(_request(None)) is None


@pytest.mark.parametrize(
    ("product", "sent", "expected"),
    [
        (Product.JIRA_PLATFORM, "rest/api/3/issue/CODE-17", "rest/api/3/issue/%3Cproject%3E-%3Cdisposable%3E"),
        (
            Product.JIRA_PLATFORM,
            "rest/api/3/issue/CODE-7?fields=a",
            "rest/api/3/issue/%3Cproject%3E-%3Cissue%3E?fields=a",
        ),
        (Product.JIRA_PLATFORM, "rest/api/3/issue/CODE-70", "rest/api/3/issue/CODE-70"),
        (Product.JIRA_PLATFORM, "rest/api/3/issue/DECODE-7", "rest/api/3/issue/DECODE-7"),
        (Product.JIRA_PLATFORM, "rest?jql=project+%3D+CODE", "rest?jql=project+%3D+%3Cproject%3E"),
        (Product.JIRA_PLATFORM, "rest?q=conformance%40example.com", "rest?q=%3Ce-mail%3E"),
        (Product.JIRA_SERVICE_MANAGEMENT, "servicedesk/3/requesttype/3?start=3",
         "servicedesk/%3Cservice-desk%3E/requesttype/%3Crequest-type%3E?start=3"),
        (Product.JIRA_SERVICE_MANAGEMENT, "request?serviceDeskId=3", "request?serviceDeskId=%3Cservice-desk%3E"),
        (Product.JIRA_SOFTWARE, "rest/agile/1.0/board/1/sprint", "rest/agile/1.0/board/1/sprint"),
        (Product.CONFLUENCE, "wiki/rest/api/search?cql=id+%3D+98305", "wiki/rest/api/search?cql=id+%3D+%3Cpage%3E"),
    ],
)  # fmt: skip  # one case per line
def test_a_url_has_placeholders_instead_of_names(
    placeholders: Placeholders, product: Product, sent: str, expected: str
) -> None:
    """Only a whole name is replaced, and a number only in its context."""
    placeholders.add("CODE-17", DISPOSABLE_ISSUE)
    request = _scrubbed(Scrubber(placeholders, product), _request(None, sent))
    assert f"https://your-domain.atlassian.net/{expected}" == request.uri


def test_the_cloud_id_is_replaced_in_a_gateway_url(jira: Scrubber) -> None:
    """Both URL forms have placeholders."""
    request = Request("GET", "https://api.atlassian.com/ex/jira/00000000-c10d-4000-8000-000000000001/rest", b"", {})
    assert "https://api.atlassian.com/ex/jira/%3Ccloud-id%3E/rest" == _scrubbed(jira, request).uri


def test_a_request_body_has_the_placeholders_of_answers(jira: Scrubber, placeholders: Placeholders) -> None:
    """A replay sends the constant title, and finds the recording."""
    placeholders.add("A title 1f", TITLE)
    request = _request(None, body=b'{"project":{"key":"CODE"},"summary":"A title 1f"}')
    assert f'{{"project":{{"key":"<project>"}},"summary":"{TITLE}"}}'.encode() == _scrubbed(jira, request).body


def test_the_placeholders_of_a_cell_are_removed_after_it(jira: Scrubber, placeholders: Placeholders) -> None:
    """In the exchange of the next cell, it is an ordinary thing."""
    placeholders.add("CODE-17", DISPOSABLE_ISSUE)
    jira.forget()
    assert _scrubbed(jira, _request(None, "issue/CODE-17")).uri.endswith("/issue/CODE-17")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("x-aaccountid", "000000%3A00000000-acc0-4000-8000-000000000001", "<account>"),
        ("x-aaccountid", "712020%3A00000000-acc0-4000-8000-000000000009", "<account:1>"),
        ("location", f"{SITE}/rest/api/3/issue/10007?of=somebody", f"{'https://your-domain.atlassian.net'}/rest/api/3/issue/<id>?of=<text>"),
        ("location", "https://files.example.com/signed?signature=abc", "<url>"),
        ("www-authenticate", 'OAuth realm="https%3A%2F%2Fmade-up.atlassian.net"',
         'OAuth realm="https://your-domain.atlassian.net"'),
        ("x-failure-category", "FAILURE_CLIENT_AUTH", "FAILURE_CLIENT_AUTH"),
        ("x-failure-category", "FAILURE_CLIENT_AUTH k3Wq9ZtB7nLx2VcR", "<text>"),
        ("x-failure-category", "FAILURE_ZQXPERSON", "<text>"),
        ("x-seraph-loginreason", "AUTHENTICATED_FAILED", "AUTHENTICATED_FAILED"),
        ("x-seraph-loginreason", "OK", "OK"),
        ("x-seraph-loginreason", f"admin{AT}atlassian.com", "<text>"),
        ("server", "AtlassianEdge", "AtlassianEdge"),
        ("server", "AtlassianEdge/MADE-UP-0123456789-TOKEN", "<text>"),
        ("server", "admin.atlassian.net", "<text>"),
        ("content-type", "application/json", "application/json"),
        ("content-type", "Application/JSON;charset=UTF-8", "Application/JSON;charset=UTF-8"),
        ("content-type", 'text/html; charset="iso-8859-1"', 'text/html; charset="iso-8859-1"'),
        ("content-type", "application/vnd.api+json", "application/vnd.api+json"),
        ("content-type", "application/problem+json", "application/problem+json"),
        ("content-type", "text/html; boundary=MADE-UP-TOKEN", "<text>"),
        ("content-type", "application/token", "<text>"),
        ("content-type", "application/jsonMADE-UP", "<text>"),
        ("www-authenticate", f"Basic realm=admin{AT}atlassian.com", "Basic <text>"),
    ],
)  # fmt: skip  # one case per line
def test_a_diagnostic_header_is_recorded_without_names(jira: Scrubber, name: str, value: str, expected: str) -> None:
    """It says as whom the caller was authenticated, and why a request was refused."""
    answer = jira.answer(Answer(f"{SITE}/rest/api/3/myself", 302, {name: value}, b""))
    assert {name: expected} == answer.headers


SENTENCES = {
    f"User admin{AT}atlassian.com does not exist": "User <text> does not exist",
    "User admin%40atlassian.com does not exist": "User <text> does not exist",
    f"user: admin ({'at'}) atlassian.com": "user: <text>",
    "user [admin&#64;atlassian.com]": "user [<text>]",
    f"user <admin{AT}atlassian.com>": "user <<text>>",
    f"the account {712020}:abcdef00-dead-4bad-8bed-feedfacef00d": "the account <text>",
    f"the account 5b10ac8d{'82e0'}5b22cc7d4ef5 is not active": "the account <text> is not <text>",
    "the site admin.atlassian.net": "the site <text>",
    "the site your-domain.atlassian.net": "the site your-domain.atlassian.net",
    "the site Your-Domain.atlassian.net": "the site Your-Domain.atlassian.net",
    f"{712020}:abcdef00-dead-4bad-8bed-feedfacef00d abcdef00-dead-4bad-8bed-feedfacef00d": "<text>",
    f"the cloud abcdef00-dead-{'4bad'}-8bed-feedfacef00d": "the cloud <text>",
    "see https://admin.atlassian.com/user/admin": "see <text>",
    f"see FTP://user:password{AT}admin.org/user": "see <text>",
    "see https://your-domain.atlassian.net/rest": "see https://your-domain.atlassian.net/rest",
    "see https://API.atlassian.com/ex/jira": "see https://API.atlassian.com/<text>/jira",
    "see https://user@your-domain.atlassian.net/rest": "see <text>",
    "the token user404page404user404p is not valid": "the token <text> is not valid",
    "the token page404user404page404 is not valid": "the token <text> is not valid",
    "the token " + "AT" + "ATT3" + "userpageadminuserpage" + " is not valid": "the token <text> is not valid",
    "the issue <issue:1> of <account:2> in <project>": "the issue <issue:1> of <account:2> in <project>",
    "403 Forbidden: the user may not browse the project": "403 Forbidden: the user <text> not browse the project",
}
"""Messages with a value of a known kind, most of them of listed words only, and what is kept of them."""


@pytest.mark.parametrize(("message", "expected"), SENTENCES.items())
def test_a_kind_is_recognised_inside_a_sentence(message: str, expected: str) -> None:
    """Each of its parts may be a listed word; what is kept stays as it is when it is scrubbed again."""
    assert expected == scrub_sentence(message)
    assert expected == scrub_sentence(expected)


def test_the_reason_of_a_status_has_only_listed_words(jira: Scrubber) -> None:
    """A server chooses this text too."""
    response = {"status": {"code": 404, "message": f"No user admin{AT}atlassian.com"}, "headers": {}}
    _, scrubbed = jira.interaction(_scrubbed(jira, _request(None)), {**response, "body": {"string": b""}})
    assert {"code": 404, "message": "<text>"} == scrubbed["status"]


def test_the_words_of_the_local_model_stay(jira: Scrubber) -> None:
    """Only the tenant's names are replaced in them and in the URL; the other headers are left out."""
    path = "/rest/api/3/issue/MADE-1/unknown-words"
    body = f"The local model does not know what GET {path} answers: {SITE}/browse.\n".encode()
    shown = jira.words_of_model(Answer(f"{SITE}{path}", 501, {"x-secret": "a", **LOCAL_MODEL}, body))
    site = "https://your-domain.atlassian.net"
    assert (f"{site}{path}", 501, LOCAL_MODEL) == (shown.url, shown.status, shown.headers)
    assert f"The local model does not know what GET {path} answers: {site}/browse.\n" == shown.text


def test_a_recording_says_that_the_edge_does_not_know_an_answer(jira: Scrubber) -> None:
    """A replay judges the cell as the recording did; any other value of the header is replaced."""
    headers = {"content-type": "text/plain", **LOCAL_MODEL}
    scrubbed = jira.answer(Answer(SITE, 501, headers, b"unknown"))
    assert headers == scrubbed.headers
    assert scrubbed.is_unknown_to_model
    other = dict.fromkeys(LOCAL_MODEL, "anna")
    assert dict.fromkeys(LOCAL_MODEL, "<text>") == jira.answer(Answer(SITE, 501, other, b"")).headers


def test_the_committed_cassettes_do_not_change() -> None:
    """What is known of headers and of messages is enough for all that was recorded."""
    for path in sorted(Path("cassettes/endpoints").rglob("*.json")):
        cell = path.relative_to("cassettes/endpoints").with_suffix("").as_posix()
        (recorded,) = parse(path.read_text(encoding="utf-8"), path, cell)[0]["interactions"]
        scrubber = Scrubber(Placeholders(CASSETTES), Product(cell.partition("/")[0]))
        response = recorded["response"]
        body = response["body"]["string"]
        request = Request("GET", recorded["request"]["uri"], b"", {})
        before = {**response, "body": {"string": body.encode() if isinstance(body, str) else body}}
        _, after = scrubber.interaction(request, before)
        kept = ("status", "headers", "body") if response["status"]["code"] >= 300 else ("status", "headers")
        assert {name: before[name] for name in kept} == {name: after[name] for name in kept}


def test_any_other_header_is_dropped(jira: Scrubber) -> None:
    """Cookies, request ids and rate limits do not belong to an observation."""
    headers = {"set-cookie": "secret", "x-arequestid": "1", "server": "AtlassianEdge"}
    assert {"server": "AtlassianEdge"} == jira.answer(Answer(SITE, 200, headers, b"")).headers


def test_another_credential_does_not_match() -> None:
    """A recording of one kind of credential is never replayed for another."""
    scoped, unscoped = _request("<scoped jira token>"), _request("<unscoped token>")
    match_credential(scoped, _request("<scoped jira token>"))
    with pytest.raises(AssertionError, match="another credential"):
        match_credential(scoped, unscoped)


def test_empty_names_are_not_replaced() -> None:
    """The names of a product that the tenant does not have are empty, and texts stay as they are."""
    placeholders = Placeholders(Target("live", replace(SEEDED, issue_key="", project_key=""), ACCOUNT))
    request = _scrubbed(Scrubber(placeholders, Product.JIRA_PLATFORM), _request(None, body=b'{"a":"b"}'))
    assert b'{"a":"b"}' == request.body


def _recorded(
    scrubber: Scrubber, status: int, headers: dict[str, list[str]], body: bytes
) -> tuple[Request, dict[str, Any]]:
    """The exchange that vcrpy saves."""
    request = _scrubbed(scrubber, _request(None, "rest/api/3/issue/CODE-7"))
    response = {"status": {"code": status, "message": "Not Found"}, "headers": headers, "body": {"string": body}}
    return scrubber.interaction(request, response)


def test_an_exchange_is_recorded_in_the_form_of_vcrpy(jira: Scrubber) -> None:
    """Header names are in lower case with one value each, the body is bytes, and the rest is as it was."""
    headers = {"Server": ["nginx", "AtlassianEdge"], "Set-Cookie": ["secret"]}
    request, response = _recorded(jira, 200, headers, b'{"key": "CODE-7", "b": "x"}')
    assert "https://your-domain.atlassian.net/rest/api/3/issue/%3Cproject%3E-%3Cissue%3E" == request.uri
    assert {
        "status": {"code": 200, "message": "Not Found"},
        "headers": {"server": ["nginx, AtlassianEdge"]},
        "body": {"string": b'{"b":"<text>","key":"<project>-<issue>"}'},
    } == response


@pytest.mark.parametrize(("status", "expected"), [(299, b"<content>"), (300, b"Not found"), (404, b"Not found")])
def test_from_300_on_a_text_is_a_message(jira: Scrubber, status: int, expected: bytes) -> None:
    """Below that it is content of the tenant."""
    assert expected == _recorded(jira, status, {}, b"Not found")[1]["body"]["string"]


@pytest.mark.parametrize(("status", "expected"), [(299, "<text>"), (300, "Not found")])
def test_from_300_on_a_member_is_a_message(jira: Scrubber, status: int, expected: str) -> None:
    """Its listed words are kept."""
    answer = jira.answer(Answer(SITE, status, {}, b'{"message": "Not found"}'))
    assert {"message": expected} == answer.json()


def test_the_url_of_an_answer_has_placeholders(placeholders: Placeholders) -> None:
    """It says the kind of an id, as the original URL does."""
    confluence = Scrubber(placeholders, Product.CONFLUENCE)
    answer = confluence.answer(Answer(f"{SITE}/wiki/api/v2/spaces/65537", 200, {}, b'{"id": "65537"}'))
    assert "https://your-domain.atlassian.net/wiki/api/v2/spaces/%3Cspace-id%3E" == answer.url
    assert {"id": "<space-id>"} == answer.json()


def test_a_name_is_replaced_by_its_context_in_a_request_body(placeholders: Placeholders) -> None:
    """Another member with the same number stays."""
    desk = Scrubber(placeholders, Product.JIRA_SERVICE_MANAGEMENT)
    request = _scrubbed(desk, _request(None, body=b'{"serviceDeskId":"3","requestTypeId":"3","limit":"3"}'))
    assert b'{"serviceDeskId":"<service-desk>","requestTypeId":"<request-type>","limit":"3"}' == request.body


def test_a_project_is_recognised_by_the_keys_of_its_issues() -> None:
    """The key of a project may have a hyphen; other names with a hyphen do not have a project."""
    tenant = replace(SEEDED, request_key="MY-HELP-7", cloud_id="cloud-1")
    desk = Scrubber(Placeholders(Target("edge", tenant, ACCOUNT)), Product.JIRA_SERVICE_MANAGEMENT)
    sent = b'{"a":"MY-HELP","b":"MY-HELP-7","c":"cloud","d":"MY"}'
    expected = b'{"a":"<service-project>","b":"<service-project>-<issue>","c":"cloud","d":"MY"}'
    assert expected == _scrubbed(desk, _request(None, body=sent)).body


def test_a_slash_in_a_name_is_encoded_in_a_url(placeholders: Placeholders) -> None:
    """The exchange encodes it in the same way."""
    placeholders.add("A/B", "<dis/posable>")
    request = _scrubbed(Scrubber(placeholders, Product.JIRA_PLATFORM), _request(None, "issue/A%2FB"))
    assert request.uri.endswith("/issue/%3Cdis%2Fposable%3E")


def test_a_pause_ends_as_it_began(placeholders: Placeholders) -> None:
    """A pause inside another one does not end the other one, and an error ends a pause."""
    with placeholders.pause():
        assert placeholders.paused is True
        with pytest.raises(KeyError), placeholders.pause():
            raise KeyError
        assert placeholders.paused is True
    assert placeholders.paused is False


def test_nothing_is_paused_at_first(placeholders: Placeholders) -> None:
    """The first request of a run belongs to a cell."""
    assert placeholders.paused is False


@pytest.mark.parametrize(("length", "times"), [(1_000, 1), (1_001, 2)])
def test_a_short_text_is_scrubbed_once(monkeypatch: pytest.MonkeyPatch, length: int, times: int) -> None:
    """Servers send the same few sentences again and again; a long text is not kept."""
    scrubbed = []

    def note(text: str) -> str:
        scrubbed.append(text)
        return "<text>"

    monkeypatch.setattr(scrubbing, "scrub_sentence", note)
    scrubber, text = Scrubber(Placeholders(CASSETTES), Product.JIRA_PLATFORM), str(uuid4()).ljust(length, ".")
    assert ["<text>", "<text>"] == [scrubber.sentence(text) for _ in range(2)]
    assert times * [text] == scrubbed
