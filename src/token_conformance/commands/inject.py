"""`token-conformance inject FILE...`: renews the tables in documents, or says which documents are stale."""

from argparse import Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.report.chosen import add_results_option, chosen
from token_conformance.report.files import renew
from token_conformance.report.inject.document import renewed

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction  # it has no public name

_DESCRIPTION = """\
Renews what stands between these two lines, each on its own, in any of the documents:

  <!-- token-conformance: table endpoint=jira-platform/get-issue scopes -->
  <!-- token-conformance: end -->

In reStructuredText the comments start with `..`, in AsciiDoc with `//`, in LaTeX with `%`, and have no `-->`.
The words are the options of `token-conformance table`; without `format=` the table is written as its document is.
"""


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "inject",
        help="renew the tables between markers in your documentation",
        description=_DESCRIPTION,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a document with markers")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a document is stale")
    add_results_option(parser)
    parser.set_defaults(func=run)


def run(arguments: Namespace) -> int:
    """Renew or check the documents; all of them are made before one is written."""
    results = chosen(arguments.results)
    documents = {path: renewed(path, results) for path in arguments.files}
    return renew(documents, check=arguments.check, remedy="renew it with `token-conformance inject`")
