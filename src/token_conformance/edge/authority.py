"""The certificate authority of one run: it signs a leaf for whatever server name a client asks for.

Clients decide by host name what they send, so the edge is reached at Atlassian's real ones. A client may also ask
for any other host; it must get a certificate that it trusts there, so that the edge sees and refuses what it sends.
"""

import ssl
from collections.abc import Callable
from pathlib import Path

import trustme


class Authority:
    """Makes the certificates of one run; nothing of it outlives the run, and nobody else trusts it."""

    def __init__(self) -> None:
        self._ca = trustme.CA(organization_name="atlassian-token-conformance (local model, not Atlassian)")
        self._leaves: dict[str, ssl.SSLContext] = {}

    def write_pem(self, path: Path) -> None:
        """Write the certificate that clients are told to trust."""
        self._ca.cert_pem.write_to_path(str(path))

    def context_for(self, name: str) -> ssl.SSLContext:
        """A context that shows a leaf for a name; raises ValueError for a name that no certificate can hold."""
        if name not in self._leaves:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._ca.issue_cert(name).configure_cert(context)
            self._leaves[name] = context
        return self._leaves[name]


def server_context(
    choose_leaf: Callable[[str], ssl.SSLContext], begun: Callable[[], None] = lambda: None
) -> ssl.SSLContext:
    """A context for the TLS server, which shows each client a leaf that is chosen by the name that it asks for.

    `begun` is called for each handshake.
    """

    def swap(connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> int | None:
        begun()
        try:
            connection.context = choose_leaf(name or "localhost")
        except ValueError:
            return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        return None

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = swap
    return context
