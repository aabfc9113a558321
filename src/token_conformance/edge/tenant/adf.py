"""Atlassian Document Format, in which Jira stores texts; version 2 of its API shows them in wiki markup."""

from collections.abc import Iterator, Mapping
from typing import Any

Document = Mapping[str, Any]
"""A document as its JSON object: `{"type": "doc", "version": 1, "content": [...]}`."""

_INLINE = {"text", "hardBreak", "mention", "emoji", "inlineCard", "date", "status"}
"""The types of nodes that do not start a line."""


def document(text: str) -> Document:
    """The text as a document, with one paragraph for each line."""
    return {"type": "doc", "version": 1, "content": [_paragraph(line) for line in text.split("\n")]}


def plain_text(node: Document) -> str:
    """The text of a document, or of a part of one, with one line for each block."""
    if node.get("type") == "text":
        return str(node.get("text", ""))
    if node.get("type") == "hardBreak":
        return "\n"
    parts = list(children(node))
    separator = "\n" if any(child.get("type") not in _INLINE for child in parts) else ""
    return separator.join(map(plain_text, parts))


def _paragraph(line: str) -> dict[str, Any]:
    content = [{"type": "text", "text": line}] if line else []
    return {"type": "paragraph", "content": content}


def children(node: Document, name: str = "content") -> Iterator[Document]:
    """The parts of a node that are objects: its content or, by name, its marks."""
    parts = node.get(name)
    return (part for part in parts if isinstance(part, dict)) if isinstance(parts, list) else iter(())
