"""Tampering with what a certificate claims."""

from typing import Any

from tampering.change import Kinds, Tamper, document, replaced


def _claim(id_: str, **changes: object) -> Tamper:
    def change(verdicts: Any) -> None:
        next(entry for entry in verdicts["findings"] if entry["requirement"] == id_).update(changes)

    return document("verdicts.json", change)


CLAIMS: Kinds = {
    "altered verdict": (
        _claim("T7", result="pass"),
        "T7 claims 'pass', and its observations show 'fail'.",
    ),
    "altered level": (
        document("verdicts.json", lambda claimed: claimed.update(level="Plus")),
        "It claims the level Plus, and its observations reach none.",
    ),
    "altered sentence": (
        _claim("T7", sentence="All is well."),
        "The sentence of T7 is another than its observations give.",
    ),
    "altered scenarios": (
        _claim("T1", scenarios=["noisy"]),
        "The finding of T1 rests on other scenarios than it claims.",
    ),
    "missing requirement": (
        document("verdicts.json", lambda claimed: claimed["findings"].pop(0)),
        "The requirement T1 is missing.",
    ),
    "invented requirement": (
        document("verdicts.json", lambda claimed: claimed["findings"].append({"requirement": "T99"})),
        "There is no requirement 'T99'.",
    ),
    "invented excuse": (
        document("verdicts.json", lambda claimed: claimed["excused"].append("T7")),
        "It excuses other requirements than the subject's unsupported actions do.",
    ),
    "unreadable verdicts": (
        replaced("verdicts.json", b"{"),
        "verdicts.json is no document of findings",
    ),
}
