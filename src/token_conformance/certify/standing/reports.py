"""Makes the reports on clients in a folder again, from its document and from newer runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from token_conformance.certify.certificate.container import read
from token_conformance.certify.certificate.evidence import evidence_of
from token_conformance.certify.certificate.report import STATEMENT
from token_conformance.certify.certificate.run_record import NAME
from token_conformance.certify.lines import short_line
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.standing.behind import NOTHING, Behind, load
from token_conformance.certify.standing.document import dump, parse
from token_conformance.certify.standing.markdown import MEANINGS, MEASURED, render, result, symbol, title
from token_conformance.certify.standing.standing import Standing, merged, standing_of
from token_conformance.errors import CertificateError, ReportError
from token_conformance.model.text_file import read_text
from token_conformance.project import BEHIND, CLIENTS
from token_conformance.report.page.view import PageSection, SectionColumn, SectionRow

MARKDOWN = "integrations.md"


@dataclass(frozen=True)
class Reports:
    """The texts of the files by path, and the section for the page of the matrix."""

    files: dict[Path, str]
    section: PageSection


def reports(folder: Path, runs: Path | None) -> Reports:
    """Make the reports; `runs` is the folder that `certify run` writes to. Raises UserError if one cannot be read."""
    document = folder / CLIENTS.name
    known = parse(read_text(document, "restore it", ReportError), str(document)) if document.exists() else []
    standings = merged(known, _newer(runs) if runs else [])
    behind = load(BEHIND)
    files = {document: dump(standings), folder / MARKDOWN: render(standings, behind)}
    return Reports(files, section(standings, behind))


def section(standings: Sequence[Standing], behind: Behind = NOTHING) -> PageSection:
    """A table for the page of the matrix; the sentences of the findings are only in the Markdown report."""
    columns = tuple(SectionColumn(each.id, each.level, each.name, each.title) for each in REQUIREMENTS.values())
    return PageSection(MEASURED, STATEMENT, columns, MEANINGS, tuple(_row(each, behind) for each in standings))


def _row(standing: Standing, behind: Behind) -> SectionRow:
    cells = tuple((symbol(standing, id_), result(standing, id_)) for id_ in REQUIREMENTS)
    return SectionRow(title(standing, behind), standing.rests_on, cells)


def _newer(runs: Path) -> list[Standing]:
    folders = sorted(path.parent for path in runs.glob(f"*/{NAME}"))
    if not folders:
        raise ReportError(f"{runs}: contains no run of a subject; make one with `token-conformance certify run`")
    standings, problems = [], []
    for folder in folders:
        try:
            standings.append(standing_of(evidence_of(read(folder))))
        except CertificateError as error:
            problems.append(f"{folder}: {short_line(str(error).removeprefix(f'{folder}: '))}; observe it again")
    if problems:
        more = f" (and {len(problems) - 1} more runs cannot be read)" if problems[1:] else ""
        raise ReportError(f"{problems[0]}{more}")
    return standings
