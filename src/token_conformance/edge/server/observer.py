"""The interface by which a caller observes every connection and request of an edge, and may answer requests itself."""

from typing import Protocol

import h11
from starlette.types import ASGIApp


class Observer(Protocol):
    """Callbacks of the edge for each connection and request, including those for foreign hosts."""

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        """The application that gets the requests over https in place of the edge's own `app`."""
        ...

    def handshake(self) -> None:
        """Called when a client starts a TLS handshake. A client that refuses the certificate sends no request."""
        ...

    def plain(self, request: h11.Request) -> None:
        """Called for a request over plain http. The edge refuses it without reading its body."""
        ...


class NullObserver:
    """An observer that does nothing."""

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        """The edge's own application, unchanged."""
        return app

    def handshake(self) -> None:
        """Ignore it."""

    def plain(self, request: h11.Request) -> None:
        """Ignore it."""
