"""What a cassette keeps of an exchange."""

import pytest
from vcr.request import Request

from token_conformance.account import Account
from token_conformance.model import Credential, Product
from token_conformance.recording import References, Scrubber, match_credential
from token_conformance.recording.references import DISPOSABLE_ISSUE

ACCOUNT = Account("conformance@example.com", "UNSCOPED", "SCOPED-JIRA", "SCOPED-CONFLUENCE", "INVALID")


@pytest.fixture
def references() -> References:
    """The references of a run with the made-up account."""
    return References(ACCOUNT)


def _request(authorization: str | None, path: str = "issue/SOFT-1") -> Request:
    headers = {"user-agent": "python-httpx"} | ({"Authorization": authorization} if authorization else {})
    return Request("GET", f"https://conformance-edge.atlassian.net/rest/api/3/{path}", b"", headers)


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
    references: References, credential: Credential, product: Product, kind: str
) -> None:
    """The file tells the kinds apart and holds no token in any form."""
    request = Scrubber(references).request(_request(ACCOUNT.authorization(credential, product)))
    assert request is not None
    assert {"authorization": kind} == dict(request.headers)
    again = Scrubber(references).request(request)
    assert again is not None
    assert {"authorization": kind} == dict(again.headers)


def test_an_unknown_credential_is_not_kept_either(references: References) -> None:
    """A token of the wrong account cannot slip through."""
    request = Scrubber(references).request(_request("Basic c29tZTpib2R5"))
    assert request is not None
    assert "<unknown token>" == request.headers["authorization"]


def test_no_credential_stays_no_credential(references: References) -> None:
    """A stranger's request has no header to stand in for."""
    request = Scrubber(references).request(_request(None))
    assert request is not None
    assert {} == dict(request.headers)


def test_nothing_is_recorded_while_a_cell_is_prepared(references: References) -> None:
    """Making a disposable is no part of the cell's exchange."""
    scrubber = Scrubber(references)
    scrubber.paused = True
    assert scrubber.request(_request(None)) is None


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("issue/SOFT-17", f"issue/{DISPOSABLE_ISSUE}"),
        ("issue/SOFT-17/comment", f"issue/{DISPOSABLE_ISSUE}/comment"),
        ("issue/SOFT-170", "issue/SOFT-170"),
        ("issue/MICROSOFT-17", "issue/MICROSOFT-17"),
    ],
)
def test_a_disposable_has_one_name_in_every_cassette(references: References, sent: str, kept: str) -> None:
    """Only the whole key is replaced, never a part of another."""
    references.add("SOFT-17", DISPOSABLE_ISSUE)
    request = Scrubber(references).request(_request(None, sent))
    assert request is not None
    assert request.uri.endswith(f"/rest/api/3/{kept}")


def test_a_sent_body_is_named_like_what_comes_back(references: References) -> None:
    """A replay sends the constant title and finds the recording."""
    references.add("A title 1f", "A title")
    request = _request(None)
    request.body = b'{"summary":"A title 1f"}'
    scrubbed = Scrubber(references).request(request)
    assert scrubbed is not None
    assert b'{"summary":"A title"}' == scrubbed.body


def test_a_response_keeps_its_telling_headers_and_loses_the_others(references: References) -> None:
    """Cookies, request ids and rate limits are no part of an observation."""
    references.add("SOFT-17", DISPOSABLE_ISSUE)
    headers = {
        "x-seraph-loginreason": ["AUTHENTICATED_FAILED"],
        "set-cookie": ["secret"],
        "x-arequestid": ["1"],
    }
    response = Scrubber(references).response({"headers": headers, "body": {"string": b'"SOFT-17"'}})
    assert {"x-seraph-loginreason": ["AUTHENTICATED_FAILED"]} == response["headers"]
    assert b'"SOFT-DISPOSABLE"' == response["body"]["string"]


def test_a_body_that_is_not_text_is_left_alone(references: References) -> None:
    """Bytes have no words to replace."""
    assert b"\xff" == Scrubber(references).response({"headers": {}, "body": {"string": b"\xff"}})["body"]["string"]


def test_another_credential_does_not_match() -> None:
    """A recording of one kind is never played for another."""
    scoped, unscoped = _request("<scoped jira token>"), _request("<unscoped token>")
    match_credential(scoped, _request("<scoped jira token>"))
    with pytest.raises(AssertionError, match="another credential"):
        match_credential(scoped, unscoped)
