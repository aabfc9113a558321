"""Checks of the claims in `verdicts.json`: each must follow from the observations."""

from collections.abc import Iterator, Mapping

from token_conformance.certify.certificate.verdicts import (
    NAME,
    Claim,
    Verdicts,
    basis_claim,
    claim,
    read_verdicts,
    verdicts,
)
from token_conformance.certify.requirements.judgement import Judgement
from token_conformance.certify.requirements.result import Finding
from token_conformance.errors import CertificateError


def problems(files: Mapping[str, bytes], judgement: Judgement) -> Iterator[str]:
    """One sentence for each claim that does not follow, or is missing."""
    try:
        claimed = read_verdicts(files.get(NAME, b""))
    except CertificateError as error:
        yield f"{error}."
        return
    found = list(_claim_problems(claimed, judgement))
    if not found and files[NAME] != verdicts(judgement):  # it also has what nobody reads as a claim
        found = [f"{NAME} is not written as the suite writes it."]
    yield from found


def _claim_problems(claimed: Verdicts, judgement: Judgement) -> Iterator[str]:
    yield from _level_problems(claimed, judgement)
    for finding in judgement.findings:
        yield from _finding_problems(claimed.findings.get(finding.requirement), finding)
    known = {finding.requirement for finding in judgement.findings}
    yield from (f"The requirement {id_!r} is unknown." for id_ in claimed.findings if id_ not in known)


def _level_problems(claimed: Verdicts, judgement: Judgement) -> Iterator[str]:
    if claimed.level != judgement.level:
        claim, reached = claimed.level or "none", judgement.level or "none"
        yield f"It claims the level {claim}, but the observations reach {reached}."
    elif claimed.basis != basis_claim(judgement.basis):
        yield f"It claims another basis of its level than {judgement.basis.sentence}."
    if claimed.excused != list(judgement.excused):
        yield "The excused requirements do not follow from what the subject does not have."


def _finding_problems(claimed: Claim | None, finding: Finding) -> Iterator[str]:
    id_, derived = finding.requirement, claim(finding)
    if claimed is None:
        yield f"The finding of {id_} is missing."
    elif claimed.get("result") != finding.result:
        yield f"{id_} claims {claimed.get('result')!r}, but the observations show {finding.result.value!r}."
    elif claimed.get("sentence") != finding.sentence:
        yield f"The sentence of {id_} does not follow from the observations."
    elif claimed.get("scenarios") != derived["scenarios"]:
        yield f"The scenarios of {id_} are not those whose observations show it."
    elif claimed != derived:
        yield f"The actions or calls of {id_} are not those that decided it."
