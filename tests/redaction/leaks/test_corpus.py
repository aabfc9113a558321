"""The scan against a corpus of secrets, personal data and look-alikes; `benchmarks/leaks_corpus.py` compares others."""

from pathlib import Path

from for_each import for_each
from leak_corpus import lookalikes, secrets
from token_conformance.commands.leaks import scan
from token_conformance.redaction.leaks.scan import Finding

SECRETS = secrets()
LOOKALIKES = lookalikes()


def test_the_corpus_has_its_size() -> None:
    """60 of each kind at least, so that the figures can be compared."""
    assert len(SECRETS) >= 60
    assert len(LOOKALIKES) >= 60


@for_each("name", SECRETS)
def test_what_must_not_be_published_is_found(tmp_path: Path, name: str) -> None:
    """Whatever it is encoded in."""
    (tmp_path / name).write_bytes(SECRETS[name])
    assert any(isinstance(result, Finding) for result in scan(tmp_path / name))


@for_each("name", LOOKALIKES)
def test_what_only_looks_like_it_is_not_found(tmp_path: Path, name: str) -> None:
    """And all of it was looked at."""
    (tmp_path / name).write_bytes(LOOKALIKES[name])
    assert [] == list(scan(tmp_path / name))
