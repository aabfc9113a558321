"""Tampering with the files of a certificate, with and without a manifest that agrees."""

from tampering.change import Kinds, removed, replaced, text

FILES: Kinds = {
    "badge of another level": (
        text("badge.svg", "no level", "Plus"),
        "The badge badge.svg does not show the level and suite that were reached.",
    ),
    "badge data of another level": (
        text("badge.json", "no level", "Plus"),
        "The badge badge.json does not show the level and suite that were reached.",
    ),
    "altered JUnit": (text("junit.xml", "<failure", "<skipped"), "junit.xml does not agree with the findings."),
    "altered Markdown": (text("report.md", "| fail |", "| pass |"), "report.md does not show the findings."),
    "altered page": (
        text("report.html", '"result fail">fail<', '"result fail">pass<'),
        "report.html does not show the findings.",
    ),
    "altered output": (
        text("outputs/T1.txt", "exit status 0", "exit status 3"),
        "outputs/T1.txt does not follow from the observations.",
    ),
    "altered statement": (
        text("STATEMENT.md", "not endorsed by", "endorsed by"),
        "The statement in STATEMENT.md was altered.",
    ),
    "altered wire log": (
        text("wire.jsonl", '"status": 200', '"status": 201'),
        "wire.jsonl is not the wire log of the observations.",
    ),
    "altered foreign-host log": (
        replaced("foreign.jsonl", b""),
        "foreign.jsonl does not list the requests to foreign hosts that are in the wire log.",
    ),
    "missing report": (removed("report.md"), "report.md is missing."),
    "extra file": (replaced("more.txt", b"more"), "more.txt does not belong to a certificate."),
}

MANIFEST: Kinds = {
    "changed file": (
        lambda files: {**files, "report.md": b"# All is well"},
        "report.md was changed: its SHA-256 differs from the manifest.",
    ),
    "unlisted file": (
        lambda files: {**files, "more.txt": b"more"},
        "more.txt is an extra file: the manifest does not list it.",
    ),
    "lost file": (
        lambda files: {name: content for name, content in files.items() if name != "wire.jsonl"},
        "wire.jsonl is missing: the manifest lists it.",
    ),
    "manifest with two lines of a file": (
        lambda files: {**files, "manifest.sha256": b"0  report.md\n" + files["manifest.sha256"]},
        "manifest.sha256 is not written as the suite writes it.",
    ),
    "lost manifest": (
        lambda files: {name: content for name, content in files.items() if name != "manifest.sha256"},
        "manifest.sha256 is missing.",
    ),
}
