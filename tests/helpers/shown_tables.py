"""Texts that are hard to write in a table, and the rows that a reader of a page sees."""

from xml.etree import ElementTree as ET

import html5lib

Rows = list[list[str]]
"""The texts of a table, titles first."""

HARD = (
    "a|b",
    "GET /rest/api/3/issue/{issueIdOrKey}",
    '<b onclick="x">&amp;</b>',
    "first\nsecond",
    "1e5",
    "",
    "**bold** _it_ `code` ~~no~~ __x__ ^up^ +in+ -out- ??cite??",
    r"C:\dir\|\\ \{x\} \newline",
    "- list",
    "1. one\na) two",
    "# title\n=====\n-----",
    ".. note::\n:field: x\n>>> x::",
    "text\n// comment\ninclude::x[]",
    "h1. title\nbq. quote",
    "{nbsp} {{template}} ${x} $x$ {% raw %}",
    "a -- b --- c ... (C) -> => <- it's 'x' \"y\"",
    "[[link]] [a](b) [a|b] http://example.com/a_b_c me@example.com",
    "((index)) <<xref>> footnote:[x] +pass+ ++x++",
    "[option]\n* star",
    "100% & #1 $5 !1 ~2 @all :tada: ✓ ✗ ∅ · ◀ … é 日本",
    "(x) (/) :D :) ;)",
    "|",
    "\\",
    "`",
    "?`!`''``,,",
)


def rows_of_html(html: str) -> Rows:
    """Read the rows of a table in HTML."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [[shown(cell) for cell in row if cell.tag in {"th", "td"}] for row in tree.iter("tr")]


def shown(cell: ET.Element) -> str:
    """The visible text: white space of the source is one space, and a break or the end of a line is a new line."""
    for element in cell.iter():
        element.text, element.tail = (
            " ".join(f"_{text or ''}_".split())[1:-1] for text in (element.text, element.tail)
        )
        if element.tag == "br" or element.get("class") == "line":
            element.tail = f"\n{element.tail}"
    return "\n".join(line.strip() for line in "".join(cell.itertext()).strip().splitlines())
