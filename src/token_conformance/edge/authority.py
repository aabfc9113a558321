"""The certificate authority of one edge: it issues a leaf certificate for any server name that a client asks for.

Clients decide by the host name what they send, so the edge answers under Atlassian's real host names. A client that
asks for another host also gets a certificate that it trusts, so that the edge sees its request and can refuse it.
"""

import ssl
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

import trustme

_asked: WeakKeyDictionary[ssl.SSLObject | ssl.SSLSocket, str] = WeakKeyDictionary()

_MOST_LEAVES = 256
"""The certificates that are kept: a client may ask for any number of names, and another one can be issued again."""


class Authority:
    """Issues the certificates of one edge. Its key exists only in memory, and no other program trusts it."""

    def __init__(self) -> None:
        self._ca = trustme.CA(organization_name="atlassian-token-conformance (local model, not Atlassian)")
        self.context_for = lru_cache(_MOST_LEAVES)(self._issue)
        """A TLS context with a leaf certificate for a name; raises ValueError for a name that is not valid in one."""

    def write_pem(self, path: Path) -> None:
        """Write the CA certificate, in PEM, for clients to trust."""
        self._ca.cert_pem.write_to_path(str(path))

    def _issue(self, name: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._ca.issue_cert(name).configure_cert(context)
        return context


def server_context(
    choose_leaf: Callable[[str], ssl.SSLContext], on_handshake: Callable[[], None] = lambda: None
) -> ssl.SSLContext:
    """The TLS context of the server. It presents the leaf certificate of the server name that the client asks for.

    `on_handshake` is called at the start of each handshake.
    """

    def present_leaf(connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> int | None:
        on_handshake()
        if name:
            _asked[connection] = name
        try:
            connection.context = choose_leaf(name or "localhost")
        except ValueError:
            return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        return None

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = present_leaf
    return context


def asked_name(connection: object) -> str | None:
    """The server name that the client of a TLS connection asked for; None without one, and for any other object."""
    return _asked.get(connection) if isinstance(connection, ssl.SSLObject | ssl.SSLSocket) else None
