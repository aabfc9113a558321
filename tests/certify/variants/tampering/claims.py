"""Tampering with the claims of a certificate."""

from typing import Any

from tampering.change import Kinds, Tamper, document, replaced


def _claim(id_: str, **changes: object) -> Tamper:
    def change(verdicts: Any) -> None:
        next(entry for entry in verdicts["findings"] if entry["requirement"] == id_).update(changes)

    return document("verdicts.json", change)


CLAIMS: Kinds = {
    "altered verdict": (
        _claim("T7", result="pass"),
        "T7 claims 'pass', but the observations show 'fail'.",
    ),
    "altered level": (
        document("verdicts.json", lambda claimed: claimed.update(level="Plus")),
        "It claims the level Plus, but the observations reach none.",
    ),
    "altered basis": (
        document("verdicts.json", lambda claimed: claimed["basis"].update(observed=12)),
        "It claims another basis of its level than none (Core is not reached), 10 of 12 observed",
    ),
    "altered sentence": (
        _claim("T7", sentence="All is well."),
        "The sentence of T7 does not follow from the observations.",
    ),
    "altered scenarios": (
        _claim("T1", scenarios=["noisy"]),
        "The scenarios of T1 are not those whose observations show it.",
    ),
    "altered action": (
        _claim("T1", actions=["whoami"]),
        "The actions or calls of T1 are not those that decided it.",
    ),
    "altered call": (
        _claim("T7", seen=[]),
        "The actions or calls of T7 are not those that decided it.",
    ),
    "missing requirement": (
        document("verdicts.json", lambda claimed: claimed["findings"].pop(0)),
        "The finding of T1 is missing.",
    ),
    "invented requirement": (
        document("verdicts.json", lambda claimed: claimed["findings"].append({"requirement": "T99"})),
        "The requirement 'T99' is unknown.",
    ),
    "invented excuse": (
        document("verdicts.json", lambda claimed: claimed["excused"].append("T7")),
        "The excused requirements do not follow from what the subject does not have.",
    ),
    "more than claims": (
        document("verdicts.json", lambda claimed: claimed.update(payload="hidden")),
        "verdicts.json is not written as the suite writes it.",
    ),
    "unreadable verdicts": (
        replaced("verdicts.json", b"{"),
        "verdicts.json is not a valid list of findings",
    ),
}
