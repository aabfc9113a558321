"""A certificate that was tampered with is refused, each kind of tampering with its own sentence."""

import pytest

from tampering.actions import ACTIONS
from tampering.change import Files, Tamper
from tampering.claims import CLAIMS
from tampering.files import FILES, MANIFEST
from tampering.observations import OBSERVATIONS
from tampering.provenance import PROVENANCE
from tampering.secrets import SECRETS
from tampering.times import TIMES
from token_conformance.certify.certificate.verify import verify

KINDS = CLAIMS | FILES | MANIFEST | PROVENANCE | OBSERVATIONS | ACTIONS | TIMES | SECRETS


@pytest.mark.parametrize(("tamper", "sentence"), KINDS.values(), ids=KINDS)
def test_tampering_is_told(files: Files, tamper: Tamper, sentence: str) -> None:
    """The certificate is refused, with a sentence that says what does not add up."""
    problems = verify(tamper(files)).problems
    assert [sentence] == [sentence for problem in problems if problem.startswith(sentence)]


def test_each_kind_has_a_sentence_of_its_own() -> None:
    """No two kinds are told alike, but for what hides a token and for what cannot be read."""
    sentences = [sentence for _, sentence in KINDS.values()]
    alike = {sentence for sentence in sentences if sentences.count(sentence) > 1}
    assert {SECRETS["token"][1], PROVENANCE["unreadable record"][1]} == alike
