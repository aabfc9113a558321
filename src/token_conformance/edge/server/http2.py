"""A client that speaks HTTP/2 without asking: it is refused in its own protocol, and noted as a request.

Atlassian speaks HTTP/2 with clients that ask for it in the TLS handshake. The local model offers HTTP/1.1 alone, which
nearly all of them speak, too.
"""

PREFACE = b"PRI * HTTP/2.0\r\n\r\n"
"""The first bytes of each HTTP/2 connection."""
METHOD = "PRI"
"""The method that these bytes seem to have."""
SENTENCE = "The local model does not speak HTTP/2."

_SETTINGS, _GOAWAY, _HTTP_1_1_REQUIRED = 4, 7, 13


def refusal() -> bytes:
    """The frames that end a connection with the error HTTP_1_1_REQUIRED, and the reason in words."""
    reason = SENTENCE.encode()
    last_stream = bytes(4)
    return _frame(_SETTINGS, b"") + _frame(_GOAWAY, last_stream + _HTTP_1_1_REQUIRED.to_bytes(4, "big") + reason)


def as_http1() -> bytes:
    """The request in whose place the connection was opened; it is answered with 501, and noted as every other one."""
    return f"{METHOD} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()


def _frame(kind: int, payload: bytes) -> bytes:
    flags, stream = bytes(1), bytes(4)
    return len(payload).to_bytes(3, "big") + bytes([kind]) + flags + stream + payload
