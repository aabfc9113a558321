"""The paths of a project's files, relative to its folder, and the project that this package ships."""

from pathlib import Path

from token_conformance.errors import UserError

README = Path("README.md")
DOTENV = Path(".env")
"""The settings of a live run."""

SUITES = Path("suites")
DEVIATIONS = SUITES / "endpoints" / "deviations.toml"
EVERY_CALL_SUITE = SUITES / "catalogue"
"""The suite of the whole catalogue, which runs only where it is named."""

SUBJECTS = SUITES / "integrations" / "subjects"
BEHIND = SUITES / "integrations" / "behind.toml"
"""The pins of subjects that were behind when `certify outdated --write` asked."""

INSTALLED_SUBJECTS = Path(".subjects")

CASSETTES = Path("cassettes")
RECORDINGS = Path("recordings")
"""The recordings of live runs: one folder per run."""

RESULTS = Path("results.jsonl")
"""The results of the last run."""

JOURNAL = Path("journal.jsonl")
CERTIFICATION = Path("certification")
"""The observations of `certify run`: one folder per subject."""

REPORTS = Path("reports")
MATRIX = REPORTS / "matrix.md"
COMMITTED_RESULTS = REPORTS / "results.json"
EVERY_CALL = REPORTS / "catalogue.json"
"""The results of the whole catalogue, which are committed beside those of the endpoints."""

HISTORY = REPORTS / "history.jsonl"
CLIENTS = REPORTS / "integrations.json"
"""The results of public clients."""

FIDELITY = REPORTS / "fidelity.md"
MUTANTS = REPORTS / "mutants.md"


_PACKAGE = Path(__file__).parent


def shipped() -> Path:
    """The folder of this project's own suites, cassettes and reports: inside an installed package, or the checkout."""
    return _PACKAGE if (_PACKAGE / SUITES).is_dir() else _PACKAGE.parents[1]


def is_project() -> bool:
    """Whether the current folder has suites of its own."""
    return SUITES.is_dir()


def here_or_shipped(path: Path) -> Path:
    """A path of the current folder's project; where neither suites nor this path are, that of the shipped project."""
    return path if is_project() or path.exists() else shipped() / path


def require_project(remedy: str) -> None:
    """Raise UserError in a folder without suites; `remedy` says what the user can do instead."""
    if not is_project():
        raise UserError(f"{SUITES}: no such folder here; run in a project's folder, or {remedy}")
