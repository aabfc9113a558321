"""The edge asked in its own process: no network, TLS or HTTP is between a client of httpx and the application."""

import asyncio

import httpx
from starlette.types import ASGIApp, Message

from token_conformance.edge.faults.intercepted_request import buffered_response
from token_conformance.edge.server.whole_request import WholeRequest


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
        headers = [(name.lower(), value) for name, value in request.headers.raw]
        whole = WholeRequest(request.method, request.url.raw_path, headers, request.read(), rest=b"")

        async def receive() -> Message:
            return {"type": "http.request", "body": whole.body}

        start, body = await buffered_response(self._app, whole.scope(), receive)
        stream = httpx.ByteStream(b"" if request.method == "HEAD" else body)
        return httpx.Response(start["status"], headers=start["headers"], stream=stream)
