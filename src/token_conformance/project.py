"""The paths of a project's files, relative to its folder: each path is written here and nowhere else."""

from pathlib import Path

from token_conformance.errors import UserError

README = Path("README.md")
DOTENV = Path(".env")
"""The settings of a live run."""

SUITES = Path("suites")
DEVIATIONS = SUITES / "endpoints" / "deviations.toml"
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
HISTORY = REPORTS / "history.jsonl"
CLIENTS = REPORTS / "integrations.json"
"""The results of public clients."""

FIDELITY = REPORTS / "fidelity.md"
MUTANTS = REPORTS / "mutants.md"


def require_suites(alternative: str = "") -> None:
    """Raise UserError outside of a project's folder; `alternative` says what the user can do instead."""
    if not SUITES.is_dir():
        raise UserError(f"{SUITES}: no such folder here; run in the project's folder{alternative}")
