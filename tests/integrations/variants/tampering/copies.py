"""Tampering with the files that follow from the evidence."""

from tampering.change import Kinds, removed, replaced, text

COPIES: Kinds = {
    "badge of another level": (
        text("badge.svg", "no level", "Plus"),
        "The badge badge.svg does not show the level and suite that were reached.",
    ),
    "badge data of another level": (
        text("badge.json", "no level", "Plus"),
        "The badge badge.json does not show the level and suite that were reached.",
    ),
    "altered JUnit": (text("junit.xml", "<failure", "<skipped"), "junit.xml does not agree with the findings."),
    "altered Markdown": (text("report.md", "| fail |", "| pass |"), "report.md does not show what was found."),
    "altered page": (
        text("report.html", "<td>fail</td>", "<td>pass</td>"),
        "report.html does not show what was found.",
    ),
    "altered output": (
        text("outputs/T1.txt", "exit status 0", "exit status 3"),
        "outputs/T1.txt does not show what the observations hold.",
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
    "extra file": (replaced("more.txt", b"more"), "more.txt is no file of a certificate."),
}
