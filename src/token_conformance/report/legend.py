"""The label of an outcome (a symbol and a word, so that colour is not needed), and the meaning of every label."""

from collections.abc import Collection, Iterable

from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.outcome import SUCCESSES, Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.matrix import Column, Row
from token_conformance.results.record import CellResult

NOT_RUN = "·"
UNEXPECTED_MARK = " ◀"
"""Follows an outcome that is not the declared one."""

OPEN = "? open"
"""Begins the label of an open cell, whose outcome follows."""

OPEN_MEANING = "the published evidence is contradictory or absent, so the outcome that follows is not judged"

REFUSED = "✗"
SILENT = "∅"
NO_ANSWER = "!"
KNOWN_CALLER = "○"

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
    Outcome.RECOGNISED: KNOWN_CALLER,
    Outcome.STRANGER: SILENT,
}
"""One symbol each for: it works; the caller is known, which says nothing of the product; it seems to work, but without
content or as for a stranger; it is refused; no conclusion on the token."""

MEANINGS = {
    Outcome.WORKS: "the expected content was returned, or the change was made",
    Outcome.EMPTY: "a success status, but the expected content is missing: a silent failure",
    Outcome.HIDDEN: "404, although the resource exists",
    Outcome.UNAUTHENTICATED: "401, the caller is not authenticated",
    Outcome.SCOPE_MISMATCH: "401, the token lacks a required scope",
    Outcome.FORBIDDEN: "403, the caller does not have permission",
    Outcome.GONE: "410, the operation was removed",
    Outcome.RATE_LIMITED: "429, too many requests: says nothing about the token",
    Outcome.SERVER_ERROR: "5xx: says nothing about the token",
    Outcome.UNREACHABLE: "no answer was received: says nothing about the token",
    Outcome.UNEXPECTED: "an answer whose shape is not published",
    Outcome.RECOGNISED: "the caller is known; says nothing of what the product does then",
    Outcome.STRANGER: "the same answer as without a credential",
}

INFERRED_MEANING = "no observation of the call is published, so what is expected follows from the rules that are named"

UNJUDGED_MEANINGS = {
    Verdict.INCONCLUSIVE: "not judged, because the endpoint fails with a token that must work there",
    Verdict.NOT_OBSERVED: "not sent: its line says what was not allowed, or is not there or not known",
    Verdict.ERROR: "the test ended with an error of its own: says nothing about the token",
}
"""What is shown for a cell that has no outcome."""

INCONCLUSIVE_CALL = "not judged, because it is not known what a stranger gets, or because the token may lack a scope"
"""The meaning of `inconclusive` of a call of the whole catalogue, which has no token that must work."""

COLUMN_MEANINGS = {
    Credential.UNSCOPED: "an “API token”",
    Credential.SCOPED: "an “API token with scopes”",
    Credential.SERVICE_ACCOUNT: "the API token of a service account",
    UrlForm.SITE: "https://SITE.atlassian.net/…",
    UrlForm.GATEWAY: "https://api.atlassian.com/ex/{jira,confluence}/CLOUD_ID/…",
    UrlForm.SITE_GATEWAY: "https://SITE.atlassian.net/gateway/api/ex/jira/CLOUD_ID/…, of which nothing is published",
}


def outcome_label(outcome: Outcome, status: int | None = None) -> str:
    """The label of an outcome, with its HTTP status if it did not work: `✗ hidden 404`."""
    label = f"{SYMBOLS[outcome]} {outcome}"
    return label if status is None or outcome in SUCCESSES else f"{label} {status}"


def verdict_label(verdict: Verdict) -> str:
    """The label of a cell that has no outcome: `! error`."""
    return f"{NOT_RUN if verdict is Verdict.NOT_OBSERVED else NO_ANSWER} {verdict}"


