"""Tampering with the record of the run."""

from tampering.change import Kinds, Tamper, document, removed, replaced
from token_conformance._version import __version__


def _record(**changes: object) -> Tamper:
    return document("run.json", lambda record: record.update(changes))


PROVENANCE: Kinds = {
    "older suite": (
        _record(suite="0.0.9"),
        f"It was made with suite 0.0.9, but this is suite {__version__}: verify it with",
    ),
    "newer suite": (
        _record(suite="99.0"),
        f"It was made with suite 99.0, which is newer than this suite {__version__}: update",
    ),
    "suite without a version": (_record(suite="new"), "The suite 'new' in run.json is not a version"),
    "other rules": (_record(rules="0" * 64), "It was made with other rules of the edge than this suite has"),
    "older format": (_record(format=1), "It has format 1, but this version reads format 2: run and pack it again."),
    "newer format": (_record(format=3), "It has format 3, but this version reads format 2: run and pack it again."),
    "base URL": (_record(door="base-url"), "It was observed at a base URL, which cannot be certified"),
    "unknown door": (_record(door="back"), "The door 'back' in run.json is unknown: run and pack it again."),
    "day in the future": (_record(day="2999-01-01"), "The day 2999-01-01 in run.json is in the future"),
    "day before the project": (_record(day="2026-11-23"), "The day 2026-11-23 in run.json is before 2026-11-24"),
    "day of no calendar": (_record(day="2026-11-31"), "The day '2026-11-31' in run.json is not a date such as"),
    "Python of no version": (_record(python="99.0"), "No Python '99.0' that runs this suite existed on the day"),
    "platform of two lines": (_record(platform="Linux\nx"), "The platform 'Linux\\nx' in run.json is not the name"),
    "invalid record": (_record(day=1), "run.json: day is not a text."),
    "unknown key in the record": (_record(remark="fine"), "run.json is not the record of a run"),
    "unreadable record": (replaced("run.json", b"[" * 100_000), "run.json is not the record of a run"),
    "no record": (
        removed("run.json"),
        "run.json is missing, so this is neither a whole run nor a certificate; name the",
    ),
}
