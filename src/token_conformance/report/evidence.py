"""The evidence of a deviation: grade, date, source and link, and the answer to a caller without a valid token."""

import re

from token_conformance.model.cell import Credential
from token_conformance.model.grade import Evidence, Grade
from token_conformance.report.legend import cell_label
from token_conformance.report.matrix import Row
from token_conformance.results.record import CellResult

GRADE_MEANINGS = {
    Grade.DOCUMENTED: "Atlassian says so",
    Grade.RECORDED: "an answer was captured and published",
    Grade.REPORTED: "somebody published a measurement, without the answer itself",
    Grade.CLAIMED: "one person says so, and nobody has confirmed it",
    Grade.INFERRED: "no observation is published; it follows from a rule that other observations support",
}

_TICKET = re.compile(r"[A-Z]{2,10}-\d{1,7}")
_THREAD = re.compile(r"([\w.-]+/[\w.-]+)#(\d{1,7})", re.ASCII)
_REPOSITORY = re.compile(r"[\w-]+/[\w.-]+", re.ASCII)

_NO_VALID_TOKEN = (Credential.NONE, Credential.INVALID)

_SAME_ANSWER = "the same answer"
"""Where the answer does not depend on the token."""


def evidence(cell: CellResult) -> Evidence | None:
    """The evidence of what is declared of the cell; None if nothing is declared.

    That of an open cell has the grade `open`, and both sides as its source.
    """
    if cell.deviation is None:
        return None
    facts = cell.deviation
    if "standing" in facts:
        return Evidence(facts["standing"], "", facts.get("sides", ""), "")
    source = facts.get("source") or f"rule {facts.get('rule', '-')}: {facts.get('rests_on', '-')}"
    against = f"; against: {facts['against']}" if "against" in facts else ""
    return Evidence(facts.get("grade", ""), facts.get("date", ""), f"{source}{against}", url(source))


def deviation_texts(cell: CellResult) -> tuple[str, str, str, str]:
    """The effect, grade, date and source of what is declared of the cell; a text is empty if there is none."""
    known = evidence(cell)
    effect = (cell.deviation or {}).get("effect", "")
    return (effect, known.grade, known.date, known.source) if known else ("", "", "", "")


def url(source: str) -> str:
    """The address of an Atlassian ticket, a GitHub thread or a repository; empty for any other text."""
    if _TICKET.fullmatch(source):
        return f"https://jira.atlassian.com/browse/{source}"
    if thread := _THREAD.fullmatch(source):
        return f"https://github.com/{thread[1]}/issues/{thread[2]}"
    return f"https://github.com/{source}" if _REPOSITORY.fullmatch(source) else ""


def without_valid_token(row: Row, cell: CellResult) -> str:
    """What the endpoint answers at the cell's URL form if the token is missing or invalid."""
    controls = (row.cells.get((credential, cell.url_form)) for credential in _NO_VALID_TOKEN)
    none, invalid = (_compared(cell, control) for control in controls)
    return none if none == invalid else f"no token: {none}; invalid token: {invalid}"


def _compared(cell: CellResult, other: CellResult | None) -> str:
    if other and (other.outcome, other.status, other.body) == (cell.outcome, cell.status, cell.body):
        return _SAME_ANSWER
    return cell_label(other)