def cell_symbol(cell: CellResult | None, *, with_status: bool = True) -> str:
    """The label of a cell without its word, for a narrow terminal: `✗ 404`, with a mark if it is not as declared."""
    symbol, _, words = cell_label(cell).partition(" ")
    status = str(cell.status or "") if cell and with_status and cell.outcome not in {None, *SUCCESSES} else ""
    mark = UNEXPECTED_MARK.strip() if words.endswith(UNEXPECTED_MARK.strip()) else ""
    return " ".join(filter(None, [symbol, status])) + mark


def cell_label(cell: CellResult | None, *, with_status: bool = True, with_rule: bool = True) -> str:
    """The label of what happened in a cell, with a mark if it is not as declared; without status it has no rule."""
    if cell is None:
        return NOT_RUN
    if cell.outcome is None:
        return verdict_label(cell.verdict)
    if cell.verdict is Verdict.OPEN:
        _, _, words = outcome_label(cell.outcome, cell.status if with_status else None).partition(" ")
        return f"{OPEN}: {words}"
    mark = "" if cell.verdict.is_as_declared else UNEXPECTED_MARK
    known = f" (inferred, {rule})" if with_status and with_rule and (rule := rule_of_call(cell)) else ""
    return outcome_label(cell.outcome, cell.status if with_status else None) + known + mark


def rule_of_call(cell: CellResult) -> str:
    """The rules that the outcome of a call of the whole catalogue is inferred from; empty for every other cell."""
    return (cell.deviation or {}).get("rule", "") if cell.api else ""


def column_meanings(columns: Iterable[Column]) -> dict[str, str]:
    """The meanings of the words in the titles of these columns."""
    words = {word for column in columns for word in column}
    return {str(word): meaning for word, meaning in COLUMN_MEANINGS.items() if word in words}


def legend(rows: Collection[Row]) -> dict[str, str]:
    """The meanings of the columns, and of the outcomes and marks that occur in the rows."""
    cells = [cell for row in rows for cell in (*row.matrix, *row.beside)]
    occurring = {cell.outcome for cell in cells if cell}
    columns = {column for row in rows for column in row.columns}
    entries = column_meanings(columns | {(cell.credential, cell.url_form) for row in rows for cell in row.beside})
    entries |= {outcome_label(outcome): MEANINGS[outcome] for outcome in Outcome if outcome in occurring}
    if any(cell and cell.verdict is Verdict.OPEN for cell in cells):
        entries[OPEN] = OPEN_MEANING
    entries |= _unjudged(cell for cell in cells if cell and cell.outcome is None)
    if any(cell and cell.outcome and not cell.verdict.is_as_declared for cell in cells):
        entries[UNEXPECTED_MARK.strip()] = "not the outcome that is declared for the cell"
    if any(cell and rule_of_call(cell) for cell in cells):
        entries["inferred"] = INFERRED_MEANING
    if None in cells:
        entries[NOT_RUN] = "not run"
    return entries


def _unjudged(cells: Iterable[CellResult]) -> dict[str, str]:
    """The meanings of the verdicts of cells that have no outcome."""
    found = {(cell.verdict, bool(cell.api)) for cell in cells}
    verdicts = {verdict for verdict, _ in found}
    entries = {verdict_label(one): meaning for one, meaning in UNJUDGED_MEANINGS.items() if one in verdicts}
    if (Verdict.INCONCLUSIVE, True) in found:
        label = verdict_label(Verdict.INCONCLUSIVE)
        is_of_both = (Verdict.INCONCLUSIVE, False) in found
        entries[label] = f"{entries[label]}; of a call: {INCONCLUSIVE_CALL}" if is_of_both else INCONCLUSIVE_CALL
    return entries


def column_title(credential: Credential, form: UrlForm) -> str:
    """The title of a column of the matrix, in words."""
    return f"{'no' if credential is Credential.NONE else spoken(credential)} token at the {spoken(form)}"


def spoken(word: Credential | UrlForm) -> str:
    """The words of a credential or URL form: `service account`."""
    return word.replace("-", " ")
