"""Whether a file with the name of a report is a report: a project may have a `reports/badge.svg` of its own."""

from collections.abc import Iterable
from pathlib import Path

from token_conformance.errors import ReportError
from token_conformance.project import CLIENTS, COMMITTED_RESULTS, EVERY_CALL, FIDELITY, HISTORY, MATRIX, MUTANTS

_MARKS = {
    MATRIX.name: b"<!-- Made by `token-conformance report`",
    "matrix.html": b"token-conformance",
    COMMITTED_RESULTS.name: b'{"cells":',
    EVERY_CALL.name: b'{"answers": {',
    "badge.json": b"API token with scopes",
    "badge.svg": b"API token with scopes",
    HISTORY.name: b'"outcome": ',
    CLIENTS.name: b'"subjects"',
    "integrations.md": b"<!-- Made by `token-conformance report`",
    FIDELITY.name: b"<!-- Made by `token-conformance fidelity`",
    MUTANTS.name: b"<!-- Made by `token-conformance mutants`",
}
"""What every version of a report contains, by its name."""


def refuse_foreign(paths: Iterable[Path]) -> None:
    """Raise ReportError for the first file that is not empty and was not made by this suite.

    Only for names that the suite chooses: a file that the user names is replaced as the user asks.
    """
    for path in paths:
        if path.is_file() and not _is_report(path):
            raise ReportError(
                f"{path}: was not made by token-conformance, so it is not replaced; move it, or run in another folder"
            )


def _is_report(path: Path) -> bool:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({error.strerror}); make it readable") from error
    return not content or _MARKS[path.name] in content
