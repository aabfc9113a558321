"""The reports on integrations that stand in a folder, made again from its document and from newer runs."""

from dataclasses import dataclass
from pathlib import Path

from token_conformance.certify.certificate import evidence_of, read
from token_conformance.certify.certificate.run_record import NAME
from token_conformance.report.error import ReportError
from token_conformance.report.integrations.document import dump, parse
from token_conformance.report.integrations.markdown import render
from token_conformance.report.integrations.section import Section, section
from token_conformance.report.integrations.standing import Standing, merged, standing_of

DOCUMENT = "integrations.json"
MARKDOWN = "integrations.md"


@dataclass(frozen=True)
class Reports:
    """The files by their paths, and the section of the page."""

    files: dict[Path, str]
    section: Section


def reports(folder: Path, runs: Path | None) -> Reports:
    """Make them; `runs` is where `certify run` keeps what it saw. Raises UserError where either cannot be read."""
    document = folder / DOCUMENT
    known = parse(_text(document), str(document)) if document.exists() else []
    standings = merged(known, _newer(runs) if runs else [])
    return Reports({document: dump(standings), folder / MARKDOWN: render(standings)}, section(standings))


def _newer(runs: Path) -> list[Standing]:
    folders = sorted(path.parent for path in runs.glob(f"*/{NAME}"))
    if not folders:
        raise ReportError(f"{runs}: holds no run of a subject; make one with `token-conformance certify run`")
    return [standing_of(evidence_of(read(folder))) for folder in folders]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(f"{path}: cannot be read ({error}); restore it") from error
