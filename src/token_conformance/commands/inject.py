"""`token-conformance inject FILE...`: updates the tables in documents, or says which documents are stale."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path

from token_conformance.commands._results.chosen import add_results_option, chosen
from token_conformance.redaction.output import say
from token_conformance.report.documents.folders import documents
from token_conformance.report.documents.inject import renewed
from token_conformance.report.files import renew, stale

_DESCRIPTION = """\
Replace the text between these two markers, each on a line of its own, in each
of the documents:

  <!-- token-conformance: table endpoint=jira-platform/get-issue scopes -->
  <!-- token-conformance: end -->

In reStructuredText the markers start with `..`, in AsciiDoc with `//`, in
LaTeX with `%`, and do not end with `-->`. The words after `table` are the
arguments of `token-conformance table`, such as "GET /rest/api/3/myself" (in
quotes), `from=operations.txt` (a file beside the document) or `legend`. Without
`format=`, the table has the format of its document. Of a folder, all documents
with markers are updated.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = _DESCRIPTION
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a document with markers, or a folder of documents"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a document is stale")
    add_results_option(parser)


def run(arguments: Namespace) -> int:
    """Update or check the documents; none is written before all of them are made, and none that is current."""
    results = chosen(arguments.results)
    made = {path: renewed(path, results) for path in documents(arguments.files)}
    outdated = made if arguments.check else {path: made[path] for path in stale(made)}
    for path in (path for path in made if path not in outdated):
        say(f"{path}: current")
    return renew(outdated, check=arguments.check, remedy="update it with `token-conformance inject`")
