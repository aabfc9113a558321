"""Actions that a subject declares as unsupported, and that one of its runs did all the same.

Only what creates something is reported: many products read their account or their projects on the way to other things.
"""

import re
from collections.abc import Iterator

from token_conformance.certify.observation.observation import WireRequest
from token_conformance.certify.requirements.address import resource, shown
from token_conformance.certify.requirements.requirement import Observations
from token_conformance.certify.requirements.trace import Trace, traces
from token_conformance.certify.subject.subject import Action

_CREATES = {
    Action.CREATE_ISSUE: re.compile(r"/rest/api/N/issue(/bulk)?/?"),
    Action.CREATE_PAGE: re.compile(r"/api/v2/pages/?|/rest/api/content/?"),
}


def undeclared(observations: Observations) -> Iterator[str]:
    """One sentence for each action that is declared as unsupported although a run did it."""
    for action, path in _CREATES.items():
        found = (_seen(action, path, trace) for each in observations.values() for trace in traces(each))
        if sentence := next(filter(None, found), ""):
            yield sentence


def _seen(action: Action, path: re.Pattern[str], trace: Trace) -> str:
    if action not in trace.observation.unsupported:
        return ""
    call = next((call for call in trace.calls if _is_done(call) and path.fullmatch(resource(call))), None)
    if call is None:
        return ""
    sent = shown(call, trace.observation)
    return (
        f"[unsupported] {action}: is done by {trace.run.action} in the scenario {trace.observation.scenario} ({sent});"
        f" describe {action} under [actions]"
    )


def _is_done(call: WireRequest) -> bool:
    return call.method == "POST" and call.status in {200, 201}
