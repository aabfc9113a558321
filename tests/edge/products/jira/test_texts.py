"""Texts in both versions: version 2 has wiki markup where version 3 has a document."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


def text(value: str, *marks: str) -> dict[str, Any]:
    """A text with marks."""
    return {"type": "text", "text": value, **({"marks": [{"type": mark} for mark in marks]} if marks else {})}


def node(kind: str, *content: dict[str, Any], **attributes: Any) -> dict[str, Any]:
    """A node with content."""
    return {"type": kind, "content": list(content), **({"attrs": attributes} if attributes else {})}


def paragraph(*content: dict[str, Any]) -> dict[str, Any]:
    """A paragraph."""
    return node("paragraph", *content)


RED = "{color:#ff0000}x{color}"
LINK = {"type": "link", "attrs": {"href": "https://example.com/a_b"}}


@pytest.mark.parametrize(
    ("written", "content"),
    [
        ("Plain.", [paragraph(text("Plain."))]),
        ("two\nlines", [paragraph(text("two"), {"type": "hardBreak"}, text("lines"))]),
        ("one\n\ntwo", [paragraph(text("one")), paragraph(text("two"))]),
        (
            "see https://example.com/a_b.",
            [paragraph(text("see "), {**text("https://example.com/a_b"), "marks": [LINK]}, text("."))],
        ),
        ("a * b, snake_case, 3 - 2 - 1", [paragraph(text("a * b, snake_case, 3 - 2 - 1"))]),
    ],
)
def test_plain_paragraphs_are_converted(ask: Ask, tenant: Tenant, written: str, content: list[Any]) -> None:
    """What version 2 writes is read by version 3 as a document, and by version 2 as it was written."""
    path = f"issue/{tenant.issue_key}"
    assert 204 == ask("PUT", f"/rest/api/2/{path}", json={"fields": {"description": written}}).status_code
    read = [ask("GET", f"/rest/api/{each}/{path}").json()["fields"]["description"] for each in (3, 2)]
    assert [{"type": "doc", "version": 1, "content": content}, written] == read


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("bq. Quoted", "'bq.'"),
        ("** item", "'**'"),
        ("a *bold _word_*", "'*bold x*'"),
        ("{panel}x{panel}", "'{panel}'"),
        ("{{mono", "'{{'"),
        ("[text|page]", "'[text|page]'"),
        ("!picture.png!", "'!picture.png!'"),
        ("||head||", "'|'"),
        ("so -- what", "'--'"),
    ],
)
def test_other_markup_is_not_modelled(ask: Ask, tenant: Tenant, written: str, named: str) -> None:
    """The answer is 501 and names the markup, because a wrong document would look right."""
    answer = ask("POST", f"/rest/api/2/issue/{tenant.issue_key}/comment", json={"body": written})
    expected = f"The local model does not know how Jira converts wiki markup such as {named} into a document.\n"
    assert (501, expected) == (answer.status_code, answer.text)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ([node("heading", text("Title"), level=2), paragraph(text("x"))], "h2. Title\n\nx"),
        ([paragraph(text("bold", "strong"), text(" "), text("code", "code"))], "*bold* {{code}}"),
        ([paragraph({**text("here"), "marks": [LINK]})], "[here|https://example.com/a_b]"),
        (
            [
                node(
                    "bulletList",
                    node("listItem", paragraph(text("a")), node("orderedList", node("listItem", paragraph(text("b"))))),
                )
            ],
            "* a\n*# b",
        ),
        ([node("codeBlock", text("{code} = 1"))], "{noformat}{code} = 1{noformat}"),
        ([node("codeBlock", text("x = 1"), language="python")], "{code:python}x = 1{code}"),
        ([node("blockquote", paragraph(text("q"))), {"type": "rule"}], "{quote}q{quote}\n\n----"),
        ([node("panel", paragraph(text("x")), panelType="warning")], "{panel:bgColor=#fffae6}\nx\n{panel}"),
        ([node("expand", paragraph(text("x")), paragraph(text("y")), title="More")], "*More*\n\nx\ny"),
        (
            [
                node(
                    "taskList",
                    node("taskItem", text("a"), state="DONE"),
                    node("taskList", node("taskItem", text("b"), state="TODO")),
                )
            ],
            "* -a-\n** b",
        ),
        ([node("decisionList", node("decisionItem", text("a")))], "* <> a"),
        (
            [
                node(
                    "table",
                    node("tableRow", node("tableHeader", paragraph(text("h"))), node("tableHeader", paragraph())),
                    node("tableRow", node("tableCell", paragraph(text("c"))), node("tableCell", paragraph(text("d")))),
                )
            ],
            "||h|| ||\n|c|d|",
        ),
        ([paragraph(node("date", timestamp="1767571200000"))], "{{2026-01-05}}"),
        ([paragraph(node("status", text="ok", color="green"))], "{color:#36B37E}*[ OK ]*{color}"),
        ([paragraph(node("status", text="ok", color="neutral"))], "{color:#97A0AF}*[ OK ]*{color}"),
        (
            [paragraph(node("inlineCard", url="https://example.com"))],
            "[https://example.com|https://example.com|smart-link]",
        ),
        ([node("blockCard", url="https://example.com")], "[https://example.com|https://example.com|smart-card]"),
        ([node("embedCard", url="https://example.com")], "[https://example.com|https://example.com|smart-embed]"),
        ([paragraph({**text("x"), "marks": [{"type": "textColor", "attrs": {"color": "#ff0000"}}]})], RED),
        ([paragraph({**text("2"), "marks": [{"type": "subsup", "attrs": {"type": "sup"}}]})], "^2^"),
        ([paragraph(text("{panel} and [~x] and {x}"))], "\\{panel} and \\[~x] and {x}"),
        (
            [node("bulletList", node("listItem", paragraph(text("a")), paragraph(text("b"))))],
            "* a\nb",
        ),
    ],
)
def test_a_document_is_written_as_markup(ask: Ask, tenant: Tenant, content: list[Any], shown: str) -> None:
    """Version 2 shows what version 3 has written."""
    body = {"body": {"type": "doc", "version": 1, "content": content}}
    number = ask("POST", f"/rest/api/3/issue/{tenant.issue_key}/comment", json=body).json()["id"]
    assert shown == ask("GET", f"/rest/api/2/issue/{tenant.issue_key}/comment/{number}").json()["body"]


@pytest.mark.parametrize(
    "content",
    [
        [node("mediaSingle", node("media", id="x"))],
        [paragraph({"type": "inlineCard"})],
        [paragraph({"type": "date"})],
        [paragraph(text("x", "subsup"))],
        [node("table", node("tableRow", node("tableCell", paragraph(text("x")), colspan=2)))],
    ],
)
def test_an_unknown_node_is_not_modelled(ask: Ask, tenant: Tenant, content: list[Any]) -> None:
    """Version 2 and HTML of it are 501; an answer that does not have the text is not."""
    path = f"issue/{tenant.issue_key}"
    body = {"fields": {"description": {"type": "doc", "version": 1, "content": content}}}
    assert 204 == ask("PUT", f"/rest/api/3/{path}", json=body).status_code
    assert 501 == ask("GET", f"/rest/api/2/{path}").status_code
    assert 501 == ask("GET", f"/rest/api/3/{path}?expand=renderedFields&fields=description").status_code
    assert [200, 200] == [
        ask("GET", f"/rest/api/{each}").status_code for each in (f"3/{path}", f"2/{path}?fields=summary")
    ]
