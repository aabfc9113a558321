"""A certificate that was tampered with is refused, with one sentence for each kind of tampering."""

import pytest

from tampering.actions import ACTIONS
from tampering.change import Files, Tamper
from tampering.claims import CLAIMS
from tampering.files import FILES, MANIFEST
from tampering.observations import OBSERVATIONS
from tampering.provenance import PROVENANCE
from tampering.secrets import SECRETS
from tampering.times import TIMES
from token_conformance.certify.certificate.checks import secrets
from token_conformance.certify.certificate.verify import verify
from token_conformance.model.bounds import MEGABYTE

KINDS = CLAIMS | FILES | MANIFEST | PROVENANCE | OBSERVATIONS | ACTIONS | TIMES | SECRETS


@pytest.fixture(autouse=True)
def _remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scan each file once: all but one are the same in every case, and scanning a large one takes most of the time."""
    monkeypatch.setattr(secrets, "_MOST_REMEMBERED", MEGABYTE)


@pytest.mark.parametrize(("tamper", "sentence"), KINDS.values(), ids=KINDS)
def test_tampering_is_found(files: Files, tamper: Tamper, sentence: str) -> None:
    """The certificate is refused, with a sentence that says what is wrong."""
    problems = verify(tamper(files)).problems
    assert [sentence] == [sentence for problem in problems if problem.startswith(sentence)]


def test_each_kind_has_a_sentence_of_its_own() -> None:
    """No two kinds share a sentence, except tokens in two encodings and records that cannot be read."""
    sentences = [sentence for _, sentence in KINDS.values()]
    alike = {sentence for sentence in sentences if sentences.count(sentence) > 1}
    assert {SECRETS["token"][1], PROVENANCE["unreadable record"][1]} == alike


def test_a_run_is_no_certificate(files: Files) -> None:
    """Its folder is refused in one line that says what makes a certificate of it, and not by all that it lacks."""
    run = {name: text for name, text in files.items() if name.startswith(("observations/", "run.json", "subject.toml"))}
    (problem,) = verify(run).problems
    assert problem.endswith("make one of it with `token-conformance certify pack`.")
    assert 1 < len(verify(run | {"verdicts.json": b"[]"}).problems)
