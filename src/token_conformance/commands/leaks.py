"""`token-conformance leaks`: finds texts in files that must not be published."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.redaction.leaks.files import SEALED, blocks, files
from token_conformance.redaction.leaks.scan import Finding, scan_text
from token_conformance.redaction.output import complain, say


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Find credentials, and the names of real tenants and people, in files; findings are shown masked. In a git"
        " checkout, files that git ignores are left out, unless PATH names them. Exit status: 0 nothing was found,"
        " 1 something was found, 2 usage."
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder with everything in it")


def run(arguments: Namespace) -> int:
    """Scan the files and print the findings; returns the exit status, 1 if something was found."""
    chosen = files(arguments.paths)
    findings = [finding for path in chosen if path.suffix not in SEALED for finding in _scan(path)]
    for path in chosen:
        if path.suffix in SEALED:
            complain(f"{path}: not scanned, because it is compressed; unpack it and scan the folder")
    complain(f"files scanned: {len(chosen)}, findings: {len(findings)}")
    return 1 if findings else 0


def _scan(path: Path) -> list[Finding]:
    """The findings of a file, which are printed before the next file is read."""
    findings = [finding for number, text in blocks(path) for finding in scan_text(text, path, number)]
    for finding in findings:
        say(str(finding))
    return findings
