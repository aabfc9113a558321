"""Parsers of the formats, all of them from other projects: each reads the rows of a table from a text."""

import csv
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import cmarkgfm
import pytest
from docutils.core import publish_parts
from markdown_it import MarkdownIt
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMacroNode, LatexNode, LatexSpecialsNode, LatexWalker
from pylatexenc.latexwalker import get_default_latex_context_db as get_walker_context
from pylatexenc.macrospec import MacroSpec

from shown_tables import Rows, rows_of_html, shown

HERE = Path(__file__).parent
_INSTALL = "run npm install --prefix tests/report/tables"


class NodeParsers:
    """The parsers that only npm has, in one process that runs during all tests."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["node", HERE / "parsers.mjs"],  # node from the user's PATH
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def html(self, format_: str, text: str) -> str:
        """The HTML of a text in a format."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps({"format": format_, "text": text}), file=self._process.stdin, flush=True)
        html: str = json.loads(self._process.stdout.readline())
        return html

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


@pytest.fixture(scope="session")
def node_parsers() -> Iterator[NodeParsers]:
    """The parsers of npm; if they are not installed, the test is skipped, and fails in CI."""
    if not (shutil.which("node") and HERE.joinpath("node_modules").is_dir()):
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse(f"the parsers of AsciiDoc and Jira markup are not installed; {_INSTALL} (Node 20 or newer)")
    parsers = NodeParsers()
    yield parsers
    parsers.close()


@pytest.fixture
def parsed(request: pytest.FixtureRequest) -> Callable[[str, str], Rows]:
    """Parse a text in the format with this name; returns the rows of the table in the text."""

    def parse(format_: str, text: str) -> Rows:
        if format_ in {"asciidoc", "jira"}:
            parsers: NodeParsers = request.getfixturevalue("node_parsers")
            return rows_of_html(parsers.html(format_, text))
        return _PARSERS[format_](text)

    return parse


def _of_github(text: str) -> Rows:
    return rows_of_html(cmarkgfm.github_flavored_markdown_to_html(text, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE))


def _of_gitlab(text: str) -> Rows:
    return rows_of_html(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def _of_rst(text: str) -> Rows:
    """Parse with the strictest setting, so that a warning is an error."""
    settings = {"halt_level": 2, "report_level": 5}
    return rows_of_html(publish_parts(text, writer="html5", settings_overrides=settings)["body"])


def _of_latex(text: str) -> Rows:
    walked = get_walker_context()
    walked.add_context_category("packages", prepend=True, macros=[MacroSpec("ding", "{")])
    nodes = LatexWalker(text, latex_context=walked).get_latex_nodes()[0]
    (table,) = (node for node in nodes if isinstance(node, LatexEnvironmentNode))
    rows: list[list[list[LatexNode]]] = [[[]]]
    for node in table.nodelist[1:]:  # the first group is the columns
        if isinstance(node, LatexMacroNode) and node.macroname == "\\":
            rows.append([[]])
        elif isinstance(node, LatexSpecialsNode) and node.specials_chars == "&":
            rows[-1].append([])
        else:
            rows[-1][-1].append(node)
    return [[_latex_text(cell) for cell in row] for row in rows[:-1]]


_UNKNOWN_MACROS = {
    "texttt": "%s",
    "textasciicircum": "^",
    "newline": "\n",
    "blacktriangleleft": "◀",
    "textquotesingle": "'",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
}
"""The macros of LaTeX for which the parser has no text, or another text."""


def _latex_text(nodes: list[LatexNode]) -> str:
    context = get_default_latex_context_db()
    macros = [
        MacroTextSpec("ding", lambda node: {"{51}": "✓", "{55}": "✗"}[node.nodeargd.argnlist[0].latex_verbatim()]),
        *(MacroTextSpec(name, "") for name in ("hline", "endhead", "allowbreak")),
        *(MacroTextSpec(name, shown) for name, shown in _UNKNOWN_MACROS.items()),
    ]
    context.add_context_category("packages", prepend=True, macros=macros)
    text = LatexNodes2Text(latex_context=context, strict_latex_spaces=True).nodelist_to_text(nodes)
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _of_csv(text: str) -> Rows:
    return [row[:-1] for row in csv.reader(StringIO(text))]


def _of_json(text: str) -> Rows:
    document = json.loads(text)
    return [document["columns"], *([row[title] for title in document["columns"]] for row in document["rows"])]


def _of_confluence(text: str) -> Rows:
    """Parse the text inside of an element that declares the prefixes of Confluence's own elements."""
    page = ET.fromstring(f'<page xmlns:ac="urn:ac" xmlns:ri="urn:ri">{text}</page>')  # noqa: S314  # our own text
    return [[shown(cell) for cell in row] for row in page.iter("tr")]


_PARSERS = {
    "github": _of_github,
    "gitlab": _of_gitlab,
    "rst": _of_rst,
    "html": rows_of_html,
    "latex": _of_latex,
    "csv": _of_csv,
    "json": _of_json,
    "confluence": _of_confluence,
}
