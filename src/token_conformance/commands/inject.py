"""`token-conformance inject FILE...`: updates the tables in documents, or says which documents are stale."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path

from token_conformance.commands._results.chosen import add_results_option, chosen
from token_conformance.report.files import renew
from token_conformance.report.inject import renewed

_DESCRIPTION = """\
Replace the text between these two markers, each on a line of its own, in each of the documents:

  <!-- token-conformance: table endpoint=jira-platform/get-issue scopes -->
  <!-- token-conformance: end -->

In reStructuredText the markers start with `..`, in AsciiDoc with `//`, in LaTeX with `%`, and do not end with `-->`.
The words after `table` are the arguments of `token-conformance table`, such as "GET /rest/api/3/myself" (in quotes),
`from=operations.txt` (a file beside the document) or `legend`. Without `format=`, the table has the format of its
document.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = _DESCRIPTION
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a document with markers")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a document is stale")
    add_results_option(parser)


def run(arguments: Namespace) -> int:
    """Update or check the documents; no document is written before all of them are made."""
    results = chosen(arguments.results)
    documents = {path: renewed(path, results) for path in arguments.files}
    return renew(documents, check=arguments.check, remedy="update it with `token-conformance inject`")
