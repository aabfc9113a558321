"""Tampering with the record of the run."""

from tampering.change import Kinds, Tamper, document, removed, replaced


def _record(**changes: object) -> Tamper:
    return document("run.json", lambda record: record.update(changes))


PROVENANCE: Kinds = {
    "other suite": (_record(suite="9.9.9"), "It was made with suite 9.9.9, but this is suite 0.1.0"),
    "other rules": (_record(rules="0" * 64), "It was made with other rules of the edge than this suite has"),
    "other format": (_record(format=2), "It has format 2, but this version reads format 1: run and pack it again."),
    "base URL": (_record(door="base-url"), "It was observed at a base URL, which cannot be certified"),
    "unknown door": (_record(door="back"), "The door 'back' in run.json is unknown: run and pack it again."),
    "invalid record": (_record(day=1), "run.json: day is not a text."),
    "unknown key in the record": (_record(remark="fine"), "run.json is not the record of a run"),
    "unreadable record": (replaced("run.json", b"[" * 100_000), "run.json is not the record of a run"),
    "no record": (removed("run.json"), "run.json is missing, so this is neither a run nor a certificate."),
}
