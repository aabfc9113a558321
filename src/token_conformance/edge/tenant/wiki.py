"""Wiki markup, in which version 2 of Jira's API writes texts; they are stored as documents. `wiki_reader` reads it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from token_conformance.edge.tenant.adf import Document, children

MARKS = {
    "strong": "*{}*",
    "em": "_{}_",
    "code": "{{{{{}}}}}",
    "strike": "-{}-",
    "underline": "+{}+",
}
"""How words with each kind of mark are written."""


class UnknownMarkupError(ValueError):
    """The local model does not know how Jira converts a text; the message says which part."""


def to_wiki(document: Document) -> str:
    """A document in wiki markup. Raises UnknownMarkupError for a kind of node that the model does not write."""
    return "\n\n".join(map(_block, children(document)))


def _block(node: Document) -> str:
    kind = node.get("type")
    if kind in _LISTS:
        return "\n".join(_items(node, _LISTS[str(kind)]))
    if kind not in _BLOCKS:
        raise UnknownMarkupError(f"a node of the type '{kind}'")
    return _BLOCKS[str(kind)](node)


def _items(node: Document, bullet: str) -> Iterator[str]:
    for item in children(node):
        for part in children(item):
            if part.get("type") in _LISTS:
                yield from _items(part, bullet + _LISTS[str(part.get("type"))])
            else:
                yield f"{bullet} {_block(part)}"


def _inline(node: Document) -> str:
    return "".join(map(_span, children(node)))


def _span(node: Document) -> str:
    if node.get("type") == "hardBreak":
        return "\n"
    if node.get("type") == "mention":
        return f"[~accountid:{_attributes(node).get('id', '')}]"
    if node.get("type") != "text":
        raise UnknownMarkupError(f"a node of the type '{node.get('type')}'")
    text = str(node.get("text", ""))
    for mark in children(node, "marks"):
        text = _marked(text, mark)
    return text


def _marked(text: str, mark: Document) -> str:
    kind = str(mark.get("type"))
    if kind == "link":
        href = str(_attributes(mark).get("href", ""))
        return href if text == href else f"[{text}|{href}]"
    if kind not in MARKS:
        raise UnknownMarkupError(f"a mark of the type '{kind}'")
    return MARKS[kind].format(text)


def _attributes(node: Document) -> Mapping[str, Any]:
    value = node.get("attrs")
    return value if isinstance(value, dict) else {}


_LISTS = {"bulletList": "*", "orderedList": "#"}
_BLOCKS: Mapping[str, Callable[[Document], str]] = {
    "paragraph": _inline,
    "heading": lambda node: f"h{_attributes(node).get('level', 1)}. {_inline(node)}",
    "codeBlock": lambda node: f"{{code}}\n{_inline(node)}\n{{code}}",
    "blockquote": lambda node: f"{{quote}}\n{to_wiki(node)}\n{{quote}}",
    "rule": lambda node: "----",  # noqa: ARG005  # all blocks are written alike
}
