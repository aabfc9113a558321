"""The options that select what a table shows, alike on the command line and in a marker."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from typing import Any

from token_conformance.model import COLUMNS, MATRIX, Outcome, Product
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.selection import Selection
from token_conformance.words import many_of, one_of

_COLUMNS = {f"{credential}-{form}": (credential, form) for credential, form in COLUMNS}
_NAMES = {name: name for name in FORMATS}


def add_options(parser: ArgumentParser) -> None:
    """Add the options; a list may be given with commas, or its option several times."""
    parser.add_argument("--format", type=one_of("format", _NAMES), metavar="F", help=f"one of {', '.join(FORMATS)}")
    _add_list(parser, "endpoint", "ID", _ids, "only this endpoint, such as jira-platform/get-issue")
    _add_list(parser, "product", "P", _words("product", Product), "only endpoints of this product")
    _add_list(parser, "outcome", "O", _words("outcome", Outcome), "only what ended like this, such as hidden")
    columns = many_of("column", _COLUMNS)
    _add_list(parser, "column", "C", columns, "only this column, such as scoped-site (default: the four of the matrix)")
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--compact", action="store_true", help="a row an endpoint (the default)")
    extent.add_argument("--full", action="store_true", help="a row a cell, with its effect and evidence")
    parser.add_argument("--scopes", action="store_true", help="add the scopes that a scoped token needs")


def selection(arguments: Namespace) -> Selection:
    """The selection that the options make."""
    return Selection(
        endpoints=arguments.endpoint,
        products=arguments.product,
        outcomes=arguments.outcome,
        columns=arguments.column or MATRIX,
        full=arguments.full,
        scopes=arguments.scopes,
    )


def _add_list(parser: ArgumentParser, name: str, metavar: str, read: Callable[[str], Any], help_: str) -> None:
    parser.add_argument(f"--{name}", type=read, action="extend", default=[], metavar=metavar, help=help_)


def _ids(text: str) -> list[str]:
    """Endpoints are known only by the results."""
    return [id_.strip() for id_ in text.split(",")]


def _words(kind: str, words: type[Product] | type[Outcome]) -> Callable[[str], list[Any]]:
    known: Mapping[str, Any] = {word.value: word for word in words}
    return many_of(kind, known)
