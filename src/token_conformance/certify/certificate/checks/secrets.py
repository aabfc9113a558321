"""Check for credentials in the files of a certificate, because a certificate is meant to be published."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from token_conformance.model.bounds import MEGABYTE
from token_conformance.redaction.leaks.decoding import plain_texts
from token_conformance.redaction.leaks.patterns import BASIC, SECRETS
from token_conformance.redaction.leaks.scan import scan_text

MOST_SCANNED = 8 * MEGABYTE
"""The most bytes of one certificate that are scanned; all other files of a valid one follow from those."""
_MOST_REMEMBERED = 64 * 1024

_HARMLESS = {"cookie"}
"""A product's log may contain the cookies that the edge sets. They are invented and give no access."""

_KINDS = {*SECRETS, BASIC} - _HARMLESS
_MADE_UP = re.compile(r"MADE-UP-[A-Z-]{1,40}-TOKEN-[0-9a-f]{32}")
"""The tokens of a scenario's tenant. They give no access, but a user's own token would be in the same place."""


def problems(files: Mapping[str, bytes]) -> Iterator[str]:
    """One sentence for each file that contains a credential; it names the kind, but never the value.

    Files beyond `MOST_SCANNED` bytes are not scanned, and one more sentence says so.
    """
    left, skipped = MOST_SCANNED, 0
    for name, content in files.items():
        if len(content) > left:
            skipped += 1
            continue
        left -= len(content)
        scan = _known_kinds if len(content) <= _MOST_REMEMBERED else _kinds
        if kinds := scan(content):
            yield f"{name} leaks a secret ({', '.join(sorted(kinds))}); revoke it if it is a real one."
    if skipped:
        yield f"{skipped} files were not scanned for secrets: {MOST_SCANNED:,} bytes are the most that is scanned."


def _kinds(content: bytes) -> frozenset[str]:
    """The kinds of credentials in a file."""
    text = content.decode(errors="replace")
    kinds = {found.kind for found in scan_text(text, Path())} & _KINDS
    made_up = {"token of a scenario"} if any(map(_MADE_UP.search, (text, *plain_texts(text)))) else set()
    return frozenset(kinds | made_up)


_known_kinds = lru_cache(maxsize=500)(_kinds)
"""Certificates of one subject have most of their files in common; of large files, none is remembered."""
