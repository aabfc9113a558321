"""What the reports of a certificate show, for Markdown and the page alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from token_conformance.certify.observation.observation import WireRequest
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.judgement import Judgement
from token_conformance.certify.requirements.result import Finding
from token_conformance.integrations.certificate.evidence import Evidence
from token_conformance.integrations.certificate.outputs import FOLDER
from token_conformance.integrations.certificate.wire_log import refused
from token_conformance.printable import printable


@dataclass(frozen=True)
class Row:
    """One requirement with its finding; `output` is the file with what the user saw."""

    id: str
    level: str
    title: str
    result: str
    sentence: str
    output: str


@dataclass(frozen=True)
class View:
    """The whole report. `unsupported` gives the product's reason for each action that it does not have."""

    title: str
    facts: Mapping[str, str]
    rows: tuple[Row, ...]
    unsupported: Mapping[str, str]
    foreign: tuple[str, ...]


def view(evidence: Evidence, judgement: Judgement) -> View:
    """Put together what is shown, as plain text."""
    return View(
        title=printable(f"{evidence.subject.product} {evidence.subject.version} with API tokens of both kinds"),
        facts=_facts(evidence, judgement),
        rows=tuple(_row(finding, judgement) for finding in judgement.findings),
        unsupported={str(action): printable(why) for action, why in sorted(evidence.subject.unsupported.items())},
        foreign=tuple(dict.fromkeys(_foreign(evidence))),
    )


def _facts(evidence: Evidence, judgement: Judgement) -> dict[str, str]:
    subject, record = evidence.subject, evidence.record
    return {
        "Level": judgement.level or "none: Core is not reached",
        "Subject": printable(f"{subject.name}: {subject.product}, version {subject.version}"),
        "Home page": printable(subject.homepage),
        "Observed on": record.day,
        "Suite": f"atlassian-token-conformance {record.suite}",
        "Rules of the edge": f"SHA-256 {record.rules}",
        "Door": record.door,
        "Machine": f"{record.platform}, Python {record.python}",
    }


def _row(finding: Finding, judgement: Judgement) -> Row:
    requirement = REQUIREMENTS[finding.requirement]
    excuse = " (its actions are not supported)" if finding.requirement in judgement.excused else ""
    return Row(
        id=requirement.id,
        level=requirement.level,
        title=requirement.title,
        result=f"{finding.result}{excuse}",
        sentence=finding.sentence,
        output=f"{FOLDER}/{requirement.id}.txt",
    )


def _foreign(evidence: Evidence) -> Iterator[str]:
    return (_sent(scenario, request) for scenario, request in refused(evidence.observations))


def _sent(scenario: str, request: WireRequest) -> str:
    kind = "without a credential" if not request.places else f"with a token in: {', '.join(request.places)}"
    return f"{scenario}: {request.method} {request.scheme}://{request.host}{request.path}, {kind}"
