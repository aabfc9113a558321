"""How a live target is reached: the proxy and the certificate authorities that the environment names.

The HTTP client itself must not read the environment, because it would also read `~/.netrc`, and send a credential
from there with a request that must not carry one.
"""

import ssl
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from token_conformance.errors import BoundError, UserError
from token_conformance.model.bounds import MEGABYTE
from token_conformance.model.file import read_bytes
from token_conformance.model.url import GATEWAY_HOST

LARGEST = 10 * MEGABYTE
"""The most bytes of a file of certificate authorities: those of a system have a quarter of a megabyte."""


def proxy(environment: Mapping[str, str]) -> str | None:
    """The URL of the proxy, if one is set; raises UserError if the value is not the URL of a proxy."""
    url = getproxies().get("https") or environment.get("HTTPS_PROXY") or environment.get("https_proxy")
    if not url or proxy_bypass(GATEWAY_HOST):
        return None
    if not shown_proxy(url):
        raise UserError(
            "HTTPS_PROXY: is not the URL of a proxy; write a URL such as http://proxy.example.com:3128, or unset it"
        )
    return url


def shown_proxy(url: str) -> str:
    """The host and port of a proxy, without a password in its URL; empty if it is not the URL of a proxy."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    return f"{parts.hostname}{port}" if parts.scheme in {"http", "https"} and parts.hostname else ""


def ca_file(environment: Mapping[str, str]) -> Path | None:
    """The file of trusted certificate authorities, if one is set; raises UserError if it cannot be used."""
    value = environment.get("SSL_CERT_FILE")
    if not value:
        return None
    try:
        read_bytes(Path(value), LARGEST)  # the file can be a named pipe, which OpenSSL would wait for
        ssl.create_default_context(cafile=value)
    except BoundError:
        raise UserError(
            f"SSL_CERT_FILE: {value} has more than {LARGEST:,} bytes; name a PEM file, or unset it"
        ) from None
    except OSError as error:  # ssl.SSLError is an OSError
        reason = error.strerror if isinstance(error, FileNotFoundError) else "it contains no certificates"
        raise UserError(f"SSL_CERT_FILE: {value} cannot be used: {reason}; name a PEM file, or unset it") from None
    return Path(value)
