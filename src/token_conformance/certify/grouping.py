"""Findings by their cause, so that a cause is said once, with all requirements that depend on it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.judgement import Judgement
from token_conformance.certify.requirements.result import Check, Finding, Result
from token_conformance.certify.requirements.trace import LAST_CALL

_TENANT_NAMES = re.compile(
    r"(https?://)?(SITE\.atlassian\.net|api\.atlassian\.com)(/ex/\w+/CLOUD_ID)?|[A-Z]{2,}-\d+|\d{4,}"
)
"""What differs between two scenarios in which the same call fails in the same way: hosts, keys and ids."""


@dataclass(frozen=True)
class Cause:
    """Findings that have one cause, of which the first shows all of it; `waiting` were not observed because of it."""

    findings: tuple[Finding, ...]
    waiting: tuple[Finding, ...] = ()

    @property
    def first(self) -> Finding:
        """The finding whose sentence says the cause."""
        return self.findings[0]


def causes(judgement: Judgement) -> list[Cause]:
    """The causes of all findings but passes and those that are excused, in the order of the requirements."""
    found: list[Cause] = []
    for finding in judgement.findings:
        if finding.result is not Result.PASS and finding.requirement not in judgement.excused:
            _add(found, finding)
    return list(_with_waiting(found))


def ways(checks: Iterable[Check]) -> list[tuple[Check, ...]]:
    """The checks by what happened: those of one group differ in the action or the scenario alone."""
    groups: dict[str, list[Check]] = {}
    for check in checks:
        groups.setdefault(_event(check), []).append(check)
    return list(map(tuple, groups.values()))


def _event(check: Check) -> str:
    return _TENANT_NAMES.sub("", what_happened(check))


def what_happened(check: Check) -> str:
    """The description of a check without its last call, which its calls say."""
    return check.description.partition(LAST_CALL)[0]


def _add(causes: list[Cause], finding: Finding) -> None:
    """Add a finding to the cause that it shares, or as a new one."""
    for index, cause in enumerate(causes):
        if _is_shared(cause.first, finding):
            causes[index] = replace(cause, findings=(*cause.findings, finding))
            return
    causes.append(Cause((finding,)))


def _is_shared(first: Finding, other: Finding) -> bool:
    if first.result is not other.result:
        return False
    shown = _signature(other)
    return shown <= _signature(first) if shown else other.sentence == first.sentence


def _signature(finding: Finding) -> set[tuple[str, ...]]:
    """What the runs of a finding did, without the names that differ between scenarios.

    What was not observed is the same whatever action would have shown it.
    """
    is_open = finding.result is Result.NOT_OBSERVED
    return {("" if is_open else check.action, *_outline(check)) for check in finding.checks}


def _outline(check: Check) -> tuple[str, ...]:
    """What happened, and the first call without its query, which tells pages apart."""
    calls = [f"{call.method} {_TENANT_NAMES.sub('', call.url).partition('?')[0]} {call.status}" for call in check.calls]
    return _event(check), *calls[:1]


def _with_waiting(causes: list[Cause]) -> Iterator[Cause]:
    """The causes, with each finding that only waits for another one moved to the cause of that."""
    owners = {finding.requirement: index for index, cause in enumerate(causes) for finding in cause.findings}
    waiting: dict[int, list[Finding]] = {}
    for index, cause in enumerate(causes):
        owner = owners.get(REQUIREMENTS[cause.first.requirement].after)
        if _is_plain(cause) and owner is not None and owner != index:
            waiting.setdefault(owner, []).extend(cause.findings)
    moved = {finding.requirement for findings in waiting.values() for finding in findings}
    for index, cause in enumerate(causes):
        if cause.first.requirement not in moved:
            yield replace(cause, waiting=tuple(_all(index, waiting, owners)))


def _is_plain(cause: Cause) -> bool:
    """Whether nothing is known of the cause but that it was not observed."""
    first = cause.first
    return first.result is Result.NOT_OBSERVED and first.sentence == REQUIREMENTS[first.requirement].unobserved


def _all(index: int, waiting: dict[int, list[Finding]], owners: dict[str, int]) -> Iterator[Finding]:
    """The findings that wait for a cause, and those that wait for these."""
    for finding in waiting.get(index, []):
        yield finding
        yield from _all(owners[finding.requirement], waiting, owners)
