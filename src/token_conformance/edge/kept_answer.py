"""An answer that is kept back, to be looked at or changed before a client gets it, if it ever does."""

from starlette.types import ASGIApp, Message, Receive, Scope


async def answer_of(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
    """An application's answer to a request: its start, and its whole body."""
    messages: list[Message] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, keep)
    start, *parts = messages
    return start, b"".join(part.get("body", b"") for part in parts)
