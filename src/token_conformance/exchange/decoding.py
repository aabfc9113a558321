"""The decoding of an answer's body by its `Content-Encoding`, up to a bound: a small body may unpack to gigabytes."""

import zlib

import httpx

from token_conformance.model.bounds import GZIP, MEGABYTE, check, inflate

MOST_BYTES = 128 * MEGABYTE
"""The most bytes of an answer, as it is received and when it is decoded: an attachment of 100 MB can be read."""

WHAT = "the answer"

_FORMATS = {"gzip": (GZIP,), "x-gzip": (GZIP,), "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS)}
"""The formats of zlib to try for an encoding: some servers send `deflate` without the header of its standard."""


def decoded(body: bytes, encodings: str) -> bytes:
    """The body without the encodings that the header names; one that was not asked for is left as it is.

    Raises BoundError for more than one encoding or too many bytes, and httpx.DecodingError for damaged data.
    """
    names = [name for part in encodings.lower().split(",") if (name := part.strip()) not in {"", "identity"}]
    check(len(names), 1, WHAT, "encoding")
    formats = _FORMATS.get("".join(names), ())
    for number, wbits in enumerate(formats, start=1):
        try:
            return inflate(body, MOST_BYTES, WHAT, wbits=wbits)
        except zlib.error as error:
            if number == len(formats):
                raise httpx.DecodingError(f"the body is not valid {names[0]} data: {error}") from None
    return body
