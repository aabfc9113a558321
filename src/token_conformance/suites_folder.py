"""Where the suites are, for the commands that run them."""

from pathlib import Path

from token_conformance.errors import UserError

SUITES = Path("suites")


def require_suites(alternative: str = "") -> None:
    """Raise UserError outside of the project's folder; `alternative` tells what the user can do but go there."""
    if not SUITES.is_dir():
        raise UserError(f"{SUITES}: no such folder here; run in the project's folder{alternative}")
