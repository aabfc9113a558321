"""The exchange in a cassette, read strictly: its parts have the names and types that vcrpy and httpx need."""

from base64 import b64decode
from typing import Any
from urllib.parse import urlsplit

from token_conformance.model.strict_json import Reader, members, optional, text, within
from token_conformance.recording.scrubbing import RECORDED_HEADERS, REQUEST_HEADERS
from token_conformance.results.record import HIGHEST_STATUS, LOWEST_STATUS


def only_interaction(value: object) -> list[dict[str, Any]]:
    """Read the one exchange of a cassette; raises ValueError that says what is wrong with it.

    A body that is not text is read as bytes.
    """
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list")  # noqa: TRY004  # one kind of error for all problems
    if len(value) != 1:
        raise ValueError(f"has {len(value):,} exchanges instead of one")
    return [members(value[0], {"request": _request, "response": _response})]


def _request(value: object) -> dict[str, Any]:
    readers: dict[str, Reader] = {"body": _body, "headers": _request_headers, "method": _ascii, "uri": _uri}
    return members(value, readers)


def _response(value: object) -> dict[str, Any]:
    return members(value, {"body": _response_body, "headers": _response_headers, "status": _status})


def _status(value: object) -> dict[str, Any]:
    return members(value, {"code": within(LOWEST_STATUS, HIGHEST_STATUS), "message": optional(_ascii)})


def _response_body(value: object) -> dict[str, Any]:
    return members(value, {"string": _body})


def _body(value: object) -> str | bytes:
    """Read a body, which is a text, or a table with the Base64 of its bytes."""
    if isinstance(value, dict):
        return b64decode(members(value, {"base64": text})["base64"], validate=True)
    return _encodable(value)


def _request_headers(value: object) -> dict[str, list[str]]:
    return _headers(value, REQUEST_HEADERS)


def _response_headers(value: object) -> dict[str, list[str]]:
    """Read the headers of an answer. None of them says that the body is compressed, because it is recorded unpacked."""
    return _headers(value, RECORDED_HEADERS)


def _headers(value: object, known: frozenset[str]) -> dict[str, list[str]]:
    present = known & value.keys() if isinstance(value, dict) else ()
    return members(value, dict.fromkeys(present, _one_value))


def _one_value(value: object) -> list[str | bytes]:
    """Read the values of a header, of which there is one: repeated headers are recorded as one, as HTTP allows."""
    if not isinstance(value, list) or len(value) != 1:
        raise ValueError(f"{value!r} is not a list of one text")
    found = _encodable(value[0])
    return [found if found.isascii() else found.encode()]  # httpx encodes a text as ASCII only


def _encodable(value: object) -> str:
    """Read a text that can be encoded: JSON can have half of a character, which no server can send."""
    found = text(value)
    found.encode()
    return found


def _ascii(value: object) -> str:
    found = text(value)
    if not found.isascii():
        raise ValueError(f"{value!r} has characters that are not ASCII")
    return found


def _uri(value: object) -> str:
    found = _encodable(value)
    urlsplit(found)
    return found
