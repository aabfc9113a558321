"""The rule by which a request is answered: it is noted in the request's scope, and the last one noted counts.

A rule is an id of `rules.toml`, or one of the other words below.
"""

from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

NOT_MODELLED = "not-modelled"
"""The local model does not know the answer (501)."""
FOREIGN_HOST = "foreign-host"
"""The local model does not answer for the host (421)."""
FAULT = "fault"
"""An injected fault answered in place of the edge."""
BOUND = "bound"
"""The request exceeds a bound of the local model (408, 413, 431, 507)."""
REQUESTED = "requested"
"""The world in which CLOUD-12617 is implemented lets a scoped token in at the site."""

_STATE = "state"
_RULE = "token_conformance.rule"


def note_rule(scope: Scope, rule: str) -> None:
    """Note the rule by which the request is being answered."""
    scope.setdefault(_STATE, {})[_RULE] = rule


def rule_of(scope: Scope) -> str:
    """The rule that was noted last; empty if there is none."""
    return str(scope.get(_STATE, {}).get(_RULE, ""))


class RuledResponse(Response):
    """A response that notes its rule when it is sent."""

    def __init__(self, rule: str, content: str, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(content, status, headers)
        self.rule = rule

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note the rule, and send the response."""
        note_rule(scope, self.rule)
        await super().__call__(scope, receive, send)


def by_rule(rule: str, app: ASGIApp) -> ASGIApp:
    """An application that is reached by a rule; what it answers may note another one."""

    async def ruled(scope: Scope, receive: Receive, send: Send) -> None:
        note_rule(scope, rule)
        await app(scope, receive, send)

    return ruled
