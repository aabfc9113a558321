"""Ways to tamper with a certificate; each hands back its files with a derived that agrees with them again."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from token_conformance.certify.certificate import derived

Files = Mapping[str, bytes]
Tamper = Callable[[Files], Files]
Kinds = dict[str, tuple[Tamper, str]]
"""Kinds of tampering by name: how it is done, and how the sentence begins that must tell it."""

SEEN = "observations/scoped-gateway.json"
"""The observation that is tampered with."""


def replaced(name: str, content: bytes) -> Tamper:
    """Another content for a file, or one more file."""
    return lambda files: with_manifest({**files, name: content})


def removed(name: str) -> Tamper:
    """One file less."""
    return lambda files: with_manifest({other: content for other, content in files.items() if other != name})


def text(name: str, old: str, new: str) -> Tamper:
    """Another text for the first of a text in a file, which must be there."""

    def tamper(files: Files) -> Files:
        before = files[name].decode()
        assert old in before
        return with_manifest({**files, name: before.replace(old, new, 1).encode()})

    return tamper


def document(name: str, change: Callable[[Any], object]) -> Tamper:
    """A change to what is in a file of JSON."""

    def tamper(files: Files) -> Files:
        content = json.loads(files[name])
        change(content)
        return with_manifest({**files, name: json.dumps(content).encode()})

    return tamper


def with_manifest(files: Files) -> Files:
    """The files with the derived that belongs to them."""
    return {**files, derived.MANIFEST: derived.manifest(files)}
