"""Wiki markup, in which version 2 of Jira's API writes texts; they are stored as documents. `wiki_reader` reads it.

It is written as by Atlassian's `@atlaskit/editor-wikimarkup-transformer` (12.2.2 on npm), except that a link to itself
is its address alone. That Jira's own conversion does the same is not published.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import groupby
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

_LANGUAGES = {
    *("actionscript", "ada", "applescript", "bash", "c", "c#", "c++", "cpp", "css", "erlang", "go", "groovy"),
    *("haskell", "html", "java", "javascript", "js", "json", "lua", "none", "nyan", "objc", "perl", "php", "python"),
    *("r", "rainbow", "ruby", "scala", "sh", "sql", "swift", "visualbasic", "xml", "yaml"),
}
"""The languages that the macro `{code}` has; code in another one, or in none, is written without a language."""

_PANELS = {"info": "#deebff", "note": "#eae6ff", "success": "#e3fcef", "warning": "#fffae6", "error": "#ffebe6"}
_GREY = "#97A0AF"
_STATUSES = {
    "purple": "#6554C0",
    "blue": "#00B8D9",
    "red": "#FF5630",
    "yellow": "#FF991F",
    "green": "#36B37E",
}
_MACRO = re.compile(r"\{(?:adf|anchor|code|quote|noformat|panel|color|loremipsum)|\[~", re.IGNORECASE)
"""What would start a macro or a mention if it was not escaped."""


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
    """The lines of a list, in which a bullet is before the first of the blocks between two lists in it."""
    for item in children(node):
        for is_list, parts in groupby(children(item), lambda part: part.get("type") in _LISTS):
            if is_list:
                for part in parts:
                    yield from _items(part, bullet + _LISTS[str(part.get("type"))])
            else:
                yield f"{bullet} " + "\n".join(map(_block, parts))


def _tasks(node: Document, bullet: str = "*") -> Iterator[str]:
    """The lines of a list of tasks, of which those that are done are struck out; and of the lists in it."""
    for item in children(node):
        if item.get("type") == "taskList":
            yield from _tasks(item, f"{bullet}*")
        else:
            text = _inline(item)
            yield f"{bullet} -{text}-" if _attributes(item).get("state") == "DONE" else f"{bullet} {text}"


def _code(node: Document) -> str:
    """Code, which is not escaped."""
    text = "".join(str(part.get("text", "")) for part in children(node))
    language = str(_attributes(node).get("language", ""))
    return f"{{code:{language}}}{text}{{code}}" if language in _LANGUAGES else f"{{noformat}}{text}{{noformat}}"


def _panel(node: Document) -> str:
    colour = _PANELS.get(str(_attributes(node).get("panelType")), "")
    return f"{{panel:bgColor={colour}}}\n{to_wiki(node)}\n{{panel}}"


def _expand(node: Document) -> str:
    return "\n".join([f"*{_attributes(node).get('title', '')}*", "", *map(_block, children(node))])


def _row(node: Document) -> str:
    written, bar = "", "|"
    for cell in children(node):
        if any(_attributes(cell).get(name, 1) != 1 for name in ("colspan", "rowspan")):
            raise UnknownMarkupError("a table with merged cells")
        bar = "||" if cell.get("type") == "tableHeader" else "|"
        written += bar + ("\n".join(map(_block, children(cell))).strip() or " ")
    return written + bar


def _inline(node: Document) -> str:
    return "".join(map(_span, children(node)))


def _span(node: Document) -> str:
    kind = str(node.get("type"))
    if kind in _SPANS:
        return _SPANS[kind](_attributes(node))
    if kind != "text":
        raise UnknownMarkupError(f"a node of the type '{kind}'")
    marks = list(children(node, "marks"))
    text = str(node.get("text", ""))
    if not any(mark.get("type") == "code" for mark in marks):
        text = _MACRO.sub(r"\\\g<0>", text)
    for mark in marks:
        text = _marked(text, mark)
    return text


def _marked(text: str, mark: Document) -> str:
    kind, attributes = str(mark.get("type")), _attributes(mark)
    if kind == "link":
        href = str(attributes.get("href", ""))
        return href if text == href else f"[{text}|{href}]"
    if kind == "textColor":
        return f"{{color:{attributes.get('color')}}}{text}{{color}}"
    if kind == "subsup" and attributes.get("type") in {"sub", "sup"}:
        return f"~{text}~" if attributes["type"] == "sub" else f"^{text}^"
    if kind not in MARKS:
        raise UnknownMarkupError(f"a mark of the type '{kind}'")
    return MARKS[kind].format(text)


def _attributes(node: Document) -> Mapping[str, Any]:
    value = node.get("attrs")
    return value if isinstance(value, dict) else {}


def _date(attributes: Mapping[str, Any]) -> str:
    try:
        return f"{{{{{datetime.fromtimestamp(int(attributes['timestamp']) / 1000, UTC):%Y-%m-%d}}}}}"
    except (KeyError, ValueError, TypeError, OverflowError, OSError):
        raise UnknownMarkupError("a date without a time") from None


def _status(attributes: Mapping[str, Any]) -> str:
    colour = _STATUSES.get(str(attributes.get("color")), _GREY)
    return f"{{color:{colour}}}*[ {str(attributes.get('text', '')).upper()} ]*{{color}}"


def _card(word: str) -> Callable[[Mapping[str, Any]], str]:
    def write(attributes: Mapping[str, Any]) -> str:
        if not (url := attributes.get("url")):
            raise UnknownMarkupError("a card without a URL")
        return f"[{url}|{url}|{word}]"

    return write


_LISTS = {"bulletList": "*", "orderedList": "#"}
_BLOCKS: Mapping[str, Callable[[Document], str]] = {
    "paragraph": _inline,
    "heading": lambda node: f"h{_attributes(node).get('level', 1)}. {_inline(node)}",
    "codeBlock": _code,
    "blockquote": lambda node: f"{{quote}}{to_wiki(node)}{{quote}}",
    "rule": lambda node: "----",  # noqa: ARG005  # all blocks are written alike
    "panel": _panel,
    "expand": _expand,
    "taskList": lambda node: "\n".join(_tasks(node)),
    "decisionList": lambda node: "\n".join(f"* <> {_inline(item)}" for item in children(node)),
    "table": lambda node: "\n".join(map(_row, children(node))),
    "blockCard": lambda node: _card("smart-card")(_attributes(node)),
    "embedCard": lambda node: _card("smart-embed")(_attributes(node)),
}
_SPANS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "hardBreak": lambda attributes: "\n",  # noqa: ARG005  # all nodes are written alike
    "mention": lambda attributes: f"[~accountid:{attributes.get('id', '')}]",
    "date": _date,
    "status": _status,
    "inlineCard": _card("smart-link"),
}
