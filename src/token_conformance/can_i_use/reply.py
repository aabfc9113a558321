"""The whole answer to a question, with what to use instead where it is no."""

from collections.abc import Iterator
from dataclasses import dataclass

from token_conformance.can_i_use.observations import by_results, cell_of
from token_conformance.can_i_use.question import Question
from token_conformance.can_i_use.rules import Finding, by_rules
from token_conformance.model import Credential, UrlForm
from token_conformance.report.curl import BASES
from token_conformance.results import CellResult, Results


@dataclass(frozen=True)
class Reply:
    """What is known of the call, the cell that a run saw of it, and the call to make instead, if there is one."""

    asked: Question
    finding: Finding
    seen: CellResult | None
    instead: Question | None


def reply(asked: Question, results: Results | None) -> Reply:
    """Answer a question from the results of a run, where there are some, and from the rules."""
    seen = cell_of(asked, results) if results else None
    found = _finding(asked, seen)
    return Reply(asked, found, seen, None if found.works else _instead(asked, results))


def url(call: Question) -> str:
    """Where a call is sent, with placeholders for the tenant's own names."""
    return BASES[call.form].format(app=call.operation.app) + call.path


def _finding(asked: Question, seen: CellResult | None) -> Finding:
    return (by_results(seen) if seen else None) or by_rules(asked)


def _instead(asked: Question, results: Results | None) -> Question | None:
    """The same token at the other URL form, or else the token type that is known to work where it is documented."""
    for other in _others(asked):
        seen = cell_of(other, results) if results else None
        if _finding(other, seen).works:
            return other
    return None


def _others(asked: Question) -> Iterator[Question]:
    yield from (asked.at(asked.token, form) for form in UrlForm if form is not asked.form)
    yield from (asked.at(token, form) for token, form in _DOCUMENTED if token is not asked.token)


_DOCUMENTED = ((Credential.SCOPED, UrlForm.GATEWAY), (Credential.UNSCOPED, UrlForm.SITE))
"""The scoped one first, for the other is being deprecated."""
