"""Tampering with the actions that were run in a scenario."""

from typing import Any

from tampering.change import OBSERVATION, Kinds, Tamper, document


def _run(**changes: object) -> Tamper:
    return document(OBSERVATION, lambda observation: observation["runs"][0].update(changes))


def _of_service(run: dict[str, Any]) -> dict[str, Any]:
    return {**run, "holder": "service-account"}


ACTIONS: Kinds = {
    "missing action": (
        document(OBSERVATION, lambda observation: observation["runs"].pop(0)),
        "In scoped-gateway the action list-projects is missing, but the subject supports it.",
    ),
    "unsupported action that ran": (
        _run(action="whoami"),
        "In scoped-gateway the action whoami was run, but the subject declares it as unsupported.",
    ),
    "unknown action": (_run(action="dance"), "In scoped-gateway there is a run of the unknown action dance."),
    "action run twice": (
        document(OBSERVATION, lambda observation: observation["runs"].append(observation["runs"][-1])),
        "In scoped-gateway get-issue was run 2 times instead of 1.",
    ),
    "altered reason": (
        document(OBSERVATION, lambda observation: observation["unsupported"].update(whoami="Later.")),
        "In scoped-gateway the unsupported actions or their reasons differ from the subject file.",
    ),
    "altered command": (
        _run(command=["{python}", "-c", "print('whatever')"]),
        "In scoped-gateway the command of list-projects is not that of the subject file, at Atlassian's addresses.",
    ),
    "altered success": (
        _run(exit_status=1),
        "In scoped-gateway the success of list-projects does not follow from its exit status and output.",
    ),
    "run with another holder's token": (
        document(OBSERVATION, lambda observation: observation["runs"].append(_of_service(observation["runs"][-1]))),
        "In scoped-gateway the token was that of a service account, but the subject's file says otherwise.",
    ),
    "altered measure": (
        _run(must_show=[]),
        "In scoped-gateway list-projects was not compared with the content of the tenant.",
    ),
}
