"""HTML of a document, as Jira renders a text for a browser."""

from collections.abc import Mapping
from html import escape
from typing import Any

from token_conformance.edge.tenant.adf import Document, children
from token_conformance.edge.tenant.wiki import UnknownMarkupError

_BLOCKS = {"paragraph": "<p>{}</p>", "rule": "<hr />"}
_MARKS = {"strong": "<b>{}</b>", "em": "<em>{}</em>", "strike": "<del>{}</del>", "underline": "<ins>{}</ins>"}


def to_html(document: Document) -> str:
    """The HTML of a document. Raises UnknownMarkupError for a kind of node that the model does not render."""
    return "\n\n".join(_block(node) for node in children(document))


def _block(node: Document) -> str:
    kind = str(node.get("type"))
    if kind not in _BLOCKS:
        raise UnknownMarkupError(f"a node of the type '{kind}'")
    return _BLOCKS[kind].format("".join(map(_span, children(node))))


def _span(node: Document) -> str:
    if node.get("type") == "hardBreak":
        return "<br/>\n"
    if node.get("type") != "text":
        raise UnknownMarkupError(f"a node of the type '{node.get('type')}'")
    text = escape(str(node.get("text", "")), quote=False)
    for mark in children(node, "marks"):
        text = _marked(text, mark)
    return text


def _marked(text: str, mark: Mapping[str, Any]) -> str:
    kind = str(mark.get("type"))
    if kind not in _MARKS:
        raise UnknownMarkupError(f"a mark of the type '{kind}'")
    return _MARKS[kind].format(text)
