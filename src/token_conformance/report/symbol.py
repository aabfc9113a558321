"""How an outcome is shown: a symbol and its word, told apart without colour."""

from token_conformance.model import Outcome
from token_conformance.results import CellResult, Verdict

NOT_RUN = "·"
UNDECLARED = " ◀"
"""Stands behind an outcome that is not the declared one."""

REFUSED = "✗"
SILENT = "∅"
NO_ANSWER = "!"

SYMBOLS = {
    Outcome.WORKS: "✓",
    Outcome.EMPTY: SILENT,
    Outcome.HIDDEN: REFUSED,
    Outcome.UNAUTHENTICATED: REFUSED,
    Outcome.SCOPE_MISMATCH: REFUSED,
    Outcome.FORBIDDEN: REFUSED,
    Outcome.GONE: REFUSED,
    Outcome.RATE_LIMITED: NO_ANSWER,
    Outcome.SERVER_ERROR: NO_ANSWER,
    Outcome.UNREACHABLE: NO_ANSWER,
    Outcome.UNEXPECTED: NO_ANSWER,
}
"""It works; it seems to, but nothing is there; it is refused; or nothing was learnt of the token."""

MEANINGS = {
    Outcome.WORKS: "the thing asked for is there, or was done",
    Outcome.EMPTY: "a success status, but nothing is there: a silent failure",
    Outcome.HIDDEN: "404 for a thing that exists",
    Outcome.UNAUTHENTICATED: "401, the caller is not known",
    Outcome.SCOPE_MISMATCH: "401, a scope is missing from the token",
    Outcome.FORBIDDEN: "403, the caller may not",
    Outcome.GONE: "410, the operation was withdrawn",
    Outcome.RATE_LIMITED: "429, too many requests: says nothing of the token",
    Outcome.SERVER_ERROR: "5xx: says nothing of the token",
    Outcome.UNREACHABLE: "no answer came: says nothing of the token",
    Outcome.UNEXPECTED: "an answer of a shape that is not published",
}


def outcome_label(outcome: Outcome, status: int | None = None) -> str:
    """Show an outcome, with the HTTP status where there is one to tell: `✗ hidden 404`."""
    label = f"{SYMBOLS[outcome]} {outcome}"
    return label if status is None or outcome is Outcome.WORKS else f"{label} {status}"


def cell_label(cell: CellResult | None, *, with_status: bool = True) -> str:
    """Show what happened in a cell, marked where it is not as declared."""
    if cell is None:
        return NOT_RUN
    if cell.outcome is None:
        return f"{NOT_RUN if cell.verdict is Verdict.NOT_OBSERVED else NO_ANSWER} {cell.verdict}"
    mark = "" if cell.verdict.is_as_declared else UNDECLARED
    return outcome_label(cell.outcome, cell.status if with_status else None) + mark
