"""Whether what a certificate claims is what its observations show."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from token_conformance.certify.certificate.verdicts import NAME, Claim, Verdicts, read_verdicts
from token_conformance.certify.requirements.judgement import Judgement
from token_conformance.certify.requirements.result import Finding
from token_conformance.errors import CertificateError


def problems(files: Mapping[str, bytes], judgement: Judgement) -> Iterator[str]:
    """A sentence for each claim that does not follow, or is left out."""
    try:
        claimed = read_verdicts(files.get(NAME, b""))
    except CertificateError as error:
        yield f"{error}."
        return
    yield from _of_level(claimed, judgement)
    for finding in judgement.findings:
        yield from _of_finding(claimed.findings.get(finding.requirement), finding)
    known = {finding.requirement for finding in judgement.findings}
    yield from (f"There is no requirement {id_!r}." for id_ in claimed.findings if id_ not in known)


def _of_level(claimed: Verdicts, judgement: Judgement) -> Iterator[str]:
    if claimed.level != judgement.level:
        yield f"It claims the level {_shown(claimed.level)}, and its observations reach {_shown(judgement.level)}."
    if claimed.excused != list(judgement.excused):
        yield "It excuses other requirements than the subject's unsupported actions do."


def _of_finding(claim: Claim | None, finding: Finding) -> Iterator[str]:
    id_, derived = finding.requirement, asdict(finding)
    if claim is None:
        yield f"The requirement {id_} is missing."
    elif claim.get("result") != finding.result:
        yield f"{id_} claims {claim.get('result')!r}, and its observations show {finding.result.value!r}."
    elif claim.get("sentence") != finding.sentence:
        yield f"The sentence of {id_} is another than its observations give."
    elif claim != derived | {"scenarios": list(finding.scenarios)}:
        yield f"The finding of {id_} rests on other scenarios than it claims."


def _shown(level: str | None) -> str:
    return level or "none"
