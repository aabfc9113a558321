"""A host that is not Atlassian's, and answers nevertheless: a client that has gone there by mistake goes on."""

from dataclasses import dataclass

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.edge.state import State
from token_conformance.integrations.conditions.paths import host_of

FOREIGN_HOST = "files.example.com"

_LAST_PAGE = {"results": [], "values": [], "issues": [], "isLast": True, "size": 0, "total": 0, "_links": {}}


@dataclass(frozen=True)
class ForeignHost:
    """Answers for the foreign host: the file where one is asked for, else a last page with nothing on it."""

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:
        """Answer what is meant for the foreign host, and pass on the rest."""

        async def answering(scope: Scope, receive: Receive, send: Send) -> None:
            answer = _answer(scope["path"], state) if host_of(scope) == FOREIGN_HOST else app
            await answer(scope, receive, send)

        return answering


def _answer(path: str, state: State) -> Response:
    if "/attachment/" in path or "/download" in path:
        return PlainTextResponse(_file(path, state))
    return JSONResponse(_LAST_PAGE)


def _file(path: str, state: State) -> bytes:
    """The file that stands at the path, of whichever app."""
    if attachment := state.jira.attachment(path.rpartition("/")[2]):
        return attachment.content
    files = (file for content in state.confluence.contents.values() for file in content.attachments.values())
    return next((file.data for file in files if path.endswith(file.title) or f"/{file.id}/" in path), b"")
