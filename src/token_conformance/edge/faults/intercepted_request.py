"""A request that a fault intercepts, and how the words after the name of a fault are read."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from token_conformance.errors import FaultError


class Connections(Protocol):
    """The open connections of the edge's clients, each known by the port from which its requests reach the edge."""

    def hang_up(self, port: int) -> None:
        """End a connection after what was sent."""

    def reset(self, port: int) -> None:
        """Reset a connection."""


async def buffered_response(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
    """An application's answer to a request: its start, and its whole body."""
    messages: list[Message] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, keep)
    start, *parts = messages
    return start, b"".join(part.get("body", b"") for part in parts)


@dataclass(frozen=True)
class InterceptedRequest:
    """A request on its way to an application, and the connections of all clients, of which it uses one."""

    app: ASGIApp
    connections: Connections
    scope: Scope
    receive: Receive
    send: Send

    async def pass_on(self) -> None:
        """Let the application answer."""
        await self.app(self.scope, self.receive, self.send)

    async def carry_out(self) -> tuple[Message, bytes]:
        """Let the application answer, and keep the answer back: its start, and its whole body."""
        return await buffered_response(self.app, self.scope, self.receive)

    async def answer(self, answer: ASGIApp) -> None:
        """Answer in the application's place."""
        await answer(self.scope, self.receive, self.send)

    async def hang_up(self) -> None:
        """End the connection after what was sent."""
        self.connections.hang_up(self.scope["client"][1])
        await self._gone()

    async def reset(self) -> None:
        """Reset the connection."""
        self.connections.reset(self.scope["client"][1])
        await self._gone()

    async def _gone(self) -> None:
        while (await self.receive())["type"] != "http.disconnect":
            pass


FaultAction = Callable[[InterceptedRequest], Awaitable[None]]


def read_nothing(argument: str) -> None:
    """Raises FaultError if there is an argument where there should be none."""
    if argument:
        raise FaultError(f"it takes no argument, but has {argument!r}")


def read_processed(argument: str) -> bool:
    """Whether a request is carried out before the fault comes; raises FaultError for any word but `processed`."""
    if argument not in {"", "processed"}:
        raise FaultError(f"its argument can only be 'processed', not {argument!r}")
    return argument == "processed"


def read_seconds(argument: str) -> float:
    """A time, such as `0.1`; raises FaultError if it is none."""
    whole, _, part = argument.partition(".")
    if not (whole.isdecimal() and (part or "0").isdecimal()):
        raise FaultError(f"its argument must be a number of seconds, such as 0.1, not {argument!r}")
    return float(argument)
