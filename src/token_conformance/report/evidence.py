"""How a deviation is known: its grade in words, and its source as a link where it is a public thread."""

import re

from token_conformance.catalogue.evidence import Evidence
from token_conformance.model import Grade
from token_conformance.results import CellResult

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
