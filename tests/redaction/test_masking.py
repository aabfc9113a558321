"""What has the shape of a credential is masked in a text that is shown again."""

import pytest

from token_conformance.redaction.masking import masked

TOKEN = "ATATT" + "3xFfGF0" + "Made" + "Up0" * 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GET /rest/api/3/issue/ABC-1", "GET /rest/api/3/issue/ABC-1"),
        (f"GET /rest/{TOKEN}", "GET /rest/***"),
        ("me:made-up@x.atlassian.net/rest", "***@x.atlassian.net/rest"),
        ("me@example.com", "***@example.com"),
    ],
)
def test_credentials_are_masked(text: str, expected: str) -> None:
    """Anything else stays as it is."""
    assert expected == masked(text)
