"""The scan for secrets in a certificate has a bound, and says so where it ends."""

import pytest

from token_conformance.certify.certificate.checks import secrets
from token_conformance.certify.certificate.checks.secrets import MOST_SCANNED, problems

TOKEN = f"MADE-UP-SCOPED-JIRA-TOKEN-{0:032x}".encode()
LEAK = "leaks a secret (token of a scenario); revoke it if it is a real one."
NOT_SCANNED = "files were not scanned for secrets: 100 bytes are the most that is scanned."


@pytest.fixture
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "MOST_SCANNED", 100)


def test_the_bound_is_far_above_a_real_certificate() -> None:
    """The evidence of the reference has some 200,000 bytes."""
    assert 8 * 1024 * 1024 == MOST_SCANNED


@pytest.mark.usefixtures("_few")
@pytest.mark.parametrize(
    ("sizes", "skipped"), [([100], []), ([50, 50], []), ([101], ["1"]), ([50, 51, 50], ["1"]), ([101, 101], ["2"])]
)
def test_files_beyond_the_bound_are_named(sizes: list[int], skipped: list[str]) -> None:
    """A certificate that was not scanned is not valid."""
    expected = [f"{number} {NOT_SCANNED}" for number in skipped]
    assert expected == list(problems({f"{number}": b"." * size for number, size in enumerate(sizes)}))


@pytest.mark.usefixtures("_few")
def test_smaller_files_are_scanned_after_one_that_is_too_large() -> None:
    """A large file in front hides no secret of the others."""
    found = list(problems({"a": b"." * 200, "b": TOKEN, "c": b"." * 99}))
    assert [f"b {LEAK}", f"2 {NOT_SCANNED}"] == found


@pytest.mark.parametrize("size", [0, 70_000])
def test_a_secret_is_found_in_small_and_large_files(size: int) -> None:
    """Only the findings of small files are remembered."""
    assert [f"a {LEAK}"] == list(problems({"a": b"." * size + b"\n" + TOKEN}))
