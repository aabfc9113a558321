"""Lists whose second page cannot be had."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.edge.headers import EDGE
from token_conformance.edge.state import State
from token_conformance.integrations.conditions.rewriting import body_of

_PLACES = {"cursor", "nextPageToken", "startAt", "start"}
_FIRST = ("", "0", "None")


@dataclass(frozen=True)
class PageTwoFails:
    """Answers 500 to whatever asks for more than the first page of a list."""

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:  # noqa: ARG002  # other conditions need the state
        """Refuse later pages, and pass on the rest."""

        async def failing(scope: Scope, receive: Receive, send: Send) -> None:
            is_later = _is_later(dict(parse_qsl(scope["query_string"].decode("latin-1"))))
            if scope["method"] == "POST":
                body, receive = await body_of(scope, receive)
                is_later = is_later or _is_later(_members(body))
            error = JSONResponse({"code": 500, "message": "Internal server error"}, 500, headers=EDGE)
            await (error if is_later else app)(scope, receive, send)

        return failing


def _is_later(asked: dict[str, Any]) -> bool:
    return any(str(asked.get(name, "")) not in _FIRST for name in _PLACES)


def _members(body: bytes) -> dict[str, Any]:
    """The members of a JSON object; nothing where a body is none."""
    try:
        members = json.loads(body)
    except ValueError:
        return {}
    return members if isinstance(members, dict) else {}
