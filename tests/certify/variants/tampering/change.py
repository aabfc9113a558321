"""Ways to tamper with a certificate; each returns its files with a manifest that agrees with them."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from token_conformance.certify.certificate import derived

Files = Mapping[str, bytes]
Tamper = Callable[[Files], Files]
Kinds = dict[str, tuple[Tamper, str]]
"""Kinds of tampering by name, each with the start of the sentence that must report it."""

OBSERVATION = "observations/scoped-gateway.json"
"""The observation that is tampered with."""


def replaced(name: str, content: bytes) -> Tamper:
    """Replace the content of a file, or add a file."""
    return lambda files: with_manifest({**files, name: content})


def removed(name: str) -> Tamper:
    """Remove a file."""
    return lambda files: with_manifest({other: content for other, content in files.items() if other != name})


def text(name: str, old: str, new: str) -> Tamper:
    """Replace the first occurrence of a text in a file, which must contain it."""

    def tamper(files: Files) -> Files:
        before = files[name].decode()
        assert old in before
        return with_manifest({**files, name: before.replace(old, new, 1).encode()})

    return tamper


def document(name: str, change: Callable[[Any], object]) -> Tamper:
    """Change the content of a JSON file."""

    def tamper(files: Files) -> Files:
        content = json.loads(files[name])
        change(content)
        return with_manifest({**files, name: json.dumps(content).encode()})

    return tamper


def with_manifest(files: Files) -> Files:
    """The files with the manifest that belongs to them."""
    return {**files, derived.MANIFEST: derived.manifest(files)}
