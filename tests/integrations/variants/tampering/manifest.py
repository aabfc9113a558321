"""Tampering that forgets the manifest."""

from tampering.change import Kinds

MANIFEST: Kinds = {
    "changed file": (
        lambda files: {**files, "report.md": b"# All is well"},
        "report.md was changed: its SHA-256 is not the one of the manifest.",
    ),
    "unlisted file": (
        lambda files: {**files, "more.txt": b"more"},
        "more.txt is an extra file: the manifest does not list it.",
    ),
    "lost file": (
        lambda files: {name: content for name, content in files.items() if name != "wire.jsonl"},
        "wire.jsonl is missing: the manifest lists it.",
    ),
    "lost manifest": (
        lambda files: {name: content for name, content in files.items() if name != "manifest.sha256"},
        "manifest.sha256 is missing.",
    ),
}
