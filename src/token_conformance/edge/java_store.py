"""A trust store of Java with one certificate authority, in the format JKS, which every version of Java reads."""

import ssl
import struct
from hashlib import sha1

PASSWORD = "changeit"
"""The password of Java's own store, with which programs open it."""

_MAGIC, _VERSION, _TRUSTED = 0xFEEDFEED, 2, 2
_WHITENER = b"Mighty Aphrodite"
"""The format mixes these words into its digest."""


def java_store(ca_pem: str) -> bytes:
    """The bytes of a store that trusts an authority, whose certificate is in PEM."""
    certificate = ssl.PEM_cert_to_DER_cert(ca_pem)
    entry = struct.pack(">I", _TRUSTED) + _text("edge") + struct.pack(">Q", 0) + _text("X.509")
    entries = entry + struct.pack(">I", len(certificate)) + certificate
    store = struct.pack(">3I", _MAGIC, _VERSION, 1) + entries
    return store + sha1(PASSWORD.encode("utf-16-be") + _WHITENER + store, usedforsecurity=False).digest()


def _text(text: str) -> bytes:
    return struct.pack(">H", len(text)) + text.encode("ascii")
