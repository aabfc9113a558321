"""A finding as the result of a test: a pass, a warning, a failure with a transcript of the observation, or a skip."""

from token_conformance.certify.requirements.requirement import Observations
from token_conformance.certify.requirements.result import Finding, Result
from token_conformance.certify.requirements.transcript import transcript
from token_conformance.redaction.output import one_line
from token_conformance.suite.output import fail, skip, warn


class CertificationWarning(UserWarning):
    """A subject that meets a requirement, but in a way that its user may not expect."""


def conclude(finding: Finding, observations: Observations) -> None:
    """End the test of a requirement by its finding."""
    if finding.result is Result.FAIL:
        fail(f"{one_line(finding.sentence)}\n\n{transcript(finding, observations)}")
    if finding.result is Result.NOT_OBSERVED:
        skip(f"not observed: {finding.sentence}")
    if finding.result is Result.WARN:
        warn(finding.sentence, CertificationWarning)
