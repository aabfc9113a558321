"""Tampering with when things happened in a scenario."""

from tampering.change import SEEN, Kinds, Tamper, document


def _run(**changes: object) -> Tamper:
    return document(SEEN, lambda seen: seen["runs"][0].update(changes))


def _request(**changes: object) -> Tamper:
    return document(SEEN, lambda seen: seen["requests"][0].update(changes))


TIMES: Kinds = {
    "answer before the request": (
        _request(ended=0.0, started=99.0),
        "In scoped-gateway a request ended before it started.",
    ),
    "requests in another order": (
        document(SEEN, lambda seen: seen["requests"].reverse()),
        "In scoped-gateway the requests are not in the order in which they were sent.",
    ),
    "action of negative length": (_run(seconds=-1.0), "In scoped-gateway an action ended before it started."),
    "actions at once": (
        _run(seconds=99.0),
        "In scoped-gateway an action started before the one ahead of it had ended.",
    ),
    "request of no action": (
        _request(started=-1.0),
        "In scoped-gateway a request was sent before any action was run.",
    ),
}
