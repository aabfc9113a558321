"""How an outcome is shown, a symbol and its word, told apart without colour; and what all that means."""

from collections.abc import Iterable

from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.matrix import Row
from token_conformance.results.record import CellResult

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

COLUMN_MEANINGS = {
    Credential.UNSCOPED: "an “API token”",
    Credential.SCOPED: "an “API token with scopes”",
    UrlForm.SITE: "https://SITE.atlassian.net/…",
    UrlForm.GATEWAY: "https://api.atlassian.com/ex/{jira,confluence}/CLOUD_ID/…",
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


def legend(rows: Iterable[Row]) -> dict[str, str]:
    """Explain the columns, and those outcomes and marks that occur in the rows."""
    cells = [cell for row in rows for cell in row.matrix]
    seen = {cell.outcome for cell in cells if cell}
    entries = {str(word): meaning for word, meaning in COLUMN_MEANINGS.items()}
    entries |= {outcome_label(outcome): MEANINGS[outcome] for outcome in Outcome if outcome in seen}
    if any(cell and cell.outcome and not cell.verdict.is_as_declared for cell in cells):
        entries[UNDECLARED.strip()] = "not what is declared for the cell"
    if None in cells:
        entries[NOT_RUN] = "not run"
    return entries


def column_title(credential: Credential, form: UrlForm) -> str:
    """Name a column of the matrix, for a table that has room for words."""
    return f"{'no' if credential is Credential.NONE else credential} token at the {form}"
