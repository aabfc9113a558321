"""The edge asked in its own process: no network, TLS or HTTP is between a client of httpx and the application."""

import asyncio
from urllib.parse import unquote

import httpx
from starlette.types import ASGIApp, Message


class InProcess(httpx.BaseTransport):
    """A transport that passes each request to an ASGI application and waits for its whole answer.

    A request takes a third of the time that it takes over TLS. What belongs to the server is not there: bounds of time
    and size, the log of requests, and the header `Date`. It is for one thread, outside of any event loop.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)  # it does not become the loop of the thread

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the application, whose body is in memory."""
        return self._runner.get_loop().run_until_complete(self._answer(request))

    def close(self) -> None:
        """Release the event loop."""
        self._runner.close()

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body}

        async def send(message: Message) -> None:
            messages.append(message)

        await self._app(_scope(request), receive, send)
        start, *parts = messages
        content = b"" if request.method == "HEAD" else b"".join(part.get("body", b"") for part in parts)
        return httpx.Response(start["status"], headers=start["headers"], stream=httpx.ByteStream(content))


def _scope(request: httpx.Request) -> dict[str, object]:
    raw_path, _, query = request.url.raw_path.partition(b"?")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "server": None,
        "client": None,
        "scheme": "https",
        "method": request.method,
        "root_path": "",
        "path": unquote(raw_path.decode("ascii")),
        "raw_path": raw_path,
        "query_string": query,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "state": {},
        "extensions": {},
    }
