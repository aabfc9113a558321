"""Tampering with what was run in a scenario."""

from tampering.change import SEEN, Kinds, Tamper, document


def _run(**changes: object) -> Tamper:
    return document(SEEN, lambda seen: seen["runs"][0].update(changes))


ACTIONS: Kinds = {
    "missing action": (
        document(SEEN, lambda seen: seen["runs"].pop(0)),
        "In scoped-gateway the action list-projects is missing, and the subject says that it has it.",
    ),
    "unsupported action that ran": (
        _run(action="whoami"),
        "In scoped-gateway the action whoami was run, and the subject says that it is unsupported.",
    ),
    "unknown action": (_run(action="dance"), "In scoped-gateway there is a run of the unknown action dance."),
    "action run twice": (
        document(SEEN, lambda seen: seen["runs"].append(seen["runs"][-1])),
        "In scoped-gateway get-issue was run 2 times, and should be 1.",
    ),
    "altered reason": (
        document(SEEN, lambda seen: seen["unsupported"].update(whoami="Later.")),
        "In scoped-gateway other actions are unsupported, or for other reasons, than in the subject file.",
    ),
    "altered success": (
        _run(exit_status=1),
        "In scoped-gateway the success of list-projects is not what its exit status and output say.",
    ),
    "altered measure": (
        _run(must_show=[]),
        "In scoped-gateway list-projects was not held against what the tenant has.",
    ),
}
