"""How a deviation is known: its grade in words, its source as a link, and what a caller without a valid token gets."""

import re

from token_conformance.catalogue.evidence import Evidence
from token_conformance.model.cell import Credential
from token_conformance.model.grade import Grade
from token_conformance.report.legend import cell_label
from token_conformance.report.matrix import Row
from token_conformance.results.record import CellResult

GRADE_MEANINGS = {
    Grade.DOCUMENTED: "Atlassian says so",
    Grade.RECORDED: "an answer was captured and published",
    Grade.REPORTED: "somebody states the measurement, without the answer",
    Grade.CLAIMED: "one voice, unconfirmed",
    Grade.INFERRED: "nobody has published an observation: it follows from a rule that others support",
}

_TICKET = re.compile(r"[A-Z]{2,10}-\d{1,7}")
_THREAD = re.compile(r"([\w.-]+/[\w.-]+)#(\d{1,7})", re.ASCII)
_REPOSITORY = re.compile(r"[\w-]+/[\w.-]+", re.ASCII)

_STRANGERS = (Credential.NONE, Credential.INVALID)

SAME_ANSWER = "the same answer"
"""What `stranger` says where the token makes no difference at all."""


def evidence(cell: CellResult) -> Evidence | None:
    """The evidence of the cell's declared deviation; None where none is declared."""
    if cell.deviation is None:
        return None
    facts = cell.deviation
    source = facts.get("source") or f"rule {facts.get('rule', '-')}: {facts.get('rests_on', '-')}"
    return Evidence(facts.get("grade", ""), facts.get("date", ""), source, url(source))


def url(source: str) -> str:
    """The address of an Atlassian ticket, a GitHub thread or a repository; empty for any other text."""
    if _TICKET.fullmatch(source):
        return f"https://jira.atlassian.com/browse/{source}"
    if thread := _THREAD.fullmatch(source):
        return f"https://github.com/{thread[1]}/issues/{thread[2]}"
    return f"https://github.com/{source}" if _REPOSITORY.fullmatch(source) else ""


def stranger(row: Row, cell: CellResult) -> str:
    """Say what the endpoint answers where the cell's token is left out or invalid."""
    none, invalid = (_likeness(cell, row.cells.get((who, cell.url_form))) for who in _STRANGERS)
    return none if none == invalid else f"no token: {none}; invalid token: {invalid}"


def _likeness(cell: CellResult, other: CellResult | None) -> str:
    if other and (other.outcome, other.status, other.body) == (cell.outcome, cell.status, cell.body):
        return SAME_ANSWER
    return cell_label(other)
