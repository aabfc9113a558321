"""Wiki markup, in which version 2 of Jira's API reads and writes texts; they are stored as documents.

Only plain paragraphs with line breaks and URLs are read, because a mistake in other markup would be a wrong document.
More can be written.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from token_conformance.edge.tenant.adf import Document, children

MARKUP = re.compile(
    r"""^\s*(?:h[1-6]\.\s|[*\#-]+\s|bq\.\s|-{2,}\s*$|\|)    # headings, lists, quotes, rules and tables
    |\{\{|\{[a-z]+[:}]|\[[^\]]+\]|!\S+!|\\\S|--              # monospace, macros, links, images, escapes and dashes
    |(?<!\w)([*_+^~-])(?=\S)(?:(?!\1).)*?\S?\1(?!\w)         # bold, italic, inserted, raised, lowered and deleted
    |\?\?\S.*?\?\?|(?<!\w)(?::[()DP]|;\)|\([xyni/!?*+-]\))   # citations and emoticons
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What is not plain text in wiki markup."""

_URL = re.compile(r"(https?://[^\s<>\"|\[\]{}]*[^\s<>\"|\[\]{}.,;:!?)])")


class UnknownMarkupError(ValueError):
    """The local model does not know how Jira converts a text; the message says which part."""


def from_wiki(text: str) -> Document:
    """The document of a text in wiki markup. Raises UnknownMarkupError for all but plain paragraphs."""
    if found := MARKUP.search(_URL.sub("", text)):
        raise UnknownMarkupError(f"wiki markup such as '{found[0].strip()}'")
    blocks = re.split(r"\n[^\S\n]*\n\s*", text.replace("\r\n", "\n").strip("\n"))
    return {"type": "doc", "version": 1, "content": [_paragraph(block) for block in blocks]}


def _paragraph(block: str) -> dict[str, Any]:
    content: list[dict[str, Any]] = []
    for number, line in enumerate(block.split("\n")):
        content += [{"type": "hardBreak"}] if number else []
        content += [_text(part) for part in _URL.split(line) if part]
    return {"type": "paragraph", "content": content}


def _text(part: str) -> dict[str, Any]:
    link = {"marks": [{"type": "link", "attrs": {"href": part}}]} if _URL.fullmatch(part) else {}
    return {"type": "text", "text": part, **link}


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
    if kind not in _MARKS:
        raise UnknownMarkupError(f"a mark of the type '{kind}'")
    return _MARKS[kind].format(text)


def _attributes(node: Document) -> Mapping[str, Any]:
    value = node.get("attrs")
    return value if isinstance(value, dict) else {}


_LISTS = {"bulletList": "*", "orderedList": "#"}
_MARKS = {
    "strong": "*{}*",
    "em": "_{}_",
    "code": "{{{{{}}}}}",
    "strike": "-{}-",
    "underline": "+{}+",
}
_BLOCKS: Mapping[str, Callable[[Document], str]] = {
    "paragraph": _inline,
    "heading": lambda node: f"h{_attributes(node).get('level', 1)}. {_inline(node)}",
    "codeBlock": lambda node: f"{{code}}\n{_inline(node)}\n{{code}}",
    "blockquote": lambda node: f"{{quote}}\n{to_wiki(node)}\n{{quote}}",
    "rule": lambda node: "----",  # noqa: ARG005  # all blocks are written alike
}
