"""`token-conformance inject FILE...`: renews the tables in documents, or says which documents are stale."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path

from token_conformance.commands._chosen_results import add_results_option, chosen
from token_conformance.report.files import renew
from token_conformance.report.inject import renewed

_DESCRIPTION = """\
Renews what stands between these two lines, each on its own, in any of the documents:

  <!-- token-conformance: table endpoint=jira-platform/get-issue scopes -->
  <!-- token-conformance: end -->

In reStructuredText the comments start with `..`, in AsciiDoc with `//`, in LaTeX with `%`, and have no `-->`.
The words are the options of `token-conformance table`; without `format=` the table is written as its document is.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = _DESCRIPTION
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a document with markers")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a document is stale")
    add_results_option(parser)


def run(arguments: Namespace) -> int:
    """Renew or check the documents; all of them are made before one is written."""
    results = chosen(arguments.results)
    documents = {path: renewed(path, results) for path in arguments.files}
    return renew(documents, check=arguments.check, remedy="renew it with `token-conformance inject`")
