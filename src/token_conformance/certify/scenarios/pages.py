"""Conditions for lists: pages that are smaller than the client asks for, and later pages that fail."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.certify.scenarios.rewriting import body_of, replayed
from token_conformance.edge.access.headers import EDGE
from token_conformance.edge.operations import find_operation, is_retired
from token_conformance.edge.tenant.state import State
from token_conformance.model.url import site_path

_PLACES = {"cursor", "nextPageToken", "startAt", "start"}
_FIRST = ("", "0", "None")


@dataclass(frozen=True)
class PageSize:
    """Lowers the page size of every list, in the query of its request or in the body of a search, to `most`."""

    most: int

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:  # noqa: ARG002  # other conditions need the state
        """An application that lowers the size before the edge reads it."""

        async def lowered(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["method"] == "GET":
                scope = {**scope, "query_string": self._query(scope)}
            elif scope["path"].endswith("/search/jql"):
                receive = await self._body(scope, receive)
            await app(scope, receive, send)

        return lowered

    def _query(self, scope: Scope) -> bytes:
        path = site_path(scope["path"])
        name = "limit" if path.startswith("/wiki/") else "maxResults"
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if name not in dict(query) and not _has_pages(path, name):
            return bytes(scope["query_string"])
        size = self._lower(dict(query).get(name))
        return urlencode([*((key, value) for key, value in query if key != name), (name, size)]).encode()

    async def _body(self, scope: Scope, receive: Receive) -> Receive:
        body, again = await body_of(scope, receive)
        try:
            query = json.loads(body)
        except ValueError:  # the product refuses it
            return again
        if isinstance(query, dict):
            body = json.dumps({**query, "maxResults": int(self._lower(query.get("maxResults")))}).encode()
        return replayed(body, receive)

    def _lower(self, size: object) -> str:
        """The requested size, but `most` at most; a size that is not a number stays, and the product refuses it."""
        text = str(self.most if size is None else size)
        return str(min(int(text), self.most)) if text.isdecimal() else text


def _has_pages(path: str, name: str) -> bool:
    """Whether a GET of this path takes a page size; the parameters of an operation that left the document are unknown.

    One thing has no pages, and the edge refuses a parameter of it that it does not know.
    """
    operation = find_operation("GET", path)
    if operation is None:
        return False
    return not operation.path.endswith("}") if is_retired(operation) else name in operation.query


@dataclass(frozen=True)
class PageTwoFails:
    """Answers 500 to each request for a later page of a list."""

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:  # noqa: ARG002  # other conditions need the state
        """An application that fails for later pages, and passes other requests on."""

        async def failing(scope: Scope, receive: Receive, send: Send) -> None:
            is_later = _is_later(dict(parse_qsl(scope["query_string"].decode("latin-1"))))
            if scope["method"] == "POST":
                body, receive = await body_of(scope, receive)
                is_later = is_later or _is_later(_members(body))
            error = JSONResponse({"code": 500, "message": "Internal server error"}, 500, headers=EDGE)
            await (error if is_later else app)(scope, receive, send)

        return failing


def _is_later(query: dict[str, Any]) -> bool:
    return any(str(query.get(name, "")) not in _FIRST for name in _PLACES)


def _members(body: bytes) -> dict[str, Any]:
    """The members of a JSON object; none if the body is not one."""
    try:
        members = json.loads(body)
    except ValueError:
        return {}
    return members if isinstance(members, dict) else {}
