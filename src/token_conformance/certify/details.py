"""Where a finding leads: what was sent and answered, what to change, the file that shows it, and how to repeat it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from token_conformance.certify.grouping import Cause, ways, what_happened
from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.remedies import with_library
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.result import Call, Check, Finding, Result
from token_conformance.model.cell import Credential

_MOST_WAYS = 3
_MOST_CALLS = 2

Detail = tuple[str, str]
"""A label of one word, and what it says."""


@dataclass(frozen=True)
class Where:
    """How a run is repeated, by the start of its command, and the folder of its observations, which ends with `/`.

    `library` is the HTTP library that the subject file names, or empty.
    """

    command: str
    folder: str
    library: str = ""

    @classmethod
    def of(cls, subject: str, door: str, folder: str, library: str) -> Self:
        """For a subject, named as it can be typed, and the door by which it reached the edge."""
        option = "" if door == AccessKind.PROXY else f" --{door}"
        return cls(f"token-conformance certify run --subject {subject}{option}", folder, library)


def heading(findings: Sequence[Finding]) -> str:
    """The requirements of some findings, each with its level and its name."""
    named = (REQUIREMENTS[finding.requirement] for finding in findings)
    return ", ".join(f"{each.id} ({each.level}) {each.name}" for each in named)


def names(findings: Sequence[Finding]) -> str:
    """The requirements of some findings, each with its name alone."""
    return ", ".join(f"{each.requirement} {REQUIREMENTS[each.requirement].name}" for each in findings)


def seen(finding: Finding) -> list[str]:
    """What was seen, one line for each way in which runs went, with all actions that went so."""
    if not finding.checks:
        return [finding.sentence]
    found = ways(finding.checks)
    others = len(found) - _MOST_WAYS
    more = f"{others} more {'way' if others == 1 else 'ways'}: see the observations."
    return [*map(_way, found[:_MOST_WAYS]), *([more] if found[_MOST_WAYS:] else [])]


def _way(checks: Sequence[Check]) -> str:
    actions = dict.fromkeys(check.action for check in checks)
    return f"{', '.join(f'`{action}`' for action in actions)} {what_happened(checks[0])}."


def details(cause: Cause, where: Where) -> Iterator[Detail]:
    """The details of a cause, of which the first finding is the example."""
    first = cause.first
    yield "scenario", ", ".join(_scenarios(cause))
    yield from _calls(first.checks[0].calls if first.checks else ())
    yield from _changes(first, where.library)
    if first.checks:
        yield "file", f"{where.folder}{first.checks[0].scenario}.json"
    yield "repeat", _command(cause, where)


def _calls(calls: Sequence[Call]) -> Iterator[Detail]:
    for call in calls[:_MOST_CALLS]:
        token = "no credential" if call.credential == Credential.NONE else f"{call.credential} token"
        yield "sent", f"{call.method} {call.url} ({token})"
        yield "answered", "nothing" if call.status is None else str(call.status)
    if more := len(calls) - _MOST_CALLS:
        yield from [("more", f"{more} more calls")] if more > 0 else []


def _changes(finding: Finding, library: str) -> Iterator[Detail]:
    if finding.result is Result.FAIL:
        own = finding.checks[0].remedy if finding.checks else ""
        yield "change", own or REQUIREMENTS[finding.requirement].remedy
        if remedy := with_library(finding.requirement, library):
            yield library, remedy


def _command(cause: Cause, where: Where) -> str:
    first = cause.first
    only = " ".join(each.requirement for each in cause.findings) if first.checks else first.requirement
    scenarios = f" --scenario {' '.join(_scenarios(cause))}" if first.checks else ""
    return f"{where.command} --only {only}{scenarios} --verbose"


def _scenarios(cause: Cause) -> list[str]:
    """The scenarios of all findings; those that nothing was seen in are only of the first."""
    findings = cause.findings if cause.first.checks else cause.findings[:1]
    return list(dict.fromkeys(scenario for finding in findings for scenario in finding.scenarios))
