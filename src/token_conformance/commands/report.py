"""`token-conformance report`: writes the committed reports, or says which of them are stale."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.commands._results.replay import replay
from token_conformance.project import (
    CLIENTS,
    COMMITTED_RESULTS,
    EVERY_CALL,
    HISTORY,
    MATRIX,
    README,
    REPORTS,
    require_project,
)
from token_conformance.report.documents.inject import has_marker, renewed
from token_conformance.report.files import renew
from token_conformance.report.ownership import refuse_foreign
from token_conformance.results.file import Results, read
from token_conformance.results.history import History
from token_conformance.results.sites import read_sites

if TYPE_CHECKING:
    from token_conformance.certify.standing.reports import Reports


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        f"Make the matrix, the page, the badge and the data of {REPORTS}/, and the tables of {README}, from the"
        " cassettes of the suites here or from a results file."
    )
    parser.add_argument(
        "--results", type=Path, metavar="FILE", help="a results file (default: the cassettes are replayed)"
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help=f"write the reports to this folder instead of {REPORTS}, and do not change the tables of {README}",
    )
    parser.add_argument(
        "--certification",
        type=Path,
        metavar="FOLDER",
        help="the observations of `certify run` on integrations (default: the reports on integrations do not change)",
    )
    parser.add_argument(
        "--sites",
        type=Path,
        metavar="FILE",
        help="also show which cells differ between sites: the file that `merge --by-label` has written",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a report is stale")


def run(arguments: Namespace) -> int:
    """Write or check the reports; no report is written before all of them are made."""
    if not (arguments.output or arguments.results):
        require_project("name --output FOLDER")
    results = read(arguments.results) if arguments.results else replay(with_catalogue=True)
    folder = arguments.output or REPORTS
    files = _reports(results, folder, _integrations(folder, arguments.certification), arguments.sites)
    if not arguments.check:
        refuse_foreign(files)
    if arguments.output is None and has_marker(README):
        files[README] = renewed(README, results)
    return renew(files, check=arguments.check, remedy="make it again with `token-conformance report`")


def _integrations(folder: Path, runs: Path | None) -> "Reports | None":
    """The reports on integrations; None if there are no observations and no earlier reports."""
    if runs is None and not (folder / CLIENTS.name).exists():
        return None
    from token_conformance.certify.standing.reports import reports  # noqa: PLC0415  # loads the whole certification

    return reports(folder, runs)


def _reports(
    results: Results, folder: Path, integrations: "Reports | None", sites_file: Path | None
) -> dict[Path, str]:
    from token_conformance.report import badge, markdown, matrix  # noqa: PLC0415  # help does not wait for it
    from token_conformance.report.comparison import sites  # noqa: PLC0415  # for the same reason
    from token_conformance.report.every_call import listed, of_catalogue  # noqa: PLC0415  # for the same reason
    from token_conformance.report.page.render import render  # noqa: PLC0415  # for the same reason

    found = read_sites(sites_file) if sites_file else None
    endpoints, every_call = listed(results), of_catalogue(results)
    document = folder / EVERY_CALL.name
    before = read(document).cells if document.is_file() else ()
    history = History.read(folder / HISTORY.name).with_results(endpoints.cells).with_changes(before, every_call.cells)
    of_calls = {document: matrix.render_condensed(every_call)} if every_call.cells else {}
    return {
        folder / MATRIX.name: markdown.render(results) + (f"\n{sites.markdown(found)}\n" if found else ""),
        folder / "matrix.html": render(results, history, integrations.section if integrations else None, found),
        folder / COMMITTED_RESULTS.name: matrix.render(endpoints),
        **of_calls,
        folder / "badge.json": badge.as_json(results),
        folder / "badge.svg": badge.as_svg(results),
        **({folder / HISTORY.name: history.to_text()} if history.to_text() else {}),  # an empty one is refused
    } | (integrations.files if integrations else {})
