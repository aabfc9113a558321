"""The rows of a report: each requirement with its finding, what was seen, and where that leads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from token_conformance.certify.certificate.evidence import Evidence
from token_conformance.certify.certificate.logs import OUTPUTS
from token_conformance.certify.details import Detail, Where, details, seen
from token_conformance.certify.grouping import Cause, causes
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.judgement import Judgement
from token_conformance.certify.requirements.result import Finding
from token_conformance.model.answer import printable


@dataclass(frozen=True)
class Row:
    """One requirement with its finding; `output` is the name of the file with the output of its runs.

    `kind` is the result in one word, which the page colours by. `seen` are sentences of what was seen. `details` say
    where these lead, unless another row says it.
    """

    id: str
    name: str
    level: str
    title: str
    kind: str
    result: str
    seen: tuple[str, ...]
    details: tuple[Detail, ...]
    output: str


def rows(evidence: Evidence, judgement: Judgement) -> Iterator[Row]:
    """The row of each requirement: what was seen and where it leads, a cause once and in the row of its first."""
    subject = evidence.subject
    where = Where.of(f"{subject.name}.toml", evidence.record.door, "observations/", subject.http)
    found = causes(judgement)
    first = {cause.first.requirement: cause for cause in found}
    reasons = {id_: reason for cause in found for id_, reason in _reasons(cause)}
    for finding in judgement.findings:
        cause, reason = first.get(finding.requirement), reasons.get(finding.requirement)
        shown = [reason] if reason else seen(finding) if cause else [finding.sentence]
        yield _row(finding, judgement, shown, details(cause, where) if cause else ())


def _reasons(cause: Cause) -> Iterator[tuple[str, str]]:
    """What is said of the findings of a cause other than the first, by requirement."""
    first = f"{cause.first.requirement} ({REQUIREMENTS[cause.first.requirement].name})"
    for finding in cause.findings[1:]:
        yield finding.requirement, f"It has the same cause as {first}."
    for finding in cause.waiting:
        yield finding.requirement, f"{finding.sentence} The reason is the result of {first}: {cause.first.result}."


def _row(finding: Finding, judgement: Judgement, shown: Iterable[str], leads: Iterable[Detail]) -> Row:
    requirement = REQUIREMENTS[finding.requirement]
    why = requirement.lacking if requirement.of_person else "its actions are not supported"
    excuse = f" ({why})" if finding.requirement in judgement.excused else ""
    return Row(
        id=requirement.id,
        name=requirement.name,
        level=requirement.level,
        title=requirement.title,
        kind=finding.result.replace(" ", "-"),
        result=f"{finding.result}{excuse}",
        seen=tuple(map(printable, shown)),
        details=tuple((label, printable(text)) for label, text in leads),
        output=f"{OUTPUTS}/{requirement.id}.txt",
    )
