"""Things that the edge says it has made, and has not kept."""

from token_conformance.edge.faults import RequestFault
from token_conformance.edge.faults.limit import Limit
from token_conformance.edge.faults.strike import StruckRequest
from token_conformance.edge.state import State
from token_conformance.mutants.strikes.place import Place
from token_conformance.mutants.strikes.reply import Reply

_CREATIONS = {"POST /rest/api/3/issue", "POST /wiki/api/v2/pages", "POST /rest/servicedeskapi/request"}


def keeping_nothing(state: State) -> RequestFault:
    """Whatever creates a thing is answered as ever, and the thing is gone at once."""

    async def strike(request: StruckRequest) -> None:
        if Place.of(request.scope).operation not in _CREATIONS:
            return await request.pass_on()
        reply = Reply.of(*await request.carry_out())
        if reply.is_success:
            _forget(state, reply.json())
        return await request.answer(reply.response())

    return RequestFault(strike, Limit())


def _forget(state: State, made: dict[str, object]) -> None:
    state.jira.issues.pop(str(made.get("key", made.get("issueKey"))), None)
    state.confluence.contents.pop(str(made.get("id")), None)
