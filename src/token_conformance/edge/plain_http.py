"""Reading what comes to the door over plain http: a proxy's request for a tunnel, or one that should have been TLS."""

from urllib.parse import urlsplit

import h11

from token_conformance.edge.foreign import ForeignRequest, carries_credential


def parse(head: bytes) -> h11.Request | None:
    """The request of a whole head, or None if it is no HTTP request."""
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(head)
    try:
        event = connection.next_event()
    except h11.RemoteProtocolError:
        return None
    return event if isinstance(event, h11.Request) else None


def foreign_request(request: h11.Request) -> ForeignRequest:
    """A request over plain http, whose target names the host, unless the client takes the door for a server."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers}
    target = request.target.decode("latin-1")
    try:
        url = urlsplit(target)
    except ValueError:  # a host in brackets that is no address
        url = urlsplit("")
    return ForeignRequest(
        scheme="http",
        host=url.netloc.rpartition("@")[2] or headers.get("host", ""),
        method=request.method.decode("latin-1"),
        path=url.path,
        carried_credential=carries_credential(headers) or "@" in url.netloc,
    )
