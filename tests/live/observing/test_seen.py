"""What is kept of an answer: words of this project, and none of the server's."""

import json
from typing import Any

import pytest

from site_answers import ANSWERS, answer
from token_conformance.live.observing.seen import (
    DEEPEST,
    LARGEST,
    MOST_MEMBERS,
    header,
    is_header,
    is_shape,
    known,
    seen,
)

CANARY = "canary-marmalade"


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("allow", "POST, GET,canary", "GET, POST"),
        ("allow", CANARY, "other"),
        ("content-type", 'text/html;charset="UTF-8"', "text/html; charset=utf-8"),
        ("content-type", "application/json", "application/json"),
        ("content-type", f"application/{CANARY}; charset=utf-8", "other"),
        ("content-type", f"text/html; charset={CANARY}", "text/html; charset=other"),
        ("location", "https://id.atlassian.com/login?continue=https%3A%2F%2Fcanary", "login"),
        ("location", "/login.jsp?os_destination=canary", "login"),
        ("location", f"https://{CANARY}.atlassian.net/x", "site"),
        ("location", "https://api.atlassian.com/ex/canary", "gateway"),
        ("location", f"https://{CANARY}.example", "other"),
        ("location", "http://[", "other"),
        ("server", "AtlassianEdge", "AtlassianEdge"),
        ("server", CANARY, "other"),
        ("www-authenticate", f'OAuth realm="https%3A%2F%2F{CANARY}.atlassian.net"', "oauth, site"),
        ("www-authenticate", f'OAuth realm="https%3A%2F%2F{CANARY}.atlassian.net%2Fwiki"', "oauth, wiki"),
        ("www-authenticate", f'OAuth realm="{CANARY}"', "oauth"),
        ("www-authenticate", f"Basic realm={CANARY}", "basic"),
        ("www-authenticate", CANARY, "other"),
        ("x-aaccountid", CANARY, "*"),
        ("set-cookie", f"a={CANARY}", "*"),
        ("x-failure-category", "FAILURE_CLIENT_AUTH", "FAILURE_CLIENT_AUTH"),
        ("x-failure-category", f"FAILURE_{CANARY}", "other"),
        ("x-seraph-loginreason", "AUTHENTICATED_FAILED", "AUTHENTICATED_FAILED"),
    ],
)
def test_a_header_is_kept_in_known_words(name: str, value: str, kept: str) -> None:
    """What is not known is `other`; a file with the words is read again."""
    assert kept == header(name, value)
    assert is_header(name, kept)
    assert not is_header(name, f"{value} {CANARY}")


def test_other_headers_are_left_out() -> None:
    """Only those of the list are kept."""
    assert {"content-type": "application/json"} == seen(answer(200, {}, x_canary=CANARY)).headers
    assert not is_header("x-canary", "*")


@pytest.mark.parametrize(
    ("body", "shape"),
    [
        ({"code": 401, "message": CANARY}, {"code": 401, "message": "text"}),
        ({"message": CANARY, "code": CANARY}, {"code": "text", "message": "text"}),
        ({"status": 71, "total": 98305}, {"status": "number", "total": "number"}),
        ({"status": True}, {"status": "boolean"}),
        ({CANARY: 1, "id": None}, {"id": "null", "other": "*"}),
        ([{"id": CANARY}, {"key": CANARY}], [{"id": "text"}]),
        ([], []),
        (CANARY, "text"),
        (71.5, "number"),
    ],
)
def test_of_json_its_structure_is_kept(body: Any, shape: Any) -> None:
    """Known members, the types of their values, the first element of a list, and a status."""
    kept = seen(answer(200, body))
    assert ("json", shape) == (kept.body, kept.shape)
    assert is_shape(shape)


@pytest.mark.parametrize("nest", [lambda inner: [inner], lambda inner: {"data": inner}], ids=["lists", "objects"])
def test_deep_json_is_cut(nest: Any) -> None:
    """Down to a few levels."""
    body: Any = CANARY
    for _ in range(50):
        body = nest(body)
    kept = seen(answer(200, body)).shape
    assert is_shape(kept)
    assert DEEPEST + 1 == sum(json.dumps(kept).count(opening) for opening in "[{")


def test_wide_json_is_cut() -> None:
    """To a number of members."""
    kept = seen(answer(200, dict.fromkeys([*known()["keys"], CANARY], 1))).shape
    assert MOST_MEMBERS == len(kept)
    assert is_shape(kept)
    assert not is_shape(dict.fromkeys(known()["keys"], "number"))


@pytest.mark.parametrize(
    "shape", [CANARY, {CANARY: "text"}, {"id": CANARY}, {"id": 71}, {"code": 71}, {"other": "text"}, [[], []], 401, 1.5]
)
def test_what_is_no_structure_is_recognised(shape: Any) -> None:
    """No file can have it."""
    assert not is_shape(shape)


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"", "text/html", "empty"),
        (b"<!DOCTYPE html><p>", "application/json", "html"),
        (b"Oops", "text/html;charset=UTF-8", "html"),
        (b"<?xml version='1.0'?><a/>", "text/xml", "xml"),
        (b"plain", "text/plain", "text"),
        (b"[" * 100_000, "application/json", "text"),
        (b"9" * 5_000, "application/json", "text"),
        (b"\x89PNG", "image/png", "image"),
        (b"\xff\xfe\x00", "application/octet-stream", "other"),
        (b"[1]", "text/html", "json"),
        (b"x" * (LARGEST + 1), "text/html", "large"),
    ],
)
def test_the_kind_of_a_body(body: bytes, content_type: str, kind: str) -> None:
    """By its bytes first: a content type may be wrong."""
    assert kind == seen(answer(404, body, content_type)).body


def test_a_refusal_has_the_known_sentences_that_are_in_it() -> None:
    """In the order of the list."""
    assert ("scope-mismatch", "unauthorized") == seen(ANSWERS["mismatch"]).phrases
    assert ("change-2046", "search-jql") == seen(ANSWERS["gone"]).phrases
    assert () == seen(answer(404, {"message": CANARY})).phrases


def test_a_success_has_no_sentences() -> None:
    """Its texts are those of the tenant."""
    assert () == seen(answer(200, {"name": "Client must be authenticated to access this resource."})).phrases


def test_no_sentence_is_a_part_of_another_one() -> None:
    """So that a sentence of a file is one sentence."""
    phrases = list(known()["phrases"].values())
    assert [] == [(one, other) for one in phrases for other in phrases if one != other and one in other]
