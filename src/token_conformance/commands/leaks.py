"""`token-conformance leaks`: finds texts in files that must not be published."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.redaction.leaks.budget import Unseen
from token_conformance.redaction.leaks.contents import texts
from token_conformance.redaction.leaks.files import files
from token_conformance.redaction.leaks.scan import UNSEEN, Finding, scan_text
from token_conformance.redaction.output import complain, say

FOUND, NOT_LOOKED_AT = 1, 3
"""The exit statuses if something was found, and if nothing was found but something was not looked at."""

_CERTIFICATE = ("run.json", "wire.jsonl")
"""Two files that each certificate has. Its tenants are those of the edge, and all their sites begin with `made-up-`."""

_IDS = frozenset({"account-id", "cloud-id"})


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Find credentials, and the names of real tenants and people, in files and archives; findings are shown masked."
        " In the git checkout of the current folder, files that git ignores are left out, unless PATH names them. Exit"
        " status: 0 nothing was found, 1 something was found, 2 usage, 3 nothing was found, but something was not"
        " looked at, such as an encrypted archive."
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder with everything in it")


def run(arguments: Namespace) -> int:
    """Scan the files and print the findings; returns the exit status."""
    chosen = files(arguments.paths)
    found = unseen = 0
    for result in (result for path in chosen for result in scan(path)):
        if isinstance(result, Finding):
            say(str(result))
            found += 1
        else:
            complain(f"{result.name}: not looked at: {result.reason}")
            unseen += 1
    complain(f"files scanned: {len(chosen)}, findings: {found}" + (f", not looked at: {unseen}" if unseen else ""))
    return FOUND if found else NOT_LOOKED_AT if unseen else 0


def scan(path: Path) -> list[Finding | Unseen]:
    """The findings of a file, and what of it was not looked at."""
    parts = set()
    results: list[Finding | Unseen] = []
    for part in texts(path):
        if isinstance(part, Unseen):
            results.append(part)
        else:
            parts.add(part.path)
            results += map(_result, scan_text(part.text, part.path, part.first_line))
    return _of_certificate(results) if {path / name for name in _CERTIFICATE} <= parts else results


def _result(finding: Finding) -> Finding | Unseen:
    return finding if finding.kind != UNSEEN else Unseen(f"{finding.path}:{finding.line}", finding.value)


def _of_certificate(results: list[Finding | Unseen]) -> list[Finding | Unseen]:
    """The findings without the ids of tenants that the edge made up, unless there is a site that it did not make up."""
    if any(isinstance(result, Finding) and result.kind == "site-name" for result in results):
        return results
    return [result for result in results if isinstance(result, Unseen) or result.kind not in _IDS]
