"""Wiki markup that version 2 of Jira's API reads: it is converted into the document that Jira stores.

Headings, lists of one level, code, rules, links, mentions and words in bold, italics and so on are read. Other markup
is refused, because a mistake in it would be a wrong document.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from token_conformance.edge.tenant.adf import Document
from token_conformance.edge.tenant.wiki import MARKS, UnknownMarkupError

_UNKNOWN = re.compile(
    r"""^\s*(?:h[1-6]\.|[*\#-]+\s|bq\.\s|\|)                # headings, lists, quotes and tables
    |\{\{|\{[a-z]+[:}]|\[[^\]]+\]|!\S+!|\\\S|--              # monospace, macros, links, images, escapes and dashes
    |(?<!\w)([*_+^~-])(?=\S)(?:(?!\1).)*?\S?\1(?!\w)         # bold, italic, inserted, raised, lowered and deleted
    |\?\?\S.*?\?\?|(?<!\w)(?::[()DP]|;\)|\([xyni/!?*+-]\))   # citations and emoticons
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What is not plain text in what is left of a text."""

_CODE = re.compile(r"\{(code|noformat)(?::(\w+))?\}\n?(.*?)\n?\{\1\}", re.DOTALL)
_LINE = re.compile(
    r"(?P<heading>h[1-6])\.[^\S\n]+(?P<title>.+)|(?P<rule>----)[^\S\n]*|(?P<bullet>[*#-])[^\S\n]+(?P<item>.+)"
)
_SPAN = re.compile(
    r"""(?<!\w)(?P<mark>[*_+-])(?=\S)(?P<marked>[^\n*_+{}\[\]-]*[^\s*_+{}\[\]-])(?P=mark)(?!\w)
    |\{\{(?P<code>[^{}\n]+)\}\}
    |\[(?P<text>[^\[\]|\n~]+)\|(?P<href>https?://[^\s\[\]|]+)\]
    |\[~accountid:(?P<account>[^\s\[\]]+)\]
    |(?P<url>https?://[^\s<>"|\[\]{}]*[^\s<>"|\[\]{}.,;:!?)])
    """,
    re.VERBOSE,
)
_MARK_OF = {written[0]: kind for kind, written in MARKS.items() if kind != "code"}
_LISTS = {"*": "bulletList", "-": "bulletList", "#": "orderedList"}


def from_wiki(text: str) -> Document:
    """The document of a text in wiki markup. Raises UnknownMarkupError for markup that is not read."""
    return {"type": "doc", "version": 1, "content": list(_blocks(text.replace("\r\n", "\n").strip("\n")))}


def _blocks(text: str) -> Iterator[dict[str, Any]]:
    """The blocks of a text: code, and between it headings, rules, lists and paragraphs; an empty text has one."""
    end = 0
    for code in _CODE.finditer(text):
        yield from _between(text[end : code.start()])
        language = {"attrs": {"language": code[2]}} if code[2] else {}
        yield {"type": "codeBlock", **language, "content": [{"type": "text", "text": code[3]}]}
        end = code.end()
    if end == 0 or text[end:].strip():
        yield from _between(text[end:]) if text.strip() else [_paragraph([])]


def _between(text: str) -> Iterator[dict[str, Any]]:
    for block in filter(str.strip, re.split(r"\n[^\S\n]*\n\s*", text.strip("\n"))):
        for kind, lines in groupby(block.split("\n"), _kind):
            yield from _block(kind, list(lines))


def _kind(line: str) -> str:
    """What a line belongs to: `heading`, `rule`, a type of list, or `paragraph`."""
    found = _LINE.fullmatch(line)
    if found is None:
        return "paragraph"
    return _LISTS[found["bullet"]] if found["bullet"] else "heading" if found["heading"] else "rule"


def _block(kind: str, lines: list[str]) -> Iterator[dict[str, Any]]:
    found = [_LINE.fullmatch(line) for line in lines]
    if kind == "paragraph":
        yield _paragraph(lines)
    elif kind == "heading":
        for each in filter(None, found):
            yield {"type": kind, "attrs": {"level": int(each["heading"][1])}, "content": list(_inline(each["title"]))}
    elif kind == "rule":
        yield from ({"type": kind} for _ in lines)
    else:
        items = [_paragraph([each["item"]]) for each in filter(None, found)]
        yield {"type": kind, "content": [{"type": "listItem", "content": [item]} for item in items]}


def _paragraph(lines: list[str]) -> dict[str, Any]:
    content: list[dict[str, Any]] = []
    for number, line in enumerate(lines):
        content += [{"type": "hardBreak"}] if number else []
        content += _inline(line)
    return {"type": "paragraph", "content": content}


def _inline(line: str) -> Iterator[dict[str, Any]]:
    """The parts of a line. Raises UnknownMarkupError for other markup in it, also around what is read."""
    if found := _UNKNOWN.search(_SPAN.sub("x", line)):
        raise UnknownMarkupError(f"wiki markup such as '{found[0].strip()}'")
    end = 0
    for span in _SPAN.finditer(line):
        yield from _plain(line[end : span.start()])
        yield _span(span)
        end = span.end()
    yield from _plain(line[end:])


def _plain(text: str) -> Iterator[dict[str, Any]]:
    if text:
        yield {"type": "text", "text": text}


def _span(span: re.Match[str]) -> dict[str, Any]:
    if span["account"]:
        return {"type": "mention", "attrs": {"id": span["account"]}}
    if href := span["href"] or span["url"]:
        return {"type": "text", "text": span["text"] or href, "marks": [{"type": "link", "attrs": {"href": href}}]}
    if span["code"]:
        return {"type": "text", "text": span["code"], "marks": [{"type": "code"}]}
    return {"type": "text", "text": span["marked"], "marks": [{"type": _MARK_OF[span["mark"]]}]}
