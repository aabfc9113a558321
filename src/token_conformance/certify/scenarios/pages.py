"""Conditions of lists: pages that are smaller than a client asks for, and a second page that fails."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.certify.scenarios.rewriting import body_of, replayed
from token_conformance.edge.access.headers import EDGE
from token_conformance.edge.tenant.state import State
from token_conformance.model.url import site_path


@dataclass(frozen=True)
class PageSize:
    """Lowers the size of every page that is asked for, in the query or in a search's body, to `most`."""

    most: int

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:  # noqa: ARG002  # other conditions need the state
        """Lower the size before the edge reads it."""

        async def lowered(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["method"] == "GET":
                scope = {**scope, "query_string": self._query(scope)}
            elif scope["path"].endswith("/search/jql"):
                receive = await self._body(scope, receive)
            await app(scope, receive, send)

        return lowered

    def _query(self, scope: Scope) -> bytes:
        name = "limit" if site_path(scope["path"]).startswith("/wiki/") else "maxResults"
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        size = self._lower(dict(asked).get(name))
        return urlencode([*((key, value) for key, value in asked if key != name), (name, size)]).encode()

    async def _body(self, scope: Scope, receive: Receive) -> Receive:
        body, again = await body_of(scope, receive)
        try:
            asked = json.loads(body)
        except ValueError:  # the product's matter
            return again
        if isinstance(asked, dict):
            body = json.dumps({**asked, "maxResults": int(self._lower(asked.get("maxResults")))}).encode()
        return replayed(body, receive)

    def _lower(self, asked: object) -> str:
        """The size to give: less only where less was asked for; what is no number is the product's matter."""
        text = str(self.most if asked is None else asked)
        return str(min(int(text), self.most)) if text.isdecimal() else text


_PLACES = {"cursor", "nextPageToken", "startAt", "start"}
_FIRST = ("", "0", "None")


@dataclass(frozen=True)
class PageTwoFails:
    """Answers 500 to each request for a later page of a list."""

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
    """The members of a JSON object; nothing where a body does not hold one."""
    try:
        members = json.loads(body)
    except ValueError:
        return {}
    return members if isinstance(members, dict) else {}
