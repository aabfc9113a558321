"""A request that a fault intercepts, the action of a fault, and the parsing of a fault's argument."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from token_conformance.edge.ruled import FAULT, note_rule
from token_conformance.errors import FaultError

MOST_SECONDS = 86_400
"""The longest time that a fault can name, which is one day."""


END_AFTER = "token_conformance.end_after"
"""The extension of a request's scope that sends bytes in place of an answer, and then ends the TLS connection."""


Client = tuple[str, int]
"""The address of a client: its host and port."""


class Connections(Protocol):
    """The open connections of the edge's clients, each identified by the client's address."""

    def close_connection(self, client: Client) -> None:
        """Close a connection after the data that was sent."""

    def reset_connection(self, client: Client) -> None:
        """Reset a connection."""


async def buffered_response(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
    """Let an application answer, without sending the answer; returns its start message and its whole body."""
    messages: list[Message] = []

    async def buffer(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, buffer)
    start, *parts = messages
    return start, b"".join(part.get("body", b"") for part in parts)


@dataclass(frozen=True)
class InterceptedRequest:
    """A request before it reaches the application, with the connections of all clients, one of which is its own."""

    app: ASGIApp
    connections: Connections
    scope: Scope
    receive: Receive
    send: Send

    async def pass_on(self) -> None:
        """Let the application answer, and send the answer."""
        await self.app(self.scope, self.receive, self.send)

    async def carry_out(self) -> tuple[Message, bytes]:
        """Let the application answer, without sending the answer; returns its start message and its whole body."""
        return await buffered_response(self.app, self.scope, self.receive)

    async def answer(self, answer: ASGIApp) -> None:
        """Answer in place of the application."""
        note_rule(self.scope, FAULT)
        await answer(self.scope, self.receive, self.send)

    async def close_connection(self) -> None:
        """Close the connection after the data that was sent."""
        self.connections.close_connection(self.scope["client"])
        await self._disconnected()

    async def end_after(self, data: bytes) -> None:
        """Send these bytes in place of an answer, and end the TLS connection in order."""
        self.scope["extensions"][END_AFTER](data)
        await self._disconnected()

    async def reset_connection(self) -> None:
        """Reset the connection."""
        self.connections.reset_connection(self.scope["client"])
        await self._disconnected()

    async def _disconnected(self) -> None:
        while (await self.receive())["type"] != "http.disconnect":
            pass


FaultAction = Callable[[InterceptedRequest], Awaitable[None]]
"""What a fault does with a request that it applies to."""


def read_nothing(argument: str) -> None:
    """Check that a fault which takes no argument has none; raises FaultError."""
    if argument:
        raise FaultError(f"it takes no argument, but has {argument!r}")


def read_processed(argument: str) -> bool:
    """Whether the request is carried out before the fault; raises FaultError for any word but `processed`."""
    if argument not in {"", "processed"}:
        raise FaultError(f"its argument can only be 'processed', not {argument!r}")
    return argument == "processed"


def read_seconds(argument: str) -> float:
    """Parse a number of seconds, such as `0.1`, of at most one day; raises FaultError."""
    whole, _, part = argument.partition(".")
    if not (whole.isdecimal() and (part or "0").isdecimal()):
        raise FaultError(f"its argument must be a number of seconds, such as 0.1, not {argument!r}")
    if float(argument) > MOST_SECONDS:
        raise FaultError(f"its argument can be at most {MOST_SECONDS} seconds, which are one day, not {argument!r}")
    return float(argument)
