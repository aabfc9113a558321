"""Any text can be scanned, and a credential is found with any text around it, also if it is encoded."""

import json
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from hypothesis import strategies as st

from properties import given
from token_conformance.redaction.leaks.scan import scan_text

TOKEN = "AT" + "ATT3" + "MadeUpTokenOfNobody" * 2
"""Its parts are joined here, so that this file has no token."""

_COVERS: list[Callable[[str], str]] = [
    str,
    json.dumps,
    lambda text: json.dumps(json.dumps(text)),
    lambda text: quote(text, safe=""),
    lambda text: b64encode(text.encode()).decode(),
]
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["\\", "%", "&#", "\\u", '"', "=", "\n", "a@example.com:", "://", "Basic ", "eyJ", "a" * 2_000, "/" * 2_000]
)


@given(before=_TEXTS, after=_TEXTS, cover=st.sampled_from(_COVERS))
def test_a_token_is_found_in_any_text(before: str, after: str, cover: Callable[[str], str]) -> None:
    """As it is, in JSON, in JSON in JSON, in a URL, and in Base64; no finding shows it."""
    findings = scan_text(cover(f"{before} {TOKEN} {after}"), Path("any.txt"))
    assert [] != findings
    assert TOKEN not in " ".join(map(str, findings))


@given(text=st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_scanned(text: str) -> None:
    """Also a text with surrogates."""
    assert [] == [finding for finding in scan_text(text, Path("any.txt")) if finding.line < 1]
