"""What a marker orders: the options of `token-conformance table`, written `name=value` or, for a switch, `name`."""

import shlex
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import PurePath
from typing import NoReturn

from token_conformance.report.error import ReportError
from token_conformance.report.inject.marker import Marker
from token_conformance.report.tables.contents import contents
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.options import add_options, selection
from token_conformance.results import Results
from token_conformance.words import one_of

_BY_COMMENT = {"..": "rst", "//": "asciidoc"}
_BY_EXTENSION = {".html": "html", ".htm": "html", ".xhtml": "confluence", ".xml": "confluence"}


class _Parser(ArgumentParser):
    """A parser that leaves it to the document to say where the mistake is."""

    def error(self, message: str) -> NoReturn:
        raise ReportError(message.removeprefix("argument --"))


_PARSER = _Parser(add_help=False, allow_abbrev=False)
add_options(_PARSER)

_NAMES = {name: name for name in vars(_PARSER.parse_args([]))}


def table(marker: Marker, path: PurePath, results: Results) -> str:
    """Make the table that a marker orders; raises ReportError where it cannot be made."""
    arguments = _arguments(marker.options)
    format_ = arguments.format or _format(marker, path)
    return FORMATS[format_](contents(results, selection(arguments)))


def _arguments(options: str) -> Namespace:
    try:
        words = [_option(word) for word in shlex.split(options)]
    except (ValueError, ArgumentTypeError) as error:
        raise ReportError(str(error)) from error
    return _PARSER.parse_args(words)


def _option(word: str) -> str:
    name, equals, value = word.partition("=")
    return f"--{one_of('option', _NAMES)(name)}{equals}{value}"


def _format(marker: Marker, path: PurePath) -> str:
    """The format that a document of this kind is written in."""
    if marker.comment.startswith("%"):
        return "latex"
    return _BY_COMMENT.get(marker.comment) or _BY_EXTENSION.get(path.suffix.lower(), "github")
