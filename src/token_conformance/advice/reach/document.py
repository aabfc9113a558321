"""What a token can do, for a program."""

from typing import Any

from token_conformance.advice.reach.answer import ReachAnswer
from token_conformance.advice.reach.called import CallReach
from token_conformance.advice.reach.reach import Reach


def document(answer: ReachAnswer) -> dict[str, Any]:
    """The members of a JSON object: the apps with an answer for each published operation, and the calls."""
    return {
        "not_searched": answer.not_searched,
        "apps": [_app(reach) for reach in answer.found],
        "calls": [_call(one) for one in answer.calls],
    }


def _app(reach: Reach) -> dict[str, Any]:
    return {
        "app": reach.app,
        "requests": reach.sent,
        "probed_writes": reach.probed_writes,
        "stopped": reach.stop,
        "scopes": {
            "present": sorted(reach.present),
            "undecided": sorted(reach.undecided),
            "absent": sorted(reach.absent),
        },
        "operations": [
            {
                "operation": one.operation.name,
                "product": one.operation.product,
                "answer": one.says,
                "ground": one.ground,
                "why": one.why,
            }
            for one in reach.every()
        ],
    }


def _call(one: CallReach) -> dict[str, Any]:
    operation = one.call.operation
    return {
        "call": one.call.name,
        "operation": operation.name if operation else None,
        "answer": one.says,
        "why": one.why,
    }
