"""What the matrix means, so that its reader needs no other page."""

from collections.abc import Iterable

from token_conformance.model import Credential, Outcome, UrlForm
from token_conformance.report.matrix import Row
from token_conformance.report.symbol import MEANINGS, NOT_RUN, UNDECLARED, outcome_label

COLUMN_MEANINGS = {
    Credential.UNSCOPED: "an “API token”",
    Credential.SCOPED: "an “API token with scopes”",
    UrlForm.SITE: "https://SITE.atlassian.net/…",
    UrlForm.GATEWAY: "https://api.atlassian.com/ex/{jira,confluence}/CLOUD_ID/…",
}


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
