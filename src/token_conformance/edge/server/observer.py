"""Somebody who looks at all that comes to an edge, and may answer for it."""

from typing import Protocol

import h11
from starlette.types import ASGIApp


class Observer(Protocol):
    """What the edge tells of each connection and request, whatever host it was meant for."""

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        """The application that requests over https go to in place of the edge's own."""
        ...

    def handshake(self) -> None:
        """A client has begun a TLS handshake. It may refuse the certificate, and then sends no request."""
        ...

    def plain(self, request: h11.Request) -> None:
        """A request has come over plain http; it is refused, and its body never read."""
        ...


class NullObserver:
    """Nobody looks."""

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        """The edge's own application."""
        return app

    def handshake(self) -> None:
        """Nothing is noted."""

    def plain(self, request: h11.Request) -> None:
        """Nothing is noted."""
