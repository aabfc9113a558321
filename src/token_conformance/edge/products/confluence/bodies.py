"""Bodies of pages and comments, in the formats that a caller reads and writes; all are kept in storage format.

The local model converts what has one possible result: paragraphs of plain text to a document and back, and storage
format without Confluence's own elements to the formats for reading. Of every other body it says that it does not know.
"""

import json
import re
from html import escape, unescape
from typing import Any

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.confluence.answers import Bean, unmodelled

ADF = "atlas_doc_format"
"""The body format of Atlassian's editor: a document in JSON, as a string."""

RENDERED = ("view", "export_view", "anonymous_export_view", "styled_view")
"""The formats for reading."""

_SAME = ("view", "export_view", "editor2")
"""The formats that a body without Confluence's own elements has unchanged, as far as the local model knows."""

_PARAGRAPH = re.compile(r"\s*<p>([^<>]*)</p>\s*|\s*([^<>]+)\s*")


def body_bean(text: str, representation: str | None) -> Bean:
    """A body in a format, by the name of the format; empty for None. Raises ApiError (501)."""
    if representation is None:
        return {}
    return {representation: {"representation": representation, "value": _in_format(text, representation)}}


def _in_format(text: str, representation: str) -> str:
    if representation == "storage":
        return text
    if representation == ADF:
        return json.dumps(_document(text))
    if representation in _SAME and not re.search(r"<(ac|ri):", text):
        return text
    raise unmodelled(f"the format {representation} of this body")


def _document(text: str) -> Bean:
    """The document of a text that is only paragraphs."""
    paragraphs, position = [], 0
    while position < len(text):
        found = _PARAGRAPH.match(text, position)
        if found is None:
            raise unmodelled(f"the format {ADF} of a body that is more than paragraphs of plain text")
        words = unescape(found[1] if found[1] is not None else found[2])
        paragraphs.append({"type": "paragraph", "content": [{"type": "text", "text": words}] if words else []})
        position = found.end()
    return {"type": "doc", "version": 1, "content": paragraphs}


def written_body(body: Any) -> str:
    """The storage format of a body that a request holds: of a format by its name, or with its `representation`.

    A missing body is empty. Raises ApiError: 400 for anything else than a body, 501 for a format that is not modelled.
    """
    if body in (None, {}):
        return ""
    if isinstance(body, dict) and not {"value", "representation"} & set(body):
        name = "storage" if "storage" in body else next(iter(body))
        body = {"representation": name, **body[name]} if isinstance(body[name], dict) else None
    written = {"value": "", "representation": "storage", **body} if isinstance(body, dict) else {}
    value, representation = written.get("value"), written.get("representation")
    if not isinstance(value, str) or not isinstance(representation, str):
        raise ApiError(400, "'body' must be {'representation': 'storage', 'value': '...'}.")
    return _to_storage(value, representation)


def _to_storage(value: str, representation: str) -> str:
    if representation == "storage":
        return value
    if representation == ADF:
        return _paragraphs(value)
    raise unmodelled(f"what Confluence makes of a body in the format {representation}")


def _paragraphs(value: str) -> str:
    """The storage format of a document that is only paragraphs of plain text."""
    try:
        document = json.loads(value)
        return "".join(f"<p>{_words(block)}</p>" for block in document["content"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise unmodelled(f"the storage format of this document in {ADF}") from None


def _words(block: Any) -> str:
    """The text of a paragraph. Raises KeyError for other blocks, and for text with marks."""
    if block["type"] != "paragraph" or any(set(node) != {"type", "text"} for node in block.get("content", [])):
        raise KeyError(block["type"])
    return "".join(escape(node["text"], quote=False) for node in block.get("content", []))
