"""The manifest: the SHA-256 of every other file, as `sha256sum --check` reads it."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

NAME = "manifest.sha256"


def manifest(files: Mapping[str, bytes]) -> bytes:
    """A line a file, in the order of their names."""
    return "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files) if name != NAME).encode()


def problems(files: Mapping[str, bytes]) -> Iterator[str]:
    """What does not agree with the manifest, a sentence each."""
    listed, actual = _digests(files.get(NAME, b"")), _digests(manifest(files))
    if NAME not in files:
        yield f"{NAME} is missing."
    for name in sorted(listed.keys() - actual.keys()):
        yield f"{name} is missing: the manifest lists it."
    for name in sorted(actual.keys() - listed.keys()):
        yield f"{name} is an extra file: the manifest does not list it."
    for name in sorted(name for name in listed.keys() & actual.keys() if listed[name] != actual[name]):
        yield f"{name} was changed: its SHA-256 is not the one of the manifest."


def _digests(text: bytes) -> dict[str, str]:
    lines = (line.partition("  ") for line in text.decode(errors="replace").splitlines())
    return {name: digest for digest, _, name in lines}
