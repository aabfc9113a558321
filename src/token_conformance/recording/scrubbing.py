"""What is kept of an exchange in a cassette: listed headers, kinds instead of credentials, names instead of keys."""

from typing import Any

from vcr.request import Request

from token_conformance.recording.references import References

REQUEST_HEADERS = frozenset({"authorization", "content-type", "x-atlassian-token"})

TELLING_HEADERS = frozenset(
    {
        "content-type",
        "location",
        "server",
        "www-authenticate",
        "x-aaccountid",
        "x-failure-category",
        "x-seraph-loginreason",
    }
)
"""The response headers that say who the caller was taken for, and why a request was refused."""


class Scrubber:
    """The hooks that vcrpy calls before it matches a request and before it saves an exchange."""

    def __init__(self, references: References) -> None:
        self._references = references
        self.paused = False

    def request(self, request: Request) -> Request | None:
        """The request as a cassette holds it; None while a cell is only being prepared."""
        if self.paused:
            return None
        headers = {name.lower(): value for name, value in request.headers.items()}
        kept = {name: headers[name] for name in REQUEST_HEADERS & headers.keys()}
        if "authorization" in kept:
            kept["authorization"] = self._references.credential(kept["authorization"])
        request.headers = kept
        request.uri = self._references.text(request.uri)
        request.body = self._body(request.body)
        return request

    def response(self, response: dict[str, Any]) -> dict[str, Any]:
        """The response as a cassette holds it."""
        headers = {name.lower(): values for name, values in response["headers"].items()}
        kept = {name: headers[name] for name in TELLING_HEADERS & headers.keys()}
        return {**response, "headers": kept, "body": {"string": self._body(response["body"]["string"])}}

    def _body(self, body: bytes) -> bytes:
        try:
            return self._references.text(body.decode()).encode()
        except UnicodeDecodeError:
            return body
