"""Tampering with the times of requests and runs."""

from tampering.change import OBSERVATION, Kinds, Tamper, document


def _run(**changes: object) -> Tamper:
    return document(OBSERVATION, lambda observation: observation["runs"][0].update(changes))


def _request(**changes: object) -> Tamper:
    return document(OBSERVATION, lambda observation: observation["requests"][0].update(changes))


TIMES: Kinds = {
    "answer before the request": (
        _request(ended=0.0, started=99.0),
        "In scoped-gateway a request ended before it started.",
    ),
    "requests in another order": (
        document(OBSERVATION, lambda observation: observation["requests"].reverse()),
        "In scoped-gateway the requests are not in the order in which they were sent.",
    ),
    "action of negative length": (_run(seconds=-1.0), "In scoped-gateway an action ended before it started."),
    "actions at once": (
        _run(seconds=99.0),
        "In scoped-gateway an action started before the previous one ended.",
    ),
    "request of no action": (
        _request(started=-1.0),
        "In scoped-gateway a request was sent before any action was run.",
    ),
}
