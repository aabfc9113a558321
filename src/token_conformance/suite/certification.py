"""A finding as the result of a test: a pass, a warning, a failure with a transcript of the observation, or a skip."""

import warnings

import pytest

from token_conformance.certify.requirements.requirement import Observations
from token_conformance.certify.requirements.result import Finding, Result
from token_conformance.certify.requirements.transcript import transcript


class CertificationWarning(UserWarning):
    """A subject that meets a requirement, but in a way that its user may not expect."""


def conclude(finding: Finding, observations: Observations) -> None:
    """End the test of a requirement by its finding."""
    if finding.result is Result.FAIL:
        pytest.fail(f"{finding.sentence}\n\n{transcript(finding, observations)}", pytrace=False)
    if finding.result is Result.NOT_OBSERVED:
        pytest.skip(f"not observed: {finding.sentence}")
    if finding.result is Result.WARN:
        warnings.warn(finding.sentence, CertificationWarning, stacklevel=2)
