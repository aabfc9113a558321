"""Atlassian Document Format, in which Jira keeps what people write; v2 of its API shows it as plain text."""

from collections.abc import Iterator, Mapping
from typing import Any

Document = Mapping[str, Any]
"""A document as its JSON object: `{"type": "doc", "version": 1, "content": [...]}`."""


def document(text: str) -> Document:
    """The text as a document with a paragraph a line."""
    return {"type": "doc", "version": 1, "content": [_paragraph(line) for line in text.split("\n")]}


def plain_text(node: Document) -> str:
    """What a document, or a part of one, says, with a line a block."""
    if node.get("type") == "text":
        return str(node.get("text", ""))
    if node.get("type") == "hardBreak":
        return "\n"
    children = list(_children(node))
    between = "\n" if any(child.get("type") not in _INLINE for child in children) else ""
    return between.join(map(plain_text, children))


_INLINE = {"text", "hardBreak", "mention", "emoji", "inlineCard", "date", "status"}


def _paragraph(line: str) -> dict[str, Any]:
    content = [{"type": "text", "text": line}] if line else []
    return {"type": "paragraph", "content": content}


def _children(node: Document) -> Iterator[Document]:
    content = node.get("content")
    return (child for child in content if isinstance(child, dict)) if isinstance(content, list) else iter(())
