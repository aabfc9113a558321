"""Rule S6: which content types are refused, over every operation that reads or checks another one than most."""

from collections.abc import Iterable

import pytest
from starlette.datastructures import Headers

from every_operation import filled
from in_process_edge import ACCOUNT, JIRA, SITE, Asking, ask, ask_all
from token_conformance.catalogue.content_types import Check, content_types
from token_conformance.catalogue.operations import Operation, published
from token_conformance.edge.access.media_type import has_body, parse

JIRA_OPERATIONS = [one for one in published().operations.values() if one.app == "jira"]
READERS = [one for one in JIRA_OPERATIONS if content_types(one).check is not Check.UNCHECKED]
LEFT = [one for one in JIRA_OPERATIONS if one.method in {"POST", "PUT"} and one not in READERS]


def refused(operations: Iterable[Operation], content_type: str | None, body: bytes = b"") -> set[str]:
    """The operations for which the site refuses the content type of a stranger's request."""
    headers = (("content-type", content_type),) if content_type is not None else ()
    asked = {one.name: Asking(one.method, f"{SITE}{filled(one.path)}", None, headers, body) for one in operations}
    answers = zip(asked, ask_all(asked.values()), strict=True)
    return {name for name, answer in answers if answer.status == 415}


@pytest.mark.parametrize("kind", sorted({kind for one in READERS for kind in content_types(one).types}))
def test_a_type_that_is_read_is_not_refused(kind: str) -> None:
    """Over every operation that reads it; a wildcard stands for any type."""
    readers = [one for one in READERS if kind in content_types(one).types]
    assert set() == refused(readers, kind.replace("*/*", "x/y"), b"{}")


def test_any_other_type_is_refused() -> None:
    """Over every operation that checks the type, without a credential."""
    assert {one.name for one in READERS if not content_types(one).takes_anything} == refused(READERS, "x/y", b"{}")


def test_a_request_with_neither_body_nor_type() -> None:
    """It is refused like a wrong type, unless only a body is checked."""
    strict = [one for one in READERS if content_types(one).check is Check.REQUIRED]
    assert {one.name for one in strict if not content_types(one).takes_anything} == refused(READERS, None)


def test_what_checks_nothing_takes_everything() -> None:
    """Such as a vote, which has no body."""
    assert LEFT
    assert set() == refused(LEFT, None) | refused(LEFT, "foo", b"x")


@pytest.mark.parametrize(
    ("method", "path", "content_type", "body", "accepted", "detail"),
    [
        ("PUT", "issue/SOFT-1", None, b"", "application/json", "Content-Type 'null' is not supported."),
        ("POST", "webhook", "", b"", "application/json", "Content-Type 'null' is not supported."),
        ("DELETE", "webhook", None, b"", "application/json", "Content-Type 'null' is not supported."),
        ("POST", "issue", "foo", b"{}", "application/json", "Could not parse Content-Type."),
        ("POST", "issue", "a/b,c/d", b"{}", "application/json", "Could not parse Content-Type."),
        ("POST", "issue", "*", b"{}", "application/json", "Content-Type '*/*' is not supported."),
        (
            "POST",
            "issue",
            "TEXT/Plain; Charset=UTF-8;X=Y",
            b"{}",
            "application/json",
            "Content-Type 'text/plain;Charset=UTF-8;X=Y' is not supported.",
        ),
        ("PUT", "mypreferences", "x/y", b"{}", "application/json, text/plain", "Content-Type 'x/y' is not supported."),
        (
            "PUT",
            "plans/plan/1",
            "application/json",
            b"{}",
            "application/json-patch+json",
            "Content-Type 'application/json' is not supported.",
        ),
    ],
)
@pytest.mark.parametrize("token", [None, ACCOUNT.unscoped])
def test_the_refusal_names_the_type(
    *, token: str | None, method: str, path: str, content_type: str | None, body: bytes, accepted: str, detail: str
) -> None:
    """And what the operation reads, to any caller."""
    headers = (("content-type", content_type),) if content_type is not None else ()
    answer = ask(method, f"{SITE}/rest/api/3/{path}", token, headers, body)
    assert (415, "S6", accepted) == (answer.status, answer.rule, answer.headers["accept"])
    assert f'"detail":"{detail}"' in answer.text
    assert f'"instance":"/rest/api/3/{path}"' in answer.text


@pytest.mark.parametrize(
    ("method", "path", "content_type"),
    [
        ("PUT", "plans/plan/1", "application/json-patch+json"),
        ("PUT", "mypreferences", "text/plain"),
        ("PUT", "settings/columns", "multipart/form-data; boundary=b"),
        ("PUT", "user/properties/x", "image/png"),
        ("POST", "issue", 'application/json; charset="utf-8"; x'),
        ("POST", "issue", "Application/JSON;charset=latin1"),
    ],
)
def test_other_types_reach_the_caller_check(method: str, path: str, content_type: str) -> None:
    """What is not refused for its type meets the gate or the product."""
    answer = ask(method, f"{SITE}/rest/api/3/{path}", None, (("content-type", content_type),), b"{}")
    assert 415 != answer.status


def test_the_gateway_names_the_path_of_the_site() -> None:
    """S6 is the product's refusal, which does not know of the gateway."""
    answer = ask("PUT", f"{JIRA}/rest/api/3/issue/SOFT-1", ACCOUNT.unscoped)
    assert (415, True) == (answer.status, '"instance":"/rest/api/3/issue/SOFT-1"' in answer.text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("application/json", "application/json"),
        (" Application/JSON ;a=b ; c", "application/json;a=b"),
        ('x/y;a="b;c"', 'x/y;a="b;c"'),
        ("x/y;a=b c", None),
        ("x/y;charset=nope", None),
        ("x/", None),
        ("", None),
        ("x/y;" + "a=b;" * 400, None),
    ],
)
def test_a_type_is_parsed(value: str, shown: str | None) -> None:
    """Its name in lower case, its parameters as sent; None if it cannot be read."""
    assert shown == parse(value)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"content-length": "0"}, False),
        ({"content-length": "1"}, True),
        ({"transfer-encoding": "x"}, True),
    ],
)
def test_a_body_is_announced(headers: dict[str, str], expected: bool) -> None:
    """By its length or as chunks."""
    assert expected == has_body(Headers(headers))
